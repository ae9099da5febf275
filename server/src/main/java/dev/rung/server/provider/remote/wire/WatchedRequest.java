package dev.rung.server.provider.remote.wire;

import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.UnsentException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * A request that the watchdog may cut off. Made, and waited for, by the calling thread.
 *
 * <p>While the caller waits for bytes, {@code wait} says until when; between two reads there is
 * none, since a slow reader is not the provider's fault. Whoever cuts off records why first: all
 * that the caller then sees is a closed socket.
 */
final class WatchedRequest implements Watchdog.Watched {
  private final ApacheHttp http;
  private final SentRequest request;
  private final HttpCall call;
  private final Thread caller = Thread.currentThread();
  private volatile @Nullable Wait wait;
  private volatile @Nullable Cutoff cutoff;
  private volatile boolean outputBegan;

  /** The address that the caller waits for; whoever cuts off ends this wait, too. */
  private volatile @Nullable Future<?> lookup;

  /** How long the caller waits, and what it means if that was in vain. */
  record Wait(long until, Cutoff inVain) {}

  WatchedRequest(ApacheHttp http, SentRequest request, HttpCall call) {
    this.http = http;
    this.request = request;
    this.call = call;
  }

  /** Sends it, once; returns when the response's head is there. */
  ClassicHttpResponse send() throws IOException {
    return ScopedValue.where(Lookups.FOR, this)
        .call(() -> http.client().executeOpen(null, request, null));
  }

  /**
   * Waits for an address.
   *
   * @throws CancellationException when the request is cut off meanwhile
   */
  <T> T await(CompletableFuture<T> address, Duration limit)
      throws InterruptedException, ExecutionException, TimeoutException {
    lookup = address;
    try {
      if (cutoff != null) {
        address.cancel(false);
      }
      return address.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } finally {
      lookup = null;
    }
  }

  /** Begins to be watched; {@link #end} or {@link #abort} must follow. */
  void begin() {
    http.watchdog().watch(this);
  }

  void end() {
    http.watchdog().forget(this);
  }

  /** Closes the connection, if the request still has one. */
  void abort() {
    end();
    request.cancel();
  }

  void outputBegan() {
    outputBegan = true;
  }

  Wait waitFor(Duration duration, Cutoff inVain) {
    return new Wait(http.watchdog().now() + duration.toNanos(), inVain);
  }

  void startWaiting(Wait next) {
    wait = next;
  }

  void stopWaiting() {
    wait = null;
  }

  @Override
  public void check(long now) {
    Wait current = wait;
    if (call.deadline().isPast()) {
      cutOff(Cutoff.DEADLINE);
    } else if (!outputBegan && call.firstOutput().isPast()) {
      cutOff(Cutoff.FIRST_OUTPUT);
    } else if (current != null && now - current.until >= 0) {
      cutOff(current.inVain);
    } else if (caller.isInterrupted()) {
      request.cancel();
    }
  }

  void requireNotInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw request.isSent()
          ? new InterruptedException("interrupted while the provider answered")
          : new UnsentException("interrupted before the request was sent");
    }
  }

  /** What broke the exchange: ourselves, or the far end. */
  ProviderException failure(IOException broken) throws InterruptedException {
    return ownDoing()
        .orElseGet(() -> IoFailure.of(broken, http.settings().name(), request.isSent()));
  }

  /** Why we ended the exchange, if it was us. */
  Optional<ProviderException> ownDoing() throws InterruptedException {
    requireNotInterrupted();
    Cutoff reason = cutoff;
    if (reason != null) {
      ProviderException failure = reason.failure(http.settings().name());
      return Optional.of(request.isSent() ? failure : failure.unsent());
    }
    return http.closed() ? Optional.of(IoFailure.closed(http.settings().name())) : Optional.empty();
  }

  private void cutOff(Cutoff reason) {
    if (cutoff == null) {
      cutoff = reason;
      Future<?> waitedFor = lookup;
      if (waitedFor != null) {
        waitedFor.cancel(false);
      }
      request.cancel();
    }
  }
}
