package dev.rung.server.rpc;

import dev.rung.server.call.SamplingRules;
import dev.rung.server.call.Violations;
import dev.rung.server.generate.Sampling;
import dev.rung.v1.GenerateRequest;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads how tokens are to be drawn. */
final class SamplingReader {
  private SamplingReader() {}

  static Sampling read(GenerateRequest in, Violations violations) {
    if (allAbsent(in)) {
      return Sampling.DEFAULT;
    }
    Sampling sampling =
        new Sampling(
            in.hasMaxTokens() ? OptionalInt.of(in.getMaxTokens()) : OptionalInt.empty(),
            in.hasTemperature() ? OptionalDouble.of(in.getTemperature()) : OptionalDouble.empty(),
            in.hasTopP() ? OptionalDouble.of(in.getTopP()) : OptionalDouble.empty(),
            in.hasSeed() ? OptionalLong.of(in.getSeed()) : OptionalLong.empty(),
            in.getStopList());
    SamplingRules.check(sampling, violations);
    return sampling;
  }

  private static boolean allAbsent(GenerateRequest in) {
    return !in.hasMaxTokens()
        && !in.hasTemperature()
        && !in.hasTopP()
        && !in.hasSeed()
        && in.getStopCount() == 0;
  }
}
