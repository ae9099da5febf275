package dev.rung.classifier;

/** How often each sense occurs in what an instruction asks. Immutable. */
public final class SenseCounts {
  private final int[] counts;

  /** Takes the array over; one count per sense, in their order. */
  SenseCounts(int[] counts) {
    this.counts = counts;
  }

  public int of(Sense sense) {
    return counts[sense.index()];
  }

  public boolean has(Sense sense) {
    return counts[sense.index()] > 0;
  }
}
