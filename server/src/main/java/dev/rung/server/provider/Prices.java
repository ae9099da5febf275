package dev.rung.server.provider;

import dev.rung.server.generate.Money;
import dev.rung.server.generate.Usage;

/**
 * What a model costs. Everything is exact: parts of a nano-dollar are added up before the sum is
 * rounded up once, and an amount beyond the range of {@link Money} is an {@link
 * ArithmeticException}, never a wrap.
 *
 * @param input of a million input tokens that were neither cached nor written to the cache
 * @param cachedInput of a million input tokens that the provider had cached
 * @param cacheWrite of a million input tokens that the provider wrote to its cache
 * @param output of a million output tokens that are no reasoning
 * @param reasoning of a million output tokens of reasoning
 * @param perRequest of a call, whatever it says
 * @param perImage of an image that is sent, beside the tokens that it counts for
 */
public record Prices(
    Money input,
    Money cachedInput,
    Money cacheWrite,
    Money output,
    Money reasoning,
    Money perRequest,
    Money perImage) {
  /** The highest price of a million tokens, a request or an image. */
  public static final Money HIGHEST = new Money(9_000L * 1_000_000_000L);

  /** A model that nobody bills: in this process or on this machine. */
  public static final Prices FREE = new Prices(Money.ZERO, Money.ZERO, Money.ZERO);

  public Prices {
    check("input price per million tokens", input);
    check("cached input price per million tokens", cachedInput);
    check("cache write price per million tokens", cacheWrite);
    check("output price per million tokens", output);
    check("reasoning price per million tokens", reasoning);
    check("price per request", perRequest);
    check("price per image", perImage);
  }

  /** Writing to the cache at the price of input, reasoning at that of output, and nothing more. */
  public Prices(Money input, Money cachedInput, Money output) {
    this(input, cachedInput, input, output, output, Money.ZERO, Money.ZERO);
  }

  /** Cached input at the price of input. */
  public static Prices of(Money input, Money output) {
    return new Prices(input, input, output);
  }

  private static void check(String name, Money price) {
    if (price.nanos() < 0 || price.isMoreThan(HIGHEST)) {
      throw new IllegalArgumentException(name + " must be 0 to 9000 USD, not " + price);
    }
  }

  /** What the tokens of this usage cost, rounded up to the next nano-dollar. */
  public Money ofTokens(Usage usage) {
    long plain = usage.inputTokens() - usage.cachedInputTokens() - usage.cacheWriteTokens();
    long thought = Math.min(usage.reasoningTokens(), usage.outputTokens());
    return new TokenSum()
        .plus(plain, input)
        .plus(usage.cachedInputTokens(), cachedInput)
        .plus(usage.cacheWriteTokens(), cacheWrite)
        .plus(usage.outputTokens() - thought, output)
        .plus(thought, reasoning)
        .money();
  }

  /** What one call with this usage costs, which sent so many images. */
  public Money ofCall(Usage usage, int images) {
    return ofTokens(usage).plus(ofCallAlone(images));
  }

  /**
   * At least what {@link #ofCall} says for every call of at most so many tokens in and out, however
   * they divide into cached, written and thought ones.
   */
  public Money bound(long inputTokens, long outputTokens, int images) {
    return new TokenSum()
        .plus(inputTokens, dearestInput())
        .plus(outputTokens, dearestOutput())
        .money()
        .plus(ofCallAlone(images));
  }

  private Money ofCallAlone(int images) {
    return new Money(
        Math.addExact(perRequest.nanos(), Math.multiplyExact(perImage.nanos(), (long) images)));
  }

  /** Of a million input tokens at most. */
  public Money dearestInput() {
    return dearer(input, dearer(cachedInput, cacheWrite));
  }

  /** Of a million output tokens at most. */
  public Money dearestOutput() {
    return dearer(output, reasoning);
  }

  private static Money dearer(Money one, Money other) {
    return one.isMoreThan(other) ? one : other;
  }
}
