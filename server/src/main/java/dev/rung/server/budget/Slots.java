package dev.rung.server.budget;

import dev.rung.server.generate.Money;
import dev.rung.server.generate.Usage;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.Optional;

/**
 * A table of fixed slots in memory, one for each attempt that costs money and is not yet written
 * down for good. Where the memory is a mapped file, what is in it outlives the process, since its
 * pages belong to the kernel.
 *
 * <p>A slot's state is written after everything else of it, so that a process that dies in between
 * leaves a slot that is free or whole. Who the attempt belongs to is guarded by a checksum, so that
 * a slot that only half reached the disk when the power failed is seen. Not safe for threads.
 */
final class Slots {
  static final int SLOT_BYTES = 512;

  private static final long FREE = 0;
  private static final long OPEN = 0x52554e474f50454eL;
  private static final long SETTLED = 0x52554e47444f4e45L;

  private static final long STATE = 0;
  private static final long HELD = 8;
  private static final long COST = 16;
  private static final long USAGE = 24;
  private static final long MARKS = 72;
  private static final long CHECKSUM = 80;
  private static final long IMAGE = 88;
  private static final int IMAGE_BYTES = (int) (SLOT_BYTES - IMAGE);

  private static final int ESTIMATED = 1 << 8;
  private static final int UNPRICED = 1 << 9;
  private static final int WASTED = 1 << 10;
  private static final int RESULT = 0xff;

  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final VarHandle LONGS = LONG.varHandle();

  private final MemorySegment memory;
  private final int count;

  Slots(MemorySegment memory) {
    this.memory = memory;
    this.count = (int) (memory.byteSize() / SLOT_BYTES);
  }

  int count() {
    return count;
  }

  /**
   * What of a slot never changes while it is in use, as bytes; absent where the names of tenant,
   * model and provider are too long for it.
   */
  static Optional<byte[]> image(long id, Instant at, Spend spend) {
    return SlotImage.of(id, at, spend).bytes(IMAGE_BYTES);
  }

  /** Takes a free slot into use. */
  void open(int slot, byte[] image, long held) {
    long at = at(slot);
    MemorySegment.copy(image, 0, memory, ValueLayout.JAVA_BYTE, at + IMAGE, image.length);
    memory.set(LONG, at + CHECKSUM, SlotImage.checksum(image));
    memory.set(LONG, at + HELD, held);
    memory.set(LONG, at + COST, held);
    state(slot, OPEN);
  }

  /** Sets more aside. */
  void hold(int slot, long held) {
    LONGS.setRelease(memory, at(slot) + HELD, held);
  }

  void settle(int slot, Charge charge) {
    long at = at(slot);
    Usage usage = charge.usage();
    memory.set(LONG, at + COST, charge.cost().nanos());
    memory.set(LONG, at + USAGE, usage.inputTokens());
    memory.set(LONG, at + USAGE + 8, usage.cachedInputTokens());
    memory.set(LONG, at + USAGE + 16, usage.cacheWriteTokens());
    memory.set(LONG, at + USAGE + 24, usage.outputTokens());
    memory.set(LONG, at + USAGE + 32, usage.reasoningTokens());
    memory.set(LONG, at + MARKS, marks(charge));
    state(slot, SETTLED);
  }

  void free(int slot) {
    state(slot, FREE);
  }

  private static long marks(Charge charge) {
    return charge.result().code()
        | (charge.usage().estimated() ? ESTIMATED : 0)
        | (charge.unpriced() ? UNPRICED : 0)
        | (charge.wasted() ? WASTED : 0);
  }

  /** The line of a slot that a dead process left; empty where it is free or not whole. */
  Optional<LedgerLine> line(int slot) {
    long state = (long) LONGS.getAcquire(memory, at(slot) + STATE);
    if (state != OPEN && state != SETTLED) {
      return Optional.empty();
    }
    return image(slot).map(image -> line(slot, image, state == SETTLED));
  }

  private LedgerLine line(int slot, SlotImage image, boolean settled) {
    long at = at(slot);
    Money held = new Money(Math.max(0, memory.get(LONG, at + HELD)));
    Charge charge = settled ? charge(at).orElse(open(held)) : open(held);
    return new LedgerLine(
        image.id(),
        image.request(),
        image.at(),
        image.tenant(),
        image.model(),
        image.provider(),
        image.tier(),
        charge.result(),
        held,
        charge.cost(),
        charge.usage(),
        charge.usage().estimated(),
        charge.unpriced(),
        charge.wasted());
  }

  /** Of an attempt whose end nobody knows. */
  private static Charge open(Money held) {
    Usage unknown = new Usage(0, 0, 0, 0, true);
    return new Charge(LedgerLine.Result.RECOVERED, held, unknown, false, true);
  }

  /** As it was settled; empty where only a part of that reached the disk. */
  private Optional<Charge> charge(long at) {
    long marks = memory.get(LONG, at + MARKS);
    return LedgerLine.Result.ofCode((int) (marks & RESULT))
        .flatMap(result -> charge(at, marks, result));
  }

  private Optional<Charge> charge(long at, long marks, LedgerLine.Result result) {
    try {
      return Optional.of(
          new Charge(
              result,
              new Money(memory.get(LONG, at + COST)),
              usage(at, marks),
              (marks & UNPRICED) != 0,
              (marks & WASTED) != 0));
    } catch (IllegalArgumentException torn) {
      return Optional.empty();
    }
  }

  private Usage usage(long at, long marks) {
    return new Usage(
        memory.get(LONG, at + USAGE),
        memory.get(LONG, at + USAGE + 8),
        memory.get(LONG, at + USAGE + 16),
        memory.get(LONG, at + USAGE + 24),
        memory.get(LONG, at + USAGE + 32),
        (marks & ESTIMATED) != 0);
  }

  private Optional<SlotImage> image(int slot) {
    byte[] all = new byte[IMAGE_BYTES];
    MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, at(slot) + IMAGE, all, 0, all.length);
    return SlotImage.read(all, memory.get(LONG, at(slot) + CHECKSUM));
  }

  private void state(int slot, long state) {
    LONGS.setRelease(memory, at(slot) + STATE, state);
  }

  private static long at(int slot) {
    return (long) slot * SLOT_BYTES;
  }
}
