package dev.rung.bench.cache;

import dev.rung.server.cache.AnswerCache;
import dev.rung.server.cache.CacheRules;
import dev.rung.server.cache.Hit;
import dev.rung.server.cache.KeptAnswers;
import dev.rung.server.cache.Place;
import dev.rung.server.cache.Question;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.RequestId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;

/**
 * Question: how long does one look-up take among 100,000 answers, its key and the copy of its
 * answer included?
 *
 * <p>The keys of the requests are made anew each time; what is looked for is drawn evenly.
 */
final class LookUps {
  private static final int ENTRIES = 100_000;
  private static final int WARM_UP = 100_000;
  private static final int LOOKS = 200_000;
  private static final int CHARACTERS = 1_200;
  private static final long SEED = 20_261_121;
  private static final RequestId ASKER = new RequestId("asker");
  private static final List<String> SENTENCES =
      List.of(
          "What is the distance between the earth and the moon on day %d in kilometers?",
          "Write a polite reminder about an unpaid invoice of %d dollars.",
          "How many grams of flour do I need for %d people at a summer party?",
          "Suggest a recipe for dinner with rice and chicken for %d guests.",
          "Explain briefly what happened in the year %d in the history of railways.");

  private final KeptAnswers answers = new KeptAnswers(1L << 30);
  private final Random random = new Random(SEED);
  private final Consumer<String> out;

  private LookUps(Consumer<String> out) {
    this.out = out;
  }

  static void run(Consumer<String> out) {
    new LookUps(out).measure();
  }

  private AnswerCache cache(boolean similar) {
    CacheRules rules =
        new CacheRules(similar, 0.85, 0.3, 0, Duration.ofDays(1), Duration.ZERO, true);
    return new AnswerCache(answers, rules, "terms", new byte[32], InstantSource.system());
  }

  private static String prompt(int i) {
    String sentence = SENTENCES.get(i % SENTENCES.size());
    return String.format(Locale.ROOT, sentence, 1_000 + i / SENTENCES.size());
  }

  /** The same without a capital, with a courtesy, other spaces and a slip of a finger. */
  private static String reworded(int i) {
    String slipped =
        prompt(i)
            .replace("distance", "distnace")
            .replace("reminder", "remnider")
            .replace("flour", "flouur")
            .replace("dinner", "dinnr")
            .replace("happened", "happend");
    return "hello, " + slipped.toLowerCase(Locale.ROOT).replace(" in ", "  in ") + " thanks";
  }

  private void measure() {
    AnswerCache similar = cache(true);
    AnswerCache exact = cache(false);
    for (int i = 0; i < ENTRIES; i++) {
      GenerateRequest request = Made.request(prompt(i));
      similar.keep(
          place(similar, request),
          Made.answer("r" + i, CHARACTERS, new Money(1_000_000 + i), Duration.ofSeconds(2)));
    }
    KeptAnswers.Size size = answers.size();
    out.accept(
        String.format(
            Locale.ROOT,
            "%,d answers of %,d characters, %,d MiB",
            size.entries(),
            CHARACTERS,
            size.bytes() >> 20));
    time("exact, found", exact, LookUps::prompt, true);
    time("exact, not there", exact, i -> prompt(i + ENTRIES), false);
    time("similar, found", similar, LookUps::reworded, true);
    time("similar, not there", similar, i -> reworded(i + ENTRIES), false);
  }

  private static Place place(AnswerCache cache, GenerateRequest request) {
    return cache
        .place(new Question(request, Optional.empty(), Optional.empty()))
        .orElseThrow(() -> new IllegalStateException("everything has a place"));
  }

  private void time(String what, AnswerCache cache, IntFunction<String> prompts, boolean there) {
    Histogram nanos = new Histogram(3);
    int found = 0;
    for (int i = -WARM_UP; i < LOOKS; i++) {
      GenerateRequest request = Made.request(prompts.apply(random.nextInt(ENTRIES)));
      long begun = System.nanoTime();
      Optional<Hit> hit = cache.find(place(cache, request), ASKER);
      long took = System.nanoTime() - begun;
      if (i >= 0) {
        nanos.recordValue(took);
        found += hit.isPresent() ? 1 : 0;
      }
    }
    if (found != (there ? LOOKS : 0)) {
      throw new IllegalStateException(what + ": " + found + " of " + LOOKS + " were found");
    }
    out.accept(
        String.format(
            Locale.ROOT,
            "%-20s p50 %6.1f us   p99 %6.1f us   p99.9 %7.1f us",
            what,
            nanos.getValueAtPercentile(50) / 1e3,
            nanos.getValueAtPercentile(99) / 1e3,
            nanos.getValueAtPercentile(99.9) / 1e3));
  }
}
