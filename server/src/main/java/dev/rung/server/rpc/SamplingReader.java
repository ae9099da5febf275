package dev.rung.server.rpc;

import dev.rung.server.generate.Sampling;
import dev.rung.v1.GenerateRequest;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads how tokens are to be drawn. */
final class SamplingReader {
  private static final int MAX_TOKENS = 1_000_000;
  private static final int MAX_TEMPERATURE = 2;
  private static final int MAX_STOPS = 16;

  private SamplingReader() {}

  static Sampling read(GenerateRequest in, Violations violations) {
    if (allAbsent(in)) {
      return Sampling.DEFAULT;
    }
    checkNumbers(in, violations);
    checkStops(in.getStopList(), violations);
    return new Sampling(
        in.hasMaxTokens() ? OptionalInt.of(in.getMaxTokens()) : OptionalInt.empty(),
        in.hasTemperature() ? OptionalDouble.of(in.getTemperature()) : OptionalDouble.empty(),
        in.hasTopP() ? OptionalDouble.of(in.getTopP()) : OptionalDouble.empty(),
        in.hasSeed() ? OptionalLong.of(in.getSeed()) : OptionalLong.empty(),
        in.getStopList());
  }

  private static boolean allAbsent(GenerateRequest in) {
    return !in.hasMaxTokens()
        && !in.hasTemperature()
        && !in.hasTopP()
        && !in.hasSeed()
        && in.getStopCount() == 0;
  }

  /** Written so that NaN, which is in no range, fails too. */
  private static void checkNumbers(GenerateRequest in, Violations violations) {
    if (in.hasMaxTokens()) {
      violations.check(
          in.getMaxTokens() >= 1 && in.getMaxTokens() <= MAX_TOKENS,
          "max_tokens",
          "must be 1 to " + MAX_TOKENS + ", not " + in.getMaxTokens());
    }
    if (in.hasTemperature()) {
      violations.check(
          in.getTemperature() >= 0 && in.getTemperature() <= MAX_TEMPERATURE,
          "temperature",
          "must be 0 to 2, not " + in.getTemperature());
    }
    if (in.hasTopP()) {
      violations.check(
          in.getTopP() > 0 && in.getTopP() <= 1,
          "top_p",
          "must be above 0, to 1, not " + in.getTopP());
    }
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
