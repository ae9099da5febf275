package dev.rung.server.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.call.Samples;
import dev.rung.server.generate.Answer;
import dev.rung.server.generate.CacheHit;
import dev.rung.server.generate.Caller;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Limits;
import dev.rung.server.generate.RequestId;
import dev.rung.server.generate.Sampling;
import dev.rung.server.select.LimitsBuilder;
import dev.rung.server.select.Requests;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class AnswerCacheTest {
  private static final RequestId ASKER = new RequestId("asker");
  private static final CacheRules SIMILAR =
      new CacheRules(true, 0.85, 0.3, 0, Duration.ofHours(1), Duration.ofHours(2), true);

  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private final KeptAnswers answers = new KeptAnswers(1 << 20);
  private final AnswerCache cache = new AnswerCache(answers, SIMILAR, "", new byte[0], () -> now);

  private Place place(GenerateRequest request) {
    return place(cache, request);
  }

  private static Place place(AnswerCache in, GenerateRequest request) {
    return in.place(new Question(request, Optional.empty(), Optional.empty())).orElseThrow();
  }

  private Optional<Hit> find(String prompt) {
    return cache.find(place(Requests.of(prompt)), ASKER);
  }

  private void keep(String prompt, String id, String text) {
    GenerateRequest request = Requests.withId(Requests.of(prompt), id);
    cache.keep(place(request), answer(request, text));
  }

  private static Answer answer(GenerateRequest request, String text) {
    return Samples.answer(request, text, FinishReason.STOP);
  }

  @Test
  void givesBackWhatWasKeptAndSaysWhatItSaved() {
    keep("What is the capital of France?", "r1", "Paris");
    now = now.plusSeconds(90);

    Hit hit = find(" What is the capital of France? ").orElseThrow();

    assertThat(hit.kept().text()).isEqualTo("Paris");
    assertThat(hit.kept().toolCalls()).hasSize(1);
    assertThat(hit.kept().model()).contains("mistral");
    assertThat(hit.account().kind()).isEqualTo(CacheHit.Kind.EXACT);
    assertThat(hit.account().age()).isEqualTo(Duration.ofSeconds(90));
    assertThat(hit.account().saved()).isEqualTo(hit.kept().cost());
  }

  @Test
  void givesWhatWasAskedInOtherWords() {
    keep("What is the capital of France?", "r1", "Paris");

    Hit hit = find("please, what is  the captial of france").orElseThrow();

    assertThat(hit.account().kind()).isEqualTo(CacheHit.Kind.SIMILAR);
    assertThat(hit.account().similarity()).isBetween(0.85, 0.999);
    assertThat(find("What is the capital of Poland?")).isEmpty();
  }

  @Test
  void seeksWhatIsSimilarForWhoAsksForItAlone() {
    CacheRules exact =
        new CacheRules(false, 0.85, 0.3, 0, Duration.ofHours(1), Duration.ZERO, true);
    AnswerCache strict = new AnswerCache(answers, exact, "", new byte[0], () -> now);
    Limits wished = new LimitsBuilder().similar(true).build();
    GenerateRequest first = Requests.of("What is the capital of France?", wished);
    String again = "hello, what is the captial of france";

    strict.keep(place(strict, first), answer(first, "Paris"));

    assertThat(strict.find(place(strict, Requests.of(again, wished)), ASKER))
        .hasValueSatisfying(hit -> assertThat(hit.kept().text()).isEqualTo("Paris"));
    assertThat(strict.find(place(strict, Requests.of(again)), ASKER)).isEmpty();
  }

  @Test
  void seeksNothingSimilarForWhoWantsNoneOfIt() {
    keep("What is the capital of France?", "r1", "Paris");
    Limits exact = new LimitsBuilder().similar(false).build();

    assertThat(cache.find(place(Requests.of("what is the captial of france", exact)), ASKER))
        .isEmpty();
    assertThat(cache.find(place(Requests.of("What is the capital of France?", exact)), ASKER))
        .isPresent();
  }

  @Test
  void asksForNothingSimilarAboveTheTemperature() {
    CacheRules exact =
        new CacheRules(false, 0.85, 0.3, 0, Duration.ofHours(1), Duration.ZERO, true);
    AnswerCache strict = new AnswerCache(answers, exact, "", new byte[0], () -> now);
    Limits wished = new LimitsBuilder().similar(true).build();

    Place warm = place(strict, warm(Requests.of("what is the capital of france", wished)));

    assertThat(warm.wording()).isEmpty();
  }

  @Test
  void seeksNothingSimilarWhereAnswersAreToVary() {
    Place place = place(warm(Requests.of("what is the capital of france")));

    assertThat(place.wording()).isEmpty();
  }

  private static GenerateRequest warm(GenerateRequest request) {
    return Requests.withSampling(
        request,
        new Sampling(
            OptionalInt.empty(),
            OptionalDouble.of(0.31),
            OptionalDouble.empty(),
            OptionalLong.empty(),
            List.of()));
  }

  @Test
  void keepsTenantsApart() {
    keep("What is the capital of France?", "r1", "Paris");
    GenerateRequest mine = Requests.of("What is the capital of France?");
    GenerateRequest theirs =
        new GenerateRequest(
            mine.id(),
            new Caller("acme"),
            mine.prompt(),
            mine.sampling(),
            mine.limits(),
            mine.hints(),
            mine.deadline());

    assertThat(cache.find(place(theirs), ASKER)).isEmpty();
    assertThat(answers.purgeTenant("acme").join()).isZero();
    assertThat(answers.purgeTenant("default").join()).isEqualTo(1);
    assertThat(answers.size().bytes()).isZero();
  }

  @Test
  void anAnswerCountsForItsTimeAndIsStaleForAnother() {
    keep("a b c", "r1", "x");
    Place place = place(Requests.of("a b c"));

    now = now.plus(Duration.ofHours(1));
    assertThat(cache.find(place, ASKER)).isPresent();
    now = now.plusSeconds(1);
    assertThat(cache.find(place, ASKER)).isEmpty();
    assertThat(cache.findStale(place, ASKER).orElseThrow().account().stale()).isTrue();
    now = now.plus(Duration.ofHours(2));
    assertThat(cache.findStale(place, ASKER)).isEmpty();
  }

  @Test
  void purgesByTheIdOfWhoMadeItOrFoundIt() {
    keep("one", "r1", "x");
    keep("two", "r2", "y");
    cache.find(place(Requests.of("two")), new RequestId("r9"));

    assertThat(answers.purgeId("r1").join()).isEqualTo(1);
    assertThat(answers.purgeId("r1").join()).isZero();
    assertThat(answers.purgeId("r9").join()).isEqualTo(1);
    assertThat(answers.size().entries()).isZero();
  }

  @Test
  void keepsNothingThatWasPurgedWhileItWasMade() {
    GenerateRequest request = Requests.withId(Requests.of("one"), "r1");
    Place before = place(request);
    assertThat(answers.purgeTenant("acme").join()).isZero();
    Place between = place(Requests.of("two"));

    answers.purgeTenant("default").join();
    cache.keep(before, answer(request, "x"));
    cache.keep(between, answer(Requests.withId(Requests.of("two"), "r2"), "y"));

    assertThat(answers.size().entries()).isZero();
    keep("one", "r3", "z");
    assertThat(find("one")).isPresent();
  }

  @Test
  void anotherTenantsPurgeTakesNothingThatIsBeingMade() {
    GenerateRequest request = Requests.withId(Requests.of("one"), "r1");
    Place before = place(request);

    answers.purgeTenant("acme").join();
    cache.keep(before, answer(request, "x"));

    assertThat(find("one")).isPresent();
  }

  @Test
  void keepsNothingWhereMorePurgesCameThanAreRemembered() {
    GenerateRequest request = Requests.withId(Requests.of("one"), "r1");
    Place before = place(request);

    for (int i = 0; i <= 256; i++) {
      answers.purgeTenant("acme").join();
    }
    cache.keep(before, answer(request, "x"));

    assertThat(answers.size().entries()).isZero();
  }

  @Test
  void countsTheTimeAnewOfWhatWasMadeByAClockThatWasAhead() {
    now = now.plus(Duration.ofDays(365));
    keep("one", "r1", "x");
    now = now.minus(Duration.ofDays(365));

    assertThat(find("one").orElseThrow().account().age()).isZero();
    now = now.plus(Duration.ofMinutes(59));
    assertThat(find("one").orElseThrow().account().age()).isEqualTo(Duration.ofMinutes(59));
    now = now.plus(Duration.ofMinutes(2));
    assertThat(find("one")).isEmpty();
  }

  @Test
  void seeksNothingSimilarWhereATiersTemperatureMayBeAboveIt() {
    CacheRules rules =
        new CacheRules(true, 0.85, 0.3, 0.7, Duration.ofHours(1), Duration.ZERO, true);
    AnswerCache warmTiers = new AnswerCache(answers, rules, "", new byte[0], () -> now);

    assertThat(place(warmTiers, Requests.of("what is the capital of france")).wording()).isEmpty();
  }

  @Test
  void keepsWhatWasWantedOftenWhenRoomIsScarce() {
    KeptAnswers few = new KeptAnswers(20_000);
    AnswerCache small = new AnswerCache(few, CacheRules.DEFAULT, "", new byte[0], () -> now);
    Place wanted = keepIn(small, "wanted");
    for (int i = 0; i < 200; i++) {
      small.find(wanted, ASKER);
      keepIn(small, "other " + i);
      assertThat(few.size().bytes()).isLessThanOrEqualTo(20_000);
    }

    assertThat(small.find(wanted, ASKER)).isPresent();
    assertThat(few.size().entries()).isBetween(5L, 40L);
    few.bound(0);
    assertThat(few.size().entries()).isZero();
  }

  private static Place keepIn(AnswerCache cache, String prompt) {
    GenerateRequest request = Requests.withId(Requests.of(prompt), prompt.replace(' ', '-'));
    Place place =
        cache.place(new Question(request, Optional.empty(), Optional.empty())).orElseThrow();
    cache.keep(place, answer(request, prompt));
    return place;
  }

  @Test
  void keepsItsBoundWhileManyKeepFindAndPurge() throws Exception {
    KeptAnswers few = new KeptAnswers(60_000);
    AnswerCache small = new AnswerCache(few, SIMILAR, "", new byte[0], () -> now);
    try (ExecutorService workers = Executors.newFixedThreadPool(4)) {
      List<Future<Boolean>> done =
          List.of(1L, 2L, 3L, 4L).stream()
              .map(seed -> workers.submit(() -> hammer(few, small, new Random(seed))))
              .toList();
      for (Future<Boolean> worker : done) {
        assertThat(worker.get()).isTrue();
      }
    }

    few.purge().join();
    assertThat(few.size()).isEqualTo(new KeptAnswers.Size(0, 0, 60_000));
  }

  private static boolean hammer(KeptAnswers few, AnswerCache cache, Random random) {
    boolean bounded = true;
    for (int i = 0; i < 3_000; i++) {
      String prompt = "tell me about thing " + random.nextInt(200);
      GenerateRequest request = Requests.of(prompt);
      Place place =
          cache.place(new Question(request, Optional.empty(), Optional.empty())).orElseThrow();
      Optional<Hit> hit = cache.find(place, ASKER);
      bounded &= hit.map(found -> found.kept().text().equals(prompt)).orElse(true);
      if (hit.isEmpty()) {
        keepIn(cache, prompt);
      }
      if (random.nextInt(500) == 0) {
        few.purge().join();
      }
      bounded &= few.size().bytes() <= 60_000;
    }
    return bounded;
  }
}
