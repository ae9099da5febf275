package dev.rung.server.provider.remote.wire;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks names up with a limit, which the system's own way has not: a name server that is silent
 * holds its caller for ten seconds and more, whatever interrupts it. Each lookup runs on a platform
 * thread of its own, since it would hold the carrier of a virtual one, and one at a time for each
 * name; who waits for it leaves when the limit or its request's time is over. Safe for several
 * threads.
 */
final class Lookups implements DnsResolver {
  private static final Logger LOG = LoggerFactory.getLogger(Lookups.class);

  /** The request that the calling thread looks a name up for. */
  static final ScopedValue<WatchedRequest> FOR = ScopedValue.newInstance();

  private final DnsResolver system;
  private final Duration limit;
  private final ThreadFactory threads;
  private final ConcurrentMap<String, CompletableFuture<InetAddress[]>> underWay =
      new ConcurrentHashMap<>();

  /** The limit passed. */
  static final class LateException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    LateException(String host) {
      super(host);
    }
  }

  /** This machine had no thread for it. */
  static final class NoThreadException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    NoThreadException(String host) {
      super(host);
    }
  }

  /**
   * @param limit for the wait of each caller
   */
  Lookups(DnsResolver system, Duration limit) {
    this(system, limit, Thread.ofPlatform().daemon().name("rung-lookup").factory());
  }

  /**
   * @param threads on which names are looked up, one for each lookup
   */
  Lookups(DnsResolver system, Duration limit, ThreadFactory threads) {
    this.system = system;
    this.limit = limit;
    this.threads = threads;
  }

  /** Must be called while a request is {@linkplain WatchedRequest#send sent}. */
  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    Optional<InetAddress> literal = literal(host);
    if (literal.isPresent()) {
      return new InetAddress[] {literal.get()};
    }
    try {
      return FOR.get().await(underWay(host).copy(), limit).clone();
    } catch (TimeoutException late) {
      throw new LateException(host);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException(host);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof NoThreadException noThread
          ? noThread
          : new UnknownHostException(host);
    } catch (CancellationException cut) {
      throw new UnknownHostException(host);
    }
  }

  private static Optional<InetAddress> literal(String host) {
    try {
      return Optional.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException isName) {
      return Optional.empty();
    }
  }

  /** The lookup of this name that is under way, begun where there is none. */
  private CompletableFuture<InetAddress[]> underWay(String host) {
    CompletableFuture<InetAddress[]> fresh = new CompletableFuture<>();
    CompletableFuture<InetAddress[]> known = underWay.putIfAbsent(host, fresh);
    if (known != null) {
      return known;
    }
    try {
      threads.newThread(() -> look(host, fresh)).start();
    } catch (RuntimeException | OutOfMemoryError noThread) {
      // Whoever waits for it, and whoever comes later, must not wait for what nobody does.
      LOG.atWarn()
          .addKeyValue("host", host)
          .addKeyValue("reason", noThread.getClass().getSimpleName())
          .log("a name cannot be looked up: the system gives no thread");
      underWay.remove(host, fresh);
      fresh.completeExceptionally(new NoThreadException(host));
    }
    return fresh;
  }

  private void look(String host, CompletableFuture<InetAddress[]> found) {
    try {
      found.complete(system.resolve(host));
    } catch (UnknownHostException | RuntimeException | Error unknown) {
      // The root of this thread: whoever waits is told.
      found.completeExceptionally(unknown);
    } finally {
      underWay.remove(host, found);
    }
  }

  /** How many names are being looked up. */
  int underWay() {
    return underWay.size();
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return system.resolveCanonicalHostname(host);
  }
}
