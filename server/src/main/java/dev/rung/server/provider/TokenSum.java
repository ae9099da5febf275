package dev.rung.server.provider;

import dev.rung.server.generate.Money;

/** Adds up tokens at prices per million, without rounding in between. One thread. */
final class TokenSum {
  private static final long MILLION = 1_000_000;

  private long nanos;

  /** Millionths of a nano-dollar, fewer than a million. */
  private long rest;

  /** Neither may be negative; a price is at most {@link Prices#HIGHEST}. */
  TokenSum plus(long tokens, Money perMillion) {
    long millions = Math.multiplyExact(tokens / MILLION, perMillion.nanos());
    // A million times the highest price still fits.
    long single = (tokens % MILLION) * perMillion.nanos();
    nanos = Math.addExact(nanos, Math.addExact(millions, single / MILLION));
    rest += single % MILLION;
    nanos = Math.addExact(nanos, rest / MILLION);
    rest %= MILLION;
    return this;
  }

  /** Rounded up. */
  Money money() {
    return new Money(rest == 0 ? nanos : Math.addExact(nanos, 1));
  }
}
