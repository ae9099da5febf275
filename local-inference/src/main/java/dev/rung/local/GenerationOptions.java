package dev.rung.local;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How an answer is drawn.
 *
 * @param maxTokens output tokens at most, 1 or more
 * @param temperature 0 takes the likeliest token each time; absent does so too, unless something
 *     else here asks for a draw, and is 1 then
 * @param topP share of the likeliest tokens that is drawn from, above 0, to 1
 * @param seed makes the same draws of the same logits
 * @param stop texts that end the answer, and are not part of it; empty ones are left out
 * @param timeLimit for the whole call, waiting included
 * @param cacheScope whose call it is: what the model remembers of a prompt serves calls of the same
 *     scope alone, since whoever sees what was reused could guess the prompts of others
 */
public record GenerationOptions(
    int maxTokens,
    OptionalDouble temperature,
    OptionalDouble topP,
    OptionalLong seed,
    List<String> stop,
    Duration timeLimit,
    Extras extras,
    String cacheScope) {
  public GenerationOptions {
    stop = stop.stream().filter(text -> !text.isEmpty()).toList();
    if (maxTokens < 1) {
      throw new IllegalArgumentException("maxTokens must be 1 or more, not " + maxTokens);
    }
    if (!(temperature.orElse(0) >= 0 && temperature.orElse(0) < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("temperature must be 0 or more, not " + temperature);
    }
    if (!(topP.orElse(1) > 0 && topP.orElse(1) <= 1)) {
      throw new IllegalArgumentException("topP must be above 0, to 1, not " + topP);
    }
  }

  public GenerationOptions(
      int maxTokens,
      OptionalDouble temperature,
      OptionalDouble topP,
      OptionalLong seed,
      List<String> stop,
      Duration timeLimit) {
    this(maxTokens, temperature, topP, seed, stop, timeLimit, Extras.NONE);
  }

  /** Of a scope that has no name. */
  public GenerationOptions(
      int maxTokens,
      OptionalDouble temperature,
      OptionalDouble topP,
      OptionalLong seed,
      List<String> stop,
      Duration timeLimit,
      Extras extras) {
    this(maxTokens, temperature, topP, seed, stop, timeLimit, extras, "");
  }

  /** Takes the likeliest token each time. */
  public static GenerationOptions greedy(int maxTokens, Duration timeLimit) {
    return new GenerationOptions(
        maxTokens,
        OptionalDouble.of(0),
        OptionalDouble.empty(),
        OptionalLong.empty(),
        List.of(),
        timeLimit);
  }

  public GenerationOptions with(Extras other) {
    return new GenerationOptions(
        maxTokens, temperature, topP, seed, stop, timeLimit, other, cacheScope);
  }

  public GenerationOptions withStop(List<String> other) {
    return new GenerationOptions(
        maxTokens, temperature, topP, seed, other, timeLimit, extras, cacheScope);
  }

  public GenerationOptions withCacheScope(String other) {
    return new GenerationOptions(
        maxTokens, temperature, topP, seed, stop, timeLimit, extras, other);
  }

  /**
   * What few callers ask for.
   *
   * @param topK likeliest tokens that are drawn from; 0 is no limit
   * @param minP tokens less likely than this share of the likeliest one are not drawn, 0 to 1
   * @param repetitionPenalty above 1 makes tokens that are in prompt or answer less likely
   * @param logprobs whether each token's log probability is returned, and how many of the likeliest
   *     tokens with it
   */
  public record Extras(int topK, double minP, double repetitionPenalty, Logprobs logprobs) {
    public static final Extras NONE = new Extras(0, 0, 1, Logprobs.NONE);

    public Extras {
      if (topK < 0) {
        throw new IllegalArgumentException("topK must be 0 or more, not " + topK);
      }
      if (!(minP >= 0 && minP <= 1)) {
        throw new IllegalArgumentException("minP must be 0 to 1, not " + minP);
      }
      if (!(repetitionPenalty > 0 && repetitionPenalty < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "repetitionPenalty must be above 0, not " + repetitionPenalty);
      }
    }
  }

  /**
   * Which log probabilities are returned.
   *
   * @param likeliest tokens beside the one that was taken, 0 to 20
   */
  public record Logprobs(boolean wanted, int likeliest) {
    public static final Logprobs NONE = new Logprobs(false, 0);
    private static final int MOST = 20;

    public Logprobs {
      if (likeliest < 0 || likeliest > MOST) {
        throw new IllegalArgumentException("likeliest must be 0 to " + MOST + ", not " + likeliest);
      }
    }
  }
}
