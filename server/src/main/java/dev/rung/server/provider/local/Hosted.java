package dev.rung.server.provider.local;

import dev.rung.local.GenerationOptions;
import dev.rung.local.InferenceException;
import dev.rung.local.LocalModel;
import dev.rung.local.Turn;
import dev.rung.server.generate.Deadline;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.local.Residence.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
  private final ThreadFactory threads;
  private final MeasuredPace pace = new MeasuredPace();
  private final Residence residence;
  private final AtomicInteger shares = new AtomicInteger();

  /**
   * @param changed told, on any thread, when it begins or ceases to serve
   * @param threads on which it is loaded and tried
   */
  Hosted(
      LocalCheckpoint checkpoint,
      ModelLoader loader,
      Runnable changed,
      LongSupplier nanoTime,
      ThreadFactory threads) {
    this.threads = threads;
    this.checkpoint = checkpoint;
    this.loader = loader;
    this.changed = changed;
    this.nanoTime = nanoTime;
    this.residence = new Residence(name());
  }

  void share() {
    shares.incrementAndGet();
  }

  /** Gives a share back; true when that was the last one. */
  boolean unshare() {
    return shares.decrementAndGet() == 0;
  }

  /** Begins to load, unless that was begun before. */
  void start() {
    startFrom(State.IDLE);
  }

  private void startFrom(State expected) {
    if (!residence.load(expected)) {
      return;
    }
    try {
      begin("load ", this::load);
    } catch (RuntimeException | OutOfMemoryError noThread) {
      // Without this, requests would wait for a model that nobody loads.
      refuse(noThread, "the system gives no thread to load it");
    }
  }

  private void begin(String what, Runnable work) {
    Thread thread = threads.newThread(work);
    thread.setName(what + name());
    thread.start();
  }

  /**
   * Tries a model that failed once more, and blocks for as long as that takes; begins to load one
   * that could not be loaded, where something may have changed.
   */
  void retry() {
    Optional<LocalModel> failing = residence.failing();
    Optional<Setback> refused = residence.refusal();
    failing.ifPresent(this::trial);
    if (refused.isPresent()
        && refused.get().isWorthAnotherTry(checkpoint.folder(), nanoTime.getAsLong())) {
      startFrom(State.REFUSED);
    }
  }

  /** Lets one that could not be loaded be loaded as if that had never been tried. */
  void forget() {
    residence.forget();
  }

  /**
   * Why it does not serve now; a model that waits for its first request, or is loaded for it, is no
   * hindrance.
   */
  Optional<String> notReady() {
    return residence.notReady();
  }

  MeasuredPace pace() {
    return pace;
  }

  /** Whether it has shown that it can answer. */
  boolean serves() {
    return residence.serves();
  }

  /** The model, loaded now where it was not. */
  LocalModel model(Deadline deadline) throws ProviderException, InterruptedException {
    residence.expect();
    start();
    return residence.await(deadline);
  }

  /** An answer failed inside the model: it serves again when it made a token. */
  void failed(LocalModel failing, String reason) {
    if (settle(State.FAILING, failing, reason)) {
      try {
        begin("try ", this::retry);
      } catch (RuntimeException | OutOfMemoryError noThread) {
        // It is tried again later by itself; whoever asked is told of its own failure.
        LOG.atWarn()
            .setCause(noThread)
            .addKeyValue("checkpoint", name())
            .log("the system gives no thread to try a local model");
      }
    }
  }

  void close() {
    residence.close().ifPresent(LocalModel::close);
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
    Setback next =
        Setback.of(refused, checkpoint.folder(), residence.failedAgain(), nanoTime.getAsLong());
    if (residence.refuse(next)) {
      changed.run();
    }
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
      settle(State.SERVING, loaded, "");
    } catch (InferenceException failure) {
      report(failure.getMessage());
      if (failure.reason() == InferenceException.Reason.ENDED) {
        loaded.close();
        refuse(failure);
      } else {
        settle(State.FAILING, loaded, "its last answer failed");
      }
    } catch (InterruptedException stopping) {
      settle(State.FAILING, loaded, "its trial was stopped");
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
  private boolean settle(State next, LocalModel loaded, String reason) {
    boolean entered = residence.enter(next, Optional.of(loaded), reason);
    if (entered) {
      changed.run();
    } else if (residence.isClosed()) {
      // It came into memory after it was closed.
      loaded.close();
    }
    return entered;
  }

  private String name() {
    return String.valueOf(checkpoint.folder().getFileName());
  }
}
