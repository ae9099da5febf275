package dev.rung.server.models;

/**
 * Is told how long work on files goes. Called from several threads at once; must not block for
 * long.
 */
public interface ProgressListener {

  /**
   * Called once, before anything is done.
   *
   * @param files how many files there are
   * @param bytes how large they are together
   * @param done how much of that was done earlier
   */
  void starting(int files, long bytes, long done);

  /** So many more bytes are done; negative where some have to be done again. */
  void advanced(long bytes);

  /** A file is here and is what it should be. */
  void finished(String file);

  /** Something that the person who waits should know, such as a pause before another attempt. */
  void remark(String text);
}
