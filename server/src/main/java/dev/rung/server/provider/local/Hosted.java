package dev.rung.server.provider.local;

import dev.rung.local.GenerationOptions;
import dev.rung.local.InferenceException;
import dev.rung.local.LocalModel;
import dev.rung.local.Turn;
import dev.rung.server.generate.Deadline;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.ProviderException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One checkpoint: loaded on a thread of its own, and trusted only after it made a token. Safe for
 * several threads.
 */
final class Hosted {
  private static final Logger LOG = LoggerFactory.getLogger(Hosted.class);

  /** One token takes less than this on the slowest machine that is of use. */
  private static final Duration TRIAL_LIMIT = Duration.ofMinutes(2);

  private final LocalCheckpoint checkpoint;
  private final ModelLoader loader;
  private final Runnable changed;
  private final LongSupplier nanoTime;
  private final MeasuredPace pace = new MeasuredPace();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition settled = lock.newCondition();

  // Guarded by lock.
  private State state = State.IDLE;
  private String fault = "";
  private Optional<LocalModel> model = Optional.empty();
  private int shares;

  /** Whether a request waits for it, so that others may wait beside it. */
  private boolean awaited;

  /** Of the last try, where that did not bring it into memory. */
  private Optional<Setback> setback = Optional.empty();

  /** Tries that failed one after the other. */
  private int failures;

  /** How far it is. */
  private enum State {
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
   * @param changed told, on any thread, when it begins or ceases to serve
   */
  Hosted(LocalCheckpoint checkpoint, ModelLoader loader, Runnable changed, LongSupplier nanoTime) {
    this.checkpoint = checkpoint;
    this.loader = loader;
    this.changed = changed;
    this.nanoTime = nanoTime;
  }

  void share() {
    lock.lock();
    try {
      shares++;
    } finally {
      lock.unlock();
    }
  }

  /** Gives a share back; true when that was the last one. */
  boolean unshare() {
    lock.lock();
    try {
      shares--;
      return shares == 0;
    } finally {
      lock.unlock();
    }
  }

  /** Begins to load, unless that was begun before. */
  void start() {
    startFrom(State.IDLE);
  }

  private void startFrom(State expected) {
    lock.lock();
    try {
      if (state != expected) {
        return;
      }
      state = State.LOADING;
    } finally {
      lock.unlock();
    }
    Thread.ofPlatform().daemon().name("load " + name()).start(this::load);
  }

  /**
   * Tries a model that failed once more, and blocks for as long as that takes; begins to load one
   * that could not be loaded, where something may have changed.
   */
  void retry() {
    Optional<LocalModel> failing;
    Optional<Setback> refused;
    lock.lock();
    try {
      failing = state == State.FAILING ? model : Optional.empty();
      refused = state == State.REFUSED ? setback : Optional.empty();
    } finally {
      lock.unlock();
    }
    failing.ifPresent(this::trial);
    if (refused.isPresent()
        && refused.get().isWorthAnotherTry(checkpoint.folder(), nanoTime.getAsLong())) {
      startFrom(State.REFUSED);
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

  MeasuredPace pace() {
    return pace;
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

  /** The model, loaded now where it was not. */
  LocalModel model(Deadline deadline) throws ProviderException, InterruptedException {
    lock.lock();
    try {
      awaited |= state == State.IDLE;
    } finally {
      lock.unlock();
    }
    start();
    lock.lock();
    try {
      long left = deadline.remaining().toNanos();
      while (state == State.LOADING) {
        if (left <= 0) {
          throw ProviderException.of(FailureKind.TIMEOUT, name() + " is still being loaded");
        }
        left = settled.awaitNanos(left);
      }
      if (state == State.REFUSED || state == State.CLOSED) {
        throw ProviderException.of(FailureKind.UNAVAILABLE, name() + " cannot serve: " + fault);
      }
      return model.orElseThrow();
    } finally {
      lock.unlock();
    }
  }

  /** An answer failed inside the model: it serves again when it made a token. */
  void failed(LocalModel failing, String reason) {
    if (settle(State.FAILING, Optional.of(failing), reason)) {
      Thread.ofPlatform().daemon().name("try " + name()).start(this::retry);
    }
  }

  void close() {
    Optional<LocalModel> loaded;
    lock.lock();
    try {
      loaded = model;
      state = State.CLOSED;
      fault = "the daemon has closed it";
      model = Optional.empty();
      settled.signalAll();
    } finally {
      lock.unlock();
    }
    loaded.ifPresent(LocalModel::close);
  }

  private void load() {
    long began = nanoTime.getAsLong();
    try {
      LocalModel loaded = loader.load(checkpoint);
      LOG.atInfo()
          .addKeyValue("checkpoint", name())
          .addKeyValue("took_ms", TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - began))
          .log("local model in memory");
      trial(loaded);
    } catch (InferenceException refused) {
      report(refused.getMessage());
      refuse(refused);
    } catch (RuntimeException | Error bug) {
      // The root of this thread: without this, requests would wait for a model that never comes.
      refuse(bug, "loading failed");
    }
  }

  /** Tries it out; one that fails in a way that nobody expects leaves the memory. */
  private void trial(LocalModel loaded) {
    try {
      tryOut(loaded);
    } catch (RuntimeException | Error bug) {
      refuse(bug, "its trial failed");
      loaded.close();
    }
  }

  private void refuse(Throwable bug, String what) {
    LOG.atError().setCause(bug).addKeyValue("checkpoint", name()).log("local model is broken");
    String kind = bug.getClass().getSimpleName();
    refuse(new InferenceException(InferenceException.Reason.FAILED, what + ": " + kind, bug));
  }

  private void refuse(InferenceException refused) {
    Setback next;
    lock.lock();
    try {
      failures++;
      next = Setback.of(refused, checkpoint.folder(), failures, nanoTime.getAsLong());
      setback = Optional.of(next);
    } finally {
      lock.unlock();
    }
    settle(State.REFUSED, Optional.empty(), next.why());
  }

  /** Makes one token, which also warms up what is made at the first use. */
  private void tryOut(LocalModel loaded) {
    GenerationOptions one =
        new GenerationOptions(
            1,
            OptionalDouble.of(0),
            OptionalDouble.empty(),
            OptionalLong.empty(),
            List.of(),
            TRIAL_LIMIT);
    List<Turn> hello = List.of(new Turn(Turn.Speaker.USER, "Hello"));
    try {
      var _ = loaded.generate(hello, one, _ -> true);
      settle(State.SERVING, Optional.of(loaded), "");
    } catch (InferenceException failure) {
      report(failure.getMessage());
      if (failure.reason() == InferenceException.Reason.ENDED) {
        loaded.close();
        refuse(failure);
      } else {
        settle(State.FAILING, Optional.of(loaded), "its last answer failed");
      }
    } catch (InterruptedException stopping) {
      settle(State.FAILING, Optional.of(loaded), "its trial was stopped");
      Thread.currentThread().interrupt();
    }
  }

  private void report(@Nullable String reason) {
    LOG.atWarn()
        .addKeyValue("checkpoint", name())
        .addKeyValue("fault", reason)
        .log("local model does not serve");
  }

  /** Enters a state; false when it was in it before, or is closed. */
  private boolean settle(State next, Optional<LocalModel> loaded, String reason) {
    boolean entered;
    lock.lock();
    try {
      entered = state != next && state != State.CLOSED;
      if (entered) {
        state = next;
        fault = reason;
        model = loaded;
        failures = next == State.SERVING ? 0 : failures;
        settled.signalAll();
      }
    } finally {
      lock.unlock();
    }
    if (entered) {
      changed.run();
    } else {
      closeUnused(loaded);
    }
    return entered;
  }

  /** A model that came into memory after it was closed. */
  private void closeUnused(Optional<LocalModel> loaded) {
    lock.lock();
    try {
      if (state != State.CLOSED) {
        return;
      }
    } finally {
      lock.unlock();
    }
    loaded.ifPresent(LocalModel::close);
  }

  private String name() {
    return String.valueOf(checkpoint.folder().getFileName());
  }
}
