package dev.rung.server.provider.remote;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Does something beside a test, which asks how it ended: what fails there alone fails no test. */
public final class OtherThread {
  private final CompletableFuture<Throwable> end = new CompletableFuture<>();
  private final Thread thread;

  private OtherThread(ThrowingCallable work) {
    this.thread =
        Thread.ofVirtual()
            .start(() -> {
              Throwable thrown = Assertions.catchThrowable(work);
              end.complete(thrown == null ? new AssertionError("nothing was thrown") : thrown);
            });
  }

  /** Begins at once. */
  public static OtherThread does(ThrowingCallable work) {
    return new OtherThread(work);
  }

  public void interrupt() {
    thread.interrupt();
  }

  /** What it threw. */
  public Throwable thrown(Duration limit) throws Exception {
    return end.get(limit.toMillis(), TimeUnit.MILLISECONDS);
  }
}
