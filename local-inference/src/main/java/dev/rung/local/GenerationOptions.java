package dev.rung.local;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How an answer is drawn.
 *
 * @param maxTokens output tokens at most, 1 or more
 * @param temperature 0 takes the likeliest token each time; absent leaves it to the model
 * @param topP share of the likeliest tokens that is drawn from, above 0, to 1
 * @param stop texts that end the answer; not part of it
 * @param timeLimit for the whole call, waiting included
 */
public record GenerationOptions(
    int maxTokens,
    OptionalDouble temperature,
    OptionalDouble topP,
    OptionalLong seed,
    List<String> stop,
    Duration timeLimit) {
  public GenerationOptions {
    stop = List.copyOf(stop);
    if (maxTokens < 1) {
      throw new IllegalArgumentException("maxTokens must be 1 or more, not " + maxTokens);
    }
  }
}
