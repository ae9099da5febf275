package dev.rung.server.rpc;

import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.Deadline;
import dev.rung.v1.GenerateChunk;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sends chunks while they are made, and blocks while the reader is slow: what gRPC holds for one
 * call stays below its ready threshold and one message.
 *
 * <p>The worker calls {@link #accept} and {@link #committed}; gRPC's event loop calls {@link
 * #wake}. The handlers must be in place before the worker starts.
 */
final class StreamSink implements ChunkSink {
  private final Reply<GenerateChunk> reply;
  private final Running running;
  private final Deadline deadline;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ready = lock.newCondition();
  private boolean committed;

  StreamSink(Reply<GenerateChunk> reply, Running running, Deadline deadline) {
    this.reply = reply;
    this.running = running;
    this.deadline = deadline;
  }

  @Override
  public void accept(Chunk chunk) throws CallerGoneException, InterruptedException {
    for (GenerateChunk piece : ChunkWriter.write(chunk)) {
      awaitReady();
      reply.send(piece);
      committed = true;
    }
  }

  @Override
  public boolean committed() {
    return committed;
  }

  /** The reader may have become ready. */
  void wake() {
    lock.lock();
    try {
      ready.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** A stop interrupts the worker, which ends the wait too. */
  private void awaitReady() throws CallerGoneException, InterruptedException {
    checkStopped();
    if (reply.isReady()) {
      return;
    }
    lock.lockInterruptibly();
    try {
      while (!reply.isReady()) {
        checkStopped();
        ready.awaitNanos(left());
      }
    } finally {
      lock.unlock();
    }
  }

  private long left() throws CallerGoneException {
    long left = deadline.remaining().toNanos();
    if (left == 0) {
      throw new CallerGoneException("the reader was too slow for the deadline");
    }
    return left;
  }

  private void checkStopped() throws CallerGoneException {
    if (running.stopped().isPresent()) {
      throw new CallerGoneException("the call was stopped: " + running.stopped().get());
    }
  }
}
