package dev.rung.server.scripted;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** A system that gives no thread so many times, as one at its limit does, and then does again. */
public final class ScarceThreads implements ThreadFactory {
  private final AtomicInteger refusals;

  public ScarceThreads(int refusals) {
    this.refusals = new AtomicInteger(refusals);
  }

  @Override
  public Thread newThread(Runnable work) {
    Thread thread = new Scarce(work);
    thread.setDaemon(true);
    return thread;
  }

  private final class Scarce extends Thread {
    Scarce(Runnable work) {
      super(work);
    }

    @Override
    public synchronized void start() {
      if (refusals.getAndDecrement() > 0) {
        throw new OutOfMemoryError("unable to create native thread");
      }
      super.start();
    }
  }
}
