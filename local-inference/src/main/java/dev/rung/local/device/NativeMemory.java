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

  private NativeMemory() {}

  /**
   * Large pieces go back to the system when they are freed: while weights are packed, copies would
   * otherwise leave holes as large as they were.
   */
  public static void giveBack() {
    CLibrary.allocation(OWN_PAGES_FROM, MIB);
    trim();
  }

  /** Gives back what is free now, small pieces too: for when a model is closed. */
  public static void trim() {
    CLibrary.trim();
  }

  /**
   * Freed pieces are kept for the next ones: a step needs many that are as large as those of the
   * step before, and the system would have to clear each. As glibc does by itself once a large
   * piece was freed.
   */
  public static void keep() {
    CLibrary.allocation(OWN_PAGES_FROM, 32 * MIB);
    CLibrary.allocation(TRIM_FROM, 256 * MIB);
  }
}
