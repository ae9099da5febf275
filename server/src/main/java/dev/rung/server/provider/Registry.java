package dev.rung.server.provider;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The roster in force. Replaced as a whole; a replaced one is closed when the last request that
 * began with it has ended. Safe for several threads.
 */
public final class Registry implements AutoCloseable {
  private final Object lock = new Object();
  private Generation current;

  public Registry(Roster first) {
    this.current = new Generation(first);
  }

  /** The roster in force, for a look; may be closed at any time after. */
  public Roster roster() {
    synchronized (lock) {
      return current.roster;
    }
  }

  /** The roster in force, kept open until the lease is closed. */
  public Lease lease() {
    synchronized (lock) {
      current.users++;
      return new Lease(current);
    }
  }

  /** Puts another roster in force. */
  public void replace(Roster next) {
    Generation old;
    synchronized (lock) {
      old = current;
      current = new Generation(next);
      old.retired = true;
      if (old.users > 0) {
        return;
      }
    }
    old.roster.close();
  }

  private void release(Generation generation) {
    synchronized (lock) {
      generation.users--;
      if (generation.users > 0 || !generation.retired) {
        return;
      }
    }
    generation.roster.close();
  }

  /** Closes the roster in force, also under requests that still run. */
  @Override
  public void close() {
    roster().close();
  }

  /** A roster, and how many requests use it. Guarded by {@code lock}. */
  private static final class Generation {
    private final Roster roster;
    private int users;
    private boolean retired;

    Generation(Roster roster) {
      this.roster = roster;
    }
  }

  /** One request's hold on a roster. */
  public final class Lease implements AutoCloseable {
    private final Generation generation;
    private final AtomicBoolean released = new AtomicBoolean();

    private Lease(Generation generation) {
      this.generation = generation;
    }

    public Roster roster() {
      return generation.roster;
    }

    @Override
    public void close() {
      if (released.compareAndSet(false, true)) {
        release(generation);
      }
    }
  }
}
