package dev.rung.server.models;

/** Is told how a pull goes. Called from several threads at once; must not block for long. */
public interface PullListener {

  /**
   * Called once, before anything is fetched.
   *
   * @param files how many files the checkpoint has
   * @param bytes how large they are together
   * @param here how much of that is here already
   */
  void starting(int files, long bytes, long here);

  /** So many more bytes are here; negative where some had to be thrown away. */
  void received(long bytes);

  /** A file is here and is what the hub says it is. */
  void finished(String file);

  /** Something that the person who waits should know, such as a pause before another attempt. */
  void remark(String text);
}
