package dev.rung.server.generate;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How tokens are drawn. What is absent is left to the tier's default, then to the provider.
 *
 * @param maxTokens output tokens at most, 1 or more
 * @param temperature 0 to 2
 * @param topP above 0, to 1
 * @param stop texts that end the answer; not part of it
 */
public record Sampling(
    OptionalInt maxTokens,
    OptionalDouble temperature,
    OptionalDouble topP,
    OptionalLong seed,
    List<String> stop) {
  public static final Sampling DEFAULT =
      new Sampling(
          OptionalInt.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalLong.empty(),
          List.of());

  public Sampling {
    stop = List.copyOf(stop);
  }
}
