package dev.rung.server.generate;

/** Where an answer goes while it is made. One request, one thread. */
public interface ChunkSink {

  /**
   * Hands on a chunk; blocks while the reader is slow.
   *
   * @throws CallerGoneException when nobody waits for the answer any more
   */
  void accept(Chunk chunk) throws CallerGoneException, InterruptedException;

  /**
   * Whether something reached the caller that cannot be taken back: from then on no other model may
   * answer. A sink that collects never is.
   */
  boolean committed();

  /**
   * Asked when an attempt was billed and the next one needs more than the request's limit of cost
   * leaves: whether the caller raises the limit by so much, which is then set aside for it.
   */
  default boolean pays(Money more) {
    return false;
  }

  /** Takes note of who makes the chunks that follow; told again when another one takes over. */
  default void comesFrom(Source source) {}

  /**
   * Takes note of what the provider says it has counted so far, each time more than before. A call
   * that ends without a count of its own, such as one that the caller leaves, is billed by it.
   *
   * @param soFar estimated while the answer's end may still add to it
   */
  default void counted(Usage soFar) {}
}
