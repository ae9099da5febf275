package dev.rung.server.budget;

import java.time.Instant;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reservations that cost money and have not ended, each in a slot that outlives the process. A slot
 * stays in use beyond the end, until the line is on the disk. Guarded by the ledger's lock.
 */
final class OpenReservations {
  private final Slots slots;
  private final FreeSlots free;
  private final Set<Held> open = new HashSet<>();

  /**
   * @param slots none of them in use
   */
  OpenReservations(Slots slots) {
    this.slots = slots;
    this.free = new FreeSlots(slots.count());
  }

  /** Takes a slot for what is to be reserved; empty where none is free. */
  OptionalInt take(byte[] image, long nanos) {
    OptionalInt slot = free.take();
    slot.ifPresent(taken -> slots.open(taken, image, nanos));
    return slot;
  }

  void add(Held held) {
    open.add(held);
  }

  /** Writes down that it holds what it holds now. */
  void hold(Held held) {
    held.slot().ifPresent(slot -> slots.hold(slot, held.nanos()));
  }

  /** It has ended with a line, whose slot stays in use. */
  void settle(Held held, int slot, Charge charge) {
    slots.settle(slot, charge);
    open.remove(held);
  }

  /** It has ended without a line. */
  void release(Held held) {
    open.remove(held);
    held.slot().ifPresent(this::free);
  }

  /** The line of this slot is on the disk, or there is none. */
  void free(int slot) {
    slots.free(slot);
    free.give(slot);
  }

  void forEach(Consumer<Held> action) {
    open.forEach(action);
  }

  /** When each of them began. */
  Stream<Instant> beginnings() {
    return open.stream().map(Held::at);
  }

  /** Whether no slot is in use. */
  boolean isEmpty() {
    return free.used() == 0;
  }
}
