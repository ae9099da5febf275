package dev.rung.server.provider.local;

import dev.rung.local.LocalModel;
import dev.rung.server.generate.Deadline;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.ProviderException;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How far a checkpoint is on its way into memory, and the model while it is there. The lock is held
 * for a few fields, never while a model loads or answers. Safe for several threads.
 */
final class Residence {
  private final String name;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition settled = lock.newCondition();

  // Guarded by lock.
  private State state = State.IDLE;
  private String fault = "";
  private Optional<LocalModel> model = Optional.empty();

  /** Whether a request waits for it, so that others may wait beside it. */
  private boolean awaited;

  /** Of the last try, where that did not bring it into memory. */
  private Optional<Setback> setback = Optional.empty();

  /** Tries that failed one after the other. */
  private int failures;

  /** How far it is. */
  enum State {
    IDLE,
    LOADING,
    SERVING,
    /** In memory, but its last answer failed. */
    FAILING,
    /** It could not be loaded. */
    REFUSED,
    CLOSED
  }

  /**
   * @param name of the checkpoint, for what requests are told
   */
  Residence(String name) {
    this.name = name;
  }

  /** Begins to load where it is in this state; false, and nothing changes, where it is not. */
  boolean load(State expected) {
    lock.lock();
    try {
      boolean begins = state == expected;
      if (begins) {
        state = State.LOADING;
      }
      return begins;
    } finally {
      lock.unlock();
    }
  }

  /** The model whose last answer failed, where that is so. */
  Optional<LocalModel> failing() {
    lock.lock();
    try {
      return state == State.FAILING ? model : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Why it could not be loaded, where that is so. */
  Optional<Setback> refusal() {
    lock.lock();
    try {
      return state == State.REFUSED ? setback : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Lets one that could not be loaded be loaded as if that had never been tried. */
  void forget() {
    lock.lock();
    try {
      if (state == State.REFUSED) {
        state = State.IDLE;
        failures = 0;
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Why it does not serve now; a model that waits for its first request, or is loaded for it, is no
   * hindrance.
   */
  Optional<String> notReady() {
    lock.lock();
    try {
      return switch (state) {
        case IDLE, SERVING -> Optional.empty();
        case LOADING -> awaited ? Optional.<String>empty() : Optional.of("is being loaded");
        case FAILING, REFUSED -> Optional.of(fault);
        case CLOSED -> Optional.of("is closed");
      };
    } finally {
      lock.unlock();
    }
  }

  /** Whether it has shown that it can answer. */
  boolean serves() {
    lock.lock();
    try {
      return state == State.SERVING;
    } finally {
      lock.unlock();
    }
  }

  /** A request is about to wait for it. */
  void expect() {
    lock.lock();
    try {
      awaited |= state == State.IDLE;
    } finally {
      lock.unlock();
    }
  }

  /** The model, once it is loaded. */
  LocalModel await(Deadline deadline) throws ProviderException, InterruptedException {
    lock.lock();
    try {
      long left = deadline.remaining().toNanos();
      while (state == State.LOADING) {
        if (left <= 0) {
          throw ProviderException.of(FailureKind.TIMEOUT, name + " is still being loaded");
        }
        left = settled.awaitNanos(left);
      }
      if (state == State.REFUSED || state == State.CLOSED) {
        throw ProviderException.of(FailureKind.UNAVAILABLE, name + " cannot serve: " + fault);
      }
      return model.orElseThrow();
    } finally {
      lock.unlock();
    }
  }

  /** Counts a try that failed; how many did so one after the other. */
  int failedAgain() {
    lock.lock();
    try {
      failures++;
      return failures;
    } finally {
      lock.unlock();
    }
  }

  /** It could not be loaded; false where that was so before, or it is closed. */
  boolean refuse(Setback next) {
    lock.lock();
    try {
      setback = Optional.of(next);
      return enter(State.REFUSED, Optional.empty(), next.why());
    } finally {
      lock.unlock();
    }
  }

  /** Enters a state; false when it was in it before, or is closed. */
  boolean enter(State next, Optional<LocalModel> loaded, String reason) {
    lock.lock();
    try {
      boolean entered = state != next && state != State.CLOSED;
      if (entered) {
        state = next;
        fault = reason;
        model = loaded;
        failures = next == State.SERVING ? 0 : failures;
        settled.signalAll();
      }
      return entered;
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return state == State.CLOSED;
    } finally {
      lock.unlock();
    }
  }

  /** Ends every wait for it; the model that was in memory, which is now the caller's to close. */
  Optional<LocalModel> close() {
    lock.lock();
    try {
      Optional<LocalModel> loaded = model;
      state = State.CLOSED;
      fault = "the daemon has closed it";
      model = Optional.empty();
      settled.signalAll();
      return loaded;
    } finally {
      lock.unlock();
    }
  }
}
