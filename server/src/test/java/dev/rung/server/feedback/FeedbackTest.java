package dev.rung.server.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.rung.server.feedback.Judgement.Taken;
import dev.rung.server.feedback.Judgement.Unknown;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Tier;
import dev.rung.server.record.Recorded;
import dev.rung.server.store.Store;
import dev.rung.server.store.StoreException;
import dev.rung.server.store.StoreSettings;
import dev.rung.server.time.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

final class FeedbackTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final Duration KEEP = Duration.ofDays(30);

  @TempDir private Path folder;

  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  private Optional<Store> store = Optional.empty();
  private Optional<Feedback> open = Optional.empty();

  @AfterEach
  void close() {
    open.ifPresent(Feedback::close);
    store.ifPresent(Store::close);
  }

  private Feedback feedback() {
    return feedback(System::nanoTime);
  }

  private Feedback feedback(LongSupplier nanoTime) {
    close();
    store =
        Optional.of(
            Store.open(
                StoreSettings.durable(folder.resolve("rung.db")), List.of(Feedback.schema())));
    open =
        Optional.of(
            new Feedback(store.get(), new FeedbackSettings(KEEP, 1_000), now::get, nanoTime)
                .start());
    return open.get();
  }

  @Test
  void goesOnWritingAnswersDownAfterABug() throws Exception {
    AtomicInteger rounds = new AtomicInteger();
    Feedback feedback =
        feedback(() -> {
          if (rounds.incrementAndGet() == 2) {
            throw new IllegalStateException("as scripted");
          }
          return 0;
        });

    Eventually.until("the round behind it", () -> rounds.get() >= 3);

    feedback.record(Recorded.by("small", Tier.SMALL).done());
    Eventually.until("the answer is on the disk", () -> answers() == 1);
  }

  private long answers() {
    try {
      return store
          .orElseThrow()
          .read(db -> {
            try (ResultSet row = db.prepared("SELECT count(*) FROM answer").executeQuery()) {
              return row.getLong(1);
            }
          });
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void saysInALineWhyNothingIsKnownOfBefore() throws IOException {
    Files.createDirectory(folder.resolve("rung.db"));
    Logger logger = (Logger) LoggerFactory.getLogger(Feedback.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);

    Feedback _ = feedback();
    close();
    logger.detachAppender(log);

    assertThat(log.list)
        .anySatisfy(line -> {
          assertThat(line.getMessage()).startsWith("what was said of models before is not known");
          assertThat(line.getThrowableProxy()).isNull();
          assertThat(line.getKeyValuePairs())
              .anySatisfy(pair -> assertThat(pair.value).asString().contains("see to its folder"));
        });
  }

  @Test
  void joinsAVerdictToWhoAnsweredAndMovesItsQuality() throws Exception {
    Feedback feedback = feedback();
    feedback.record(answer("a1", "acme").cost(new Money(21)).done());

    Judgement judgement = feedback.judge(new Opinion("acme", "a1", thumbs(true), ""));

    assertThat(judgement)
        .isInstanceOfSatisfying(
            Taken.class,
            taken -> {
              assertThat(taken.model()).contains("mistral");
              assertThat(taken.tier()).isEqualTo(Tier.SMALL);
              assertThat(taken.cost()).isEqualTo(new Money(21));
              assertThat(taken.repeated()).isFalse();
              assertThat(taken.standing().quality(0.4)).hasValue((5 * 0.4 + 1) / 6);
            });
    assertThat(feedback.standing("mistral", Tier.SMALL).quality(0.4)).hasValue(3.0 / 6);
    assertThat(feedback.standing("mistral", Tier.LARGE)).isEqualTo(Standing.NONE);
  }

  @Test
  void theSameVerdictTwiceChangesNothingAndAnotherOneTakesItsPlace() throws Exception {
    Feedback feedback = feedback();
    feedback.record(answer("a1", "acme").done());

    Taken first = taken(feedback, new Verdict.Rating(1));
    Taken again = taken(feedback, new Verdict.Rating(1));
    Taken other = taken(feedback, new Verdict.Rating(0.25));
    Taken beside = taken(feedback, new Verdict.Score(10));

    assertThat(again.repeated()).isTrue();
    assertThat(again.standing()).isEqualTo(first.standing());
    assertThat(other.repeated()).isFalse();
    assertThat(other.standing().quality(0.4).orElseThrow())
        .isCloseTo((5 * 0.4 + 0.25) / 6, within(1e-12));
    assertThat(beside.standing().quality(0.4).orElseThrow())
        .isCloseTo((5 * 0.4 + 0.25 + 1) / 7, within(1e-12));
  }

  @Test
  void anotherCommentIsKeptAndMovesNothing() throws Exception {
    Feedback feedback = feedback();
    feedback.record(answer("a1", "acme").done());
    Taken first = taken(feedback, thumbs(false));

    Judgement commented = feedback.judge(new Opinion("acme", "a1", thumbs(false), "too long"));

    assertThat(commented)
        .isInstanceOfSatisfying(
            Taken.class,
            taken -> {
              assertThat(taken.repeated()).isFalse();
              assertThat(taken.standing()).isEqualTo(first.standing());
            });
  }

  @Test
  void compilingCountsApartFromQuality() throws Exception {
    Feedback feedback = feedback();
    for (int i = 0; i < 4; i++) {
      feedback.record(answer("a" + i, "acme").done());
      feedback.judge(new Opinion("acme", "a" + i, new Verdict.Compiled(i > 0), ""));
    }

    Standing standing = feedback.standing("mistral", Tier.SMALL);

    assertThat(standing.compiledShare().orElseThrow()).isCloseTo(0.75, within(1e-12));
    assertThat(standing.quality(0.4)).isEmpty();
  }

  @Test
  void routingKeepsToThePriorUntilThereAreFiveVerdicts() throws Exception {
    Feedback feedback = feedback();
    for (int i = 0; i < 5; i++) {
      assertThat(feedback.standing("mistral", Tier.SMALL).expected(0.8)).isEqualTo(0.8);
      feedback.record(answer("a" + i, "acme").done());
      feedback.judge(new Opinion("acme", "a" + i, thumbs(false), ""));
    }

    assertThat(feedback.standing("mistral", Tier.SMALL).expected(0.8))
        .isCloseTo(0.4, within(1e-12));
  }

  @Test
  void whatOneTenantSaysDoesNotMoveAnothersRoutingNorShowThere() throws Exception {
    Feedback feedback = feedback();
    for (int i = 0; i < 20; i++) {
      feedback.record(answer("a" + i, "acme").done());
      feedback.judge(new Opinion("acme", "a" + i, thumbs(false), ""));
    }
    feedback.record(answer("b", "bob").done());
    Judgement bobs = feedback.judge(new Opinion("bob", "b", thumbs(true), ""));

    assertThat(feedback.expected("acme", "mistral", Tier.SMALL, 0.8)).isLessThan(0.2);
    assertThat(feedback.expected("bob", "mistral", Tier.SMALL, 0.8)).isEqualTo(0.8);
    assertThat(feedback.expected("eve", "mistral", Tier.SMALL, 0.8)).isEqualTo(0.8);
    assertThat(feedback.standing("bob", "mistral", Tier.SMALL).quality().count()).isEqualTo(1);
    assertThat(feedback.standing("mistral", Tier.SMALL).quality().count()).isEqualTo(21);
    assertThat(bobs)
        .isInstanceOfSatisfying(
            Taken.class,
            taken ->
                assertThat(taken.standing().quality(0.8).orElseThrow())
                    .isCloseTo((5 * 0.8 + 1) / 6, within(1e-12)));
  }

  @Test
  void aTenantsOwnMeanSurvivesARestart() throws Exception {
    Feedback before = feedback();
    for (int i = 0; i < 5; i++) {
      before.record(answer("a" + i, "acme").done());
      before.judge(new Opinion("acme", "a" + i, thumbs(false), ""));
    }

    Feedback after = feedback();
    after.record(answer("a9", "acme").done());
    after.judge(new Opinion("acme", "a9", thumbs(false), ""));

    assertThat(after.standing("acme", "mistral", Tier.SMALL).quality().count()).isEqualTo(6);
    assertThat(after.expected("acme", "mistral", Tier.SMALL, 0.8))
        .isCloseTo(5 * 0.8 / 11, within(1e-12));
  }

  @Test
  void anAnswerOfAnotherTenantLooksLikeOneThatNeverWas() throws Exception {
    Feedback feedback = feedback();
    feedback.record(answer("a1", "acme").done());
    feedback.record(Recorded.byTemplate().id("t1").tenant("acme").at(NOW).done());

    for (String id : List.of("a1", "t1", "never")) {
      assertThat(feedback.judge(new Opinion("other", id, thumbs(true), "")))
          .isEqualTo(new Unknown(KEEP));
    }
    assertThat(feedback.standing("mistral", Tier.SMALL)).isEqualTo(Standing.NONE);
  }

  @Test
  void templatesAndCachedAnswersAreKnownAndBelongToNoModel() throws Exception {
    Feedback feedback = feedback();
    feedback.record(Recorded.byTemplate().id("t1").tenant("acme").at(NOW).done());
    feedback.record(answer("c1", "acme").fromCache().done());

    Judgement template = feedback.judge(new Opinion("acme", "t1", thumbs(true), ""));
    Judgement cached = feedback.judge(new Opinion("acme", "c1", thumbs(true), ""));
    Judgement again = feedback.judge(new Opinion("acme", "t1", thumbs(true), ""));

    assertThat(template)
        .isEqualTo(
            new Taken(
                Optional.empty(), Tier.TEMPLATE, Money.ZERO, false, Standing.NONE, Standing.NONE));
    assertThat(cached)
        .isEqualTo(
            new Taken(
                Optional.empty(), Tier.SMALL, Money.ZERO, false, Standing.NONE, Standing.NONE));
    assertThat(again).extracting(taken -> ((Taken) taken).repeated()).isEqualTo(true);
  }

  @Test
  void whatFailedIsNotRemembered() throws Exception {
    Feedback feedback = feedback();
    feedback.record(answer("a1", "acme").error("PROVIDERS_FAILED").done());

    assertThat(feedback.judge(new Opinion("acme", "a1", thumbs(true), "")))
        .isEqualTo(new Unknown(KEEP));
  }

  @Test
  void answersVerdictsAndQualitySurviveARestart() throws Exception {
    Feedback before = feedback();
    before.record(answer("a1", "acme").done());
    before.record(answer("a2", "acme").done());
    Taken said = taken(before, thumbs(true));

    Feedback after = feedback();
    Taken again = taken(after, thumbs(true));
    Judgement late = after.judge(new Opinion("acme", "a2", thumbs(false), ""));

    assertThat(again.repeated()).isTrue();
    assertThat(again.standing()).isEqualTo(said.standing());
    assertThat(late).isInstanceOf(Taken.class);
    assertThat(after.standing("mistral", Tier.SMALL).quality(0.4).orElseThrow())
        .isCloseTo((5 * 0.4 + 1) / 7, within(1e-12));
  }

  @Test
  void anAnswerThatIsTooOldIsUnknown() throws Exception {
    Feedback feedback = feedback();
    feedback.record(answer("a1", "acme").done());
    now.set(NOW.plus(KEEP).plusSeconds(1));

    assertThat(feedback.judge(new Opinion("acme", "a1", thumbs(true), "")))
        .isEqualTo(new Unknown(KEEP));
  }

  @Test
  void manyCallersWhoSayTheSameAtOnceMoveTheModelOnce() throws Exception {
    Feedback feedback = feedback();
    feedback.record(answer("a1", "acme").done());

    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Taken>> all =
          IntStream.range(0, 50)
              .mapToObj(_ -> callers.submit(() -> taken(feedback, thumbs(true))))
              .toList();
      int news = 0;
      for (Future<Taken> one : all) {
        news += one.get().repeated() ? 0 : 1;
      }

      assertThat(news).isEqualTo(1);
    }
    assertThat(feedback.standing("mistral", Tier.SMALL).quality().count()).isEqualTo(1);
  }

  private static Taken taken(Feedback feedback, Verdict verdict) throws Exception {
    return (Taken) feedback.judge(new Opinion("acme", "a1", verdict, ""));
  }

  private static Verdict thumbs(boolean up) {
    return new Verdict.Thumbs(up);
  }

  private static Recorded answer(String id, String tenant) {
    return Recorded.by("mistral", Tier.SMALL).id(id).tenant(tenant).at(NOW);
  }
}
