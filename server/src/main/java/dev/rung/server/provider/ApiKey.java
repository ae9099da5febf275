package dev.rung.server.provider;

/**
 * A key that calls to a provider are made with.
 *
 * @param name unique among the provider's keys; shown wherever the key itself must not be
 * @param weight its share of the calls in proportion to the others'; 0 is a spare, which is used
 *     while none of the others can be
 */
public record ApiKey(String name, KeySource source, int weight, Secret secret) {
  public static final int MOST_WEIGHT = 1000;

  public ApiKey {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a key's name must not be blank");
    }
    if (weight < 0 || weight > MOST_WEIGHT) {
      throw new IllegalArgumentException("weight must be 0 to " + MOST_WEIGHT + ", not " + weight);
    }
  }

  /** The only key of a provider, out of this variable. */
  public static ApiKey ofVariable(String variable, Secret secret) {
    return new ApiKey(variable, new KeySource.Variable(variable), 1, secret);
  }
}
