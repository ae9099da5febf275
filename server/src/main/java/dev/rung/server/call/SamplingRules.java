package dev.rung.server.call;

import dev.rung.server.generate.Sampling;
import java.util.List;

/** What may be asked of drawing tokens; the fields have the same names in every protocol. */
public final class SamplingRules {
  private static final int MAX_TOKENS = 1_000_000;
  private static final int MAX_TEMPERATURE = 2;
  private static final int MAX_STOPS = 16;

  private SamplingRules() {}

  /** Written so that NaN, which is in no range, fails too. */
  public static void check(Sampling sampling, Violations violations) {
    sampling
        .maxTokens()
        .ifPresent(most ->
            violations.check(
                most >= 1 && most <= MAX_TOKENS,
                "max_tokens",
                "must be 1 to " + MAX_TOKENS + ", not " + most));
    sampling
        .temperature()
        .ifPresent(value ->
            violations.check(
                value >= 0 && value <= MAX_TEMPERATURE,
                "temperature",
                "must be 0 to 2, not " + value));
    sampling
        .topP()
        .ifPresent(value ->
            violations.check(
                value > 0 && value <= 1, "top_p", "must be above 0, to 1, not " + value));
    checkStops(sampling.stop(), violations);
  }

  private static void checkStops(List<String> stops, Violations violations) {
    if (stops.size() > MAX_STOPS) {
      violations.add("stop", "must have at most " + MAX_STOPS + " texts, not " + stops.size());
      return;
    }
    for (int i = 0; i < stops.size(); i++) {
      violations.check(!stops.get(i).isEmpty(), "stop[" + i + "]", "must not be empty");
      violations.text("stop[" + i + "]", stops.get(i));
    }
  }
}
