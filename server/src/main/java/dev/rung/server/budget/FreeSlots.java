package dev.rung.server.budget;

import java.util.OptionalInt;

/** Which slots are free; the one that was freed last is taken first. Not safe for threads. */
final class FreeSlots {
  private final int[] slots;
  private int count;

  FreeSlots(int slots) {
    this.slots = new int[slots];
    for (int slot = slots - 1; slot >= 0; slot--) {
      give(slot);
    }
  }

  OptionalInt take() {
    return count == 0 ? OptionalInt.empty() : OptionalInt.of(slots[--count]);
  }

  void give(int slot) {
    slots[count++] = slot;
  }

  /** How many are in use. */
  int used() {
    return slots.length - count;
  }
}
