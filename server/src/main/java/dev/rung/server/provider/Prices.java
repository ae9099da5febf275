package dev.rung.server.provider;

import dev.rung.server.generate.Money;
import dev.rung.server.generate.Usage;

/**
 * What a model costs per million tokens.
 *
 * @param input of a million input tokens that were not cached
 * @param cachedInput of a million input tokens that the provider had cached
 * @param output of a million output tokens, reasoning included
 */
public record Prices(Money input, Money cachedInput, Money output) {
  private static final long MILLION = 1_000_000;
  private static final Money HIGHEST = new Money(9_000L * 1_000_000_000L);

  /** A model that nobody bills: in this process or on this machine. */
  public static final Prices FREE = new Prices(Money.ZERO, Money.ZERO, Money.ZERO);

  public Prices {
    check("input", input);
    check("cached input", cachedInput);
    check("output", output);
  }

  /** Cached input at the price of input. */
  public static Prices of(Money input, Money output) {
    return new Prices(input, input, output);
  }

  private static void check(String name, Money price) {
    if (price.nanos() < 0 || price.isMoreThan(HIGHEST)) {
      throw new IllegalArgumentException(
          name + " price per million tokens must be 0 to 9000 USD, not " + price);
    }
  }

  /** What this usage costs, each part rounded up to the next nano-dollar. */
  public Money of(Usage usage) {
    long uncached = usage.inputTokens() - usage.cachedInputTokens();
    return part(uncached, input)
        .plus(part(usage.cachedInputTokens(), cachedInput))
        .plus(part(usage.outputTokens(), output));
  }

  private static Money part(long tokens, Money perMillion) {
    long millions = Math.multiplyExact(tokens / MILLION, perMillion.nanos());
    long rest = Math.ceilDiv((tokens % MILLION) * perMillion.nanos(), MILLION);
    return new Money(Math.addExact(millions, rest));
  }
}
