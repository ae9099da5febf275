package dev.rung.local.device;

/**
 * What becomes of native memory that is freed, in the whole process; of glibc, elsewhere nothing
 * changes. Threads: any.
 */
public final class NativeMemory {
  /** {@code M_MMAP_THRESHOLD} and {@code M_TRIM_THRESHOLD} of {@code malloc.h}. */
  private static final int OWN_PAGES_FROM = -3;

  private static final int TRIM_FROM = -1;

  private static final int MIB = 1 << 20;

  /** How many of those who asked that memory goes back have not said that it may be kept again. */
  private static int givingBack;

  private NativeMemory() {}

  /**
   * From now until {@link #keep}, large pieces go back to the system when they are freed, and so
   * does the free end of a thread's area, which {@link #trim} cannot reach: while weights are
   * packed, copies would otherwise leave holes as large as they were, and a closed model areas of
   * tens of megabytes.
   */
  public static synchronized void giveBack() {
    givingBack++;
    CLibrary.allocation(OWN_PAGES_FROM, MIB / 4);
    CLibrary.allocation(TRIM_FROM, MIB / 4);
    trim();
  }

  /** Gives back what is free now, small pieces too: for when a model is closed. */
  public static void trim() {
    CLibrary.trim();
  }

  /**
   * Once for each {@link #giveBack}; with the last one, freed pieces are kept for the next ones: a
   * step needs many that are as large as those of the step before, and the system would have to
   * clear each. As glibc does by itself once a large piece was freed.
   */
  public static synchronized void keep() {
    givingBack--;
    if (givingBack == 0) {
      CLibrary.allocation(OWN_PAGES_FROM, 32 * MIB);
      CLibrary.allocation(TRIM_FROM, 256 * MIB);
    }
  }
}
