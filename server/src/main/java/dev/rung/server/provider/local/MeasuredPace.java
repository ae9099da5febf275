package dev.rung.server.provider.local;

import java.util.Optional;
import java.util.OptionalDouble;

/** Tokens per second of one model, newer answers counting more. Safe for several threads. */
public final class MeasuredPace {
  /** Weight of the newest answer. */
  private static final double NEWEST = 0.2;

  private static final double NANOS = 1e9;

  private OptionalDouble input = OptionalDouble.empty();
  private OptionalDouble output = OptionalDouble.empty();
  private OptionalDouble length = OptionalDouble.empty();

  /**
   * What was measured.
   *
   * @param input tokens of a prompt per second, waiting included
   * @param output tokens of an answer per second
   * @param length tokens of an answer
   */
  public record Figures(double input, double output, double length) {}

  /**
   * Takes an answer into account.
   *
   * @param promptTokens that were computed; 0 where that says nothing
   * @param firstNanos until its first piece of text came
   * @param restNanos from there to its end
   */
  synchronized void add(int promptTokens, long firstNanos, int generatedTokens, long restNanos) {
    if (promptTokens > 0 && firstNanos > 0) {
      input = OptionalDouble.of(mixed(input, promptTokens * NANOS / firstNanos));
    }
    if (generatedTokens > 1 && restNanos > 0) {
      output = OptionalDouble.of(mixed(output, (generatedTokens - 1) * NANOS / restNanos));
      length = OptionalDouble.of(mixed(length, generatedTokens));
    }
  }

  private static double mixed(OptionalDouble before, double now) {
    return before.isPresent() ? before.getAsDouble() * (1 - NEWEST) + now * NEWEST : now;
  }

  /** Absent until an answer of two tokens or more was made. */
  synchronized Optional<Figures> figures() {
    return input.isPresent() && output.isPresent()
        ? Optional.of(new Figures(input.getAsDouble(), output.getAsDouble(), length.orElseThrow()))
        : Optional.empty();
  }
}
