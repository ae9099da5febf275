package dev.rung.server.call;

import dev.rung.server.generate.RequestId;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Names for requests: 11 URL-safe characters, none twice in 2^43 requests of one process. Safe for
 * several threads.
 *
 * <p>The first 4096 have one beginning, the next 4096 the next one in alphabetical order, and so
 * on, so that who keeps them sorted on a disk writes to few of its pages. The rest is a counter,
 * mixed by a bijection of 43 bits. Both start at random. None begins with a dash, which a command
 * line would take for an option.
 */
public final class RequestIds {
  /** In the order of their codes. */
  private static final char[] ALPHABET =
      "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz".toCharArray();

  private static final int LENGTH = 11;
  private static final int BITS = 6;

  /** Characters of the beginning, and a bit that is always there. */
  private static final int HEAD_LENGTH = 4;

  private static final int HEAD_BITS = 22;
  private static final long HEAD_MARK = 1L << HEAD_BITS;
  private static final int GROUP_BITS = 12;
  private static final int TAIL_BITS = 43;
  private static final long TAIL = (1L << TAIL_BITS) - 1;

  private final long head;
  private final long tail;
  private final AtomicLong counter = new AtomicLong();

  /** The generator is asked once, for the start. */
  public RequestIds(RandomGenerator random) {
    long start = random.nextLong();
    this.head = start >>> TAIL_BITS;
    this.tail = start & TAIL;
  }

  public RequestId next() {
    long number = counter.getAndIncrement();
    long begin = HEAD_MARK | ((head + (number >>> GROUP_BITS)) & (HEAD_MARK - 1));
    long rest = mix((tail + number) & TAIL);
    char[] text = new char[LENGTH];
    // The last bit of the fourth character is the first one of the rest.
    write(begin << 1 | rest >>> (TAIL_BITS - 1), text, 0, HEAD_LENGTH);
    write(rest, text, HEAD_LENGTH, LENGTH);
    return new RequestId(new String(text));
  }

  /** Six bits to a character; what is beyond the first one is left out. */
  private static void write(long bits, char[] text, int from, int to) {
    long left = bits;
    for (int i = to - 1; i >= from; i--) {
      text[i] = ALPHABET[(int) (left & (ALPHABET.length - 1))];
      left >>>= BITS;
    }
  }

  /** Each step can be undone, so that no two numbers become one. */
  private static long mix(long value) {
    long first = ((value ^ (value >>> 22)) * 0x9e3779b97f5L) & TAIL;
    long second = ((first ^ (first >>> 21)) * 0x94d049bb133L) & TAIL;
    return second ^ (second >>> 22);
  }
}
