package dev.rung.server.call;

import dev.rung.server.generate.RequestId;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Names for requests: 11 URL-safe characters, none twice in one process. Safe for several threads.
 *
 * <p>A counter that starts at random and steps by an odd number, mixed by the bijection of
 * SplitMix64 (Steele, Lea, Flood 2014): all 2^64 values come before one comes again.
 */
public final class RequestIds {
  private static final char[] ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".toCharArray();
  private static final int LENGTH = 11;
  private static final int BITS = 6;
  private static final long STEP = 0x9e3779b97f4a7c15L;

  private final AtomicLong counter;

  /** The generator is asked once, for the start. */
  public RequestIds(RandomGenerator random) {
    this.counter = new AtomicLong(random.nextLong());
  }

  public RequestId next() {
    long bits = mix(counter.getAndAdd(STEP));
    char[] text = new char[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      text[i] = ALPHABET[(int) (bits & (ALPHABET.length - 1))];
      bits >>>= BITS;
    }
    return new RequestId(new String(text));
  }

  private static long mix(long value) {
    long first = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    long second = (first ^ (first >>> 27)) * 0x94d049bb133111ebL;
    return second ^ (second >>> 31);
  }
}
