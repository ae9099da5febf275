package dev.rung.server.engine;

import java.time.Duration;

/** Whether a request may begin. */
public sealed interface Admission {

  /**
   * It may; what it takes of its tenant's limits is taken.
   *
   * @param engine answers this one request, once
   * @param giveBack gives back what was taken, where it is not answered after all; later than its
   *     answer it does nothing
   */
  record Granted(Engine engine, Runnable giveBack) implements Admission {}

  /** Not yet: its tenant has used up what it may take. */
  record Later(Duration pause) implements Admission {}
}
