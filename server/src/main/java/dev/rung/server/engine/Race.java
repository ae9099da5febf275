package dev.rung.server.engine;

import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.Deadline;
import dev.rung.server.generate.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * Two calls, of which the second begins when the first has been silent for too long. Who has output
 * first goes on to the caller; the other one is interrupted at once, which closes its connection.
 *
 * <p>Each attempt runs on a virtual thread of its own; the request's thread waits for both and
 * passes an interrupt on. One request, one thread.
 */
final class Race {
  private static final Duration GRACE = Duration.ofSeconds(5);

  private static final int NOBODY = -1;

  private final ChunkSink caller;
  private final Deadline deadline;
  private final AtomicInteger winner = new AtomicInteger(NOBODY);

  /** Counted down by the first output, or by the end of the first attempt. */
  private final CountDownLatch silence = new CountDownLatch(1);

  private final List<Runner> runners = new CopyOnWriteArrayList<>();
  private boolean interrupted;
  private Optional<RuntimeException> bug = Optional.empty();

  /**
   * How a race went.
   *
   * @param tries in the order in which they began
   * @param decisive the one whose output the caller has, or else the later one
   */
  record Ran(List<Tried> tries, Tried decisive) {}

  /** One attempt at a model. */
  @FunctionalInterface
  interface Entrant {
    /**
     * Runs it to its end.
     *
     * @param judged what its end is beside the other one; applied before it is paid for
     */
    Tried run(ChunkSink sink, UnaryOperator<Tried> judged);
  }

  Race(ChunkSink caller, Deadline deadline) {
    this.caller = caller;
    this.deadline = deadline;
  }

  /**
   * Runs it.
   *
   * @param mayHedge asked once, when the first has been silent for so long
   */
  Ran run(Entrant first, Duration delay, BooleanSupplier mayHedge, Entrant second) {
    start(first);
    if (isSilentFor(delay) && mayHedge.getAsBoolean()) {
      start(second);
    }
    List<Tried> tries = new ArrayList<>();
    for (Runner runner : runners) {
      result(runner).ifPresent(tries::add);
    }
    if (bug.isPresent()) {
      throw bug.get();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return new Ran(tries, winner.get() == 0 ? tries.getFirst() : tries.getLast());
  }

  private void start(Entrant entrant) {
    Runner runner = new Runner(runners.size(), entrant);
    runners.add(runner);
    runner.thread.start();
    // It may have been lost before anybody could see that there is one more.
    stopLosers();
  }

  private void stopLosers() {
    int won = winner.get();
    runners.stream()
        .filter(runner -> won != NOBODY && runner.number != won)
        .forEach(runner -> runner.thread.interrupt());
  }

  private boolean isSilentFor(Duration delay) {
    try {
      return !silence.await(delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException stopped) {
      stop();
      return false;
    }
  }

  /** The caller went away: nobody needs either of them. */
  private void stop() {
    interrupted = true;
    interruptBoth();
  }

  private void interruptBoth() {
    runners.forEach(runner -> runner.thread.interrupt());
  }

  /** Absent where it ended in a bug; the other one is waited for all the same. */
  private Optional<Tried> result(Runner runner) {
    while (true) {
      try {
        Duration limit = deadline.remaining().plus(GRACE);
        return Optional.of(runner.task.get(limit.toNanos(), TimeUnit.NANOSECONDS));
      } catch (InterruptedException stopped) {
        stop();
      } catch (TimeoutException late) {
        keep(new IllegalStateException("an attempt did not end with its deadline", late));
        return Optional.empty();
      } catch (ExecutionException failed) {
        keep(unchecked(failed));
        return Optional.empty();
      }
    }
  }

  /** Nobody needs the other one either; the first bug is the one that is told. */
  private void keep(RuntimeException found) {
    interruptBoth();
    bug = bug.or(() -> Optional.of(found));
  }

  /** The bug as it is; an attempt throws nothing checked. */
  private static RuntimeException unchecked(ExecutionException failed) {
    return switch (failed.getCause()) {
      case RuntimeException cause -> cause;
      case null, default -> new IllegalStateException("an attempt failed", failed);
    };
  }

  /** One of the two. Its sink passes on what it says while it is not behind. */
  private final class Runner implements ChunkSink {
    private final int number;
    private final FutureTask<Tried> task;
    private final Thread thread;
    private Optional<Source> source = Optional.empty();

    Runner(int number, Entrant entrant) {
      this.number = number;
      this.task = new FutureTask<>(() -> run(entrant));
      this.thread = Thread.ofVirtual().name("attempt " + number).unstarted(task);
    }

    private Tried run(Entrant entrant) {
      try {
        return judged(entrant.run(this, this::judged));
      } finally {
        if (number == 0) {
          silence.countDown();
        }
      }
    }

    /** The same when it is judged again. */
    private Tried judged(Tried tried) {
      boolean ended = tried.end() instanceof Tried.End.Answered;
      boolean behind = ended ? !leads() : winner.get() != NOBODY && winner.get() != number;
      boolean stopped = ended || tried.end() instanceof Tried.End.Gone;
      return behind && stopped ? tried.outrun() : tried;
    }

    /** Whether this one is, or from now on is, the one that the caller hears. */
    private boolean leads() {
      if (winner.compareAndSet(NOBODY, number)) {
        silence.countDown();
        stopLosers();
      }
      return winner.get() == number;
    }

    @Override
    public void accept(Chunk chunk) throws CallerGoneException, InterruptedException {
      if (!leads()) {
        throw new CallerGoneException("another call was faster");
      }
      source.ifPresent(caller::comesFrom);
      source = Optional.empty();
      caller.accept(chunk);
    }

    /** Told to the caller with the first chunk: who is behind is nobody's source. */
    @Override
    public void comesFrom(Source from) {
      source = Optional.of(from);
    }

    @Override
    public boolean committed() {
      return winner.get() == number && caller.committed();
    }
  }
}
