package dev.rung.bench.hostile;

import java.io.IOException;

/**
 * What a hostile client does.
 *
 * @param door at which
 * @param crew threads that do it at once
 */
record Attack(String name, Door door, int crew, Strike strike) {
  /** The daemon's ports that callers reach. */
  enum Door {
    GRPC,
    HTTP
  }

  /** Does it once: until it is over, or the daemon cuts it off, which is an {@link IOException}. */
  @FunctionalInterface
  interface Strike {
    void run(Siege siege) throws IOException, InterruptedException;
  }
}
