package dev.rung.server.cache;

import dev.rung.server.call.Samples;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.select.Requests;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Numbered answers, whose text follows from their number. */
final class CacheRig {
  private static final CacheRules RULES =
      new CacheRules(true, 0.85, 0.3, 0, Duration.ofDays(1), Duration.ZERO, true);

  private CacheRig() {}

  static AnswerCache cache(KeptAnswers answers, InstantSource clock) {
    return new AnswerCache(answers, RULES, "", new byte[0], clock);
  }

  static String id(long number) {
    return "r" + number;
  }

  static String text(long number) {
    return "answer " + number + " " + "x".repeat((int) (number * 37 % 900));
  }

  private static GenerateRequest request(long number) {
    return Requests.withId(Requests.of("Tell me about number " + number), id(number));
  }

  static Place place(Cache cache, long number) {
    Question question = new Question(request(number), Optional.empty(), Optional.empty());
    return cache.place(question).orElseThrow();
  }

  static void keep(Cache cache, long number) {
    cache.keep(
        place(cache, number), Samples.answer(request(number), text(number), FinishReason.STOP));
  }

  static Optional<String> find(Cache cache, long number) {
    return cache.find(place(cache, number), request(number).id()).map(hit -> hit.kept().text());
  }
}
