package dev.rung.server.provider.remote.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rung.server.generate.Deadline;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.Timeouts;
import dev.rung.server.provider.UnsentException;
import dev.rung.server.provider.remote.Calls;
import dev.rung.server.provider.remote.OtherThread;
import dev.rung.server.scripted.ScarceThreads;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.server.time.FakeClock;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Names of servers, where the name server says nothing, or nothing good. */
@Timeout(300)
class LookupsTest {
  private static final Duration LONG = Calls.LONG;
  private static final Duration SHORT = Duration.ofMillis(150);

  private final ScriptedProvider server = ScriptedProvider.start();
  private final FakeClock clock = new FakeClock();
  private final Watchdog watchdog = Watchdog.start(System::nanoTime);
  private final NameServer names = new NameServer();
  private ThreadFactory threads = Thread.ofPlatform().daemon().factory();

  @AfterEach
  void close() {
    names.speaks.complete(true);
    watchdog.close();
    server.close();
  }

  /** Knows "here", is silent about "silent" and knows of nobody else. */
  private static final class NameServer implements DnsResolver {
    private final CompletableFuture<Boolean> speaks = new CompletableFuture<>();
    private final Semaphore asked = new Semaphore(0);

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      asked.release();
      if (host.equals("silent")) {
        // As the system's own way, which nothing interrupts.
        speaks.join();
      }
      if (!host.equals("here")) {
        throw new UnknownHostException(host);
      }
      return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }

  @Test
  void reachesAServerByItsName() throws Exception {
    server.respond(200, "{}");

    try (ProviderHttp http = open(LONG);
        HttpExchange exchange = http.send(get("here", LONG))) {
      assertThat(exchange.readAll(HttpExchange.WHOLE).text()).isEqualTo("{}");
    }
  }

  @Test
  void saysThatANameIsUnknown() {
    ProviderException failure = failure(LONG, "nobody", LONG);

    assertThat(failure.text()).isEqualTo("openai has an unknown host name");
    assertThat(failure.isUnreachable()).isTrue();
  }

  @Test
  void saysSoWhereTheSystemGivesNoThreadAndAsksAnewTheNextTime() throws Exception {
    threads = new ScarceThreads(1);
    server.respond(200, "{}");
    try (ProviderHttp http = open(LONG)) {
      ProviderException failure =
          catchThrowableOfType(ProviderException.class, () -> http.send(get("here", LONG)).close());

      assertThat(failure.text())
          .isEqualTo("openai could not be looked up: this machine gives no thread");
      assertThat(failure.isUnreachable()).isTrue();
      assertThat(names.asked.availablePermits()).isZero();
      try (HttpExchange exchange = http.send(get("here", LONG))) {
        assertThat(exchange.readAll(HttpExchange.WHOLE).text()).isEqualTo("{}");
      }
    }
  }

  @Test
  void givesUpASilentNameServerWhenTheTimeToConnectIsOver() {
    ProviderException failure = failure(SHORT, "silent", LONG);

    assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE);
    assertThat(failure.text()).isEqualTo("openai could not be reached in time");
    assertThat(failure.isUnreachable()).isTrue();
  }

  @Test
  void givesUpASilentNameServerAtTheDeadlineAndHasSentNothing() {
    ProviderException failure = failure(LONG, "silent", SHORT);

    assertThat(failure.kind()).isEqualTo(FailureKind.TIMEOUT);
    assertThat(failure.isUnsent()).isTrue();
    assertThat(failure.isUnreachable()).isFalse();
    assertThat(watchdog.underWay()).isZero();
  }

  @Test
  void givesUpASilentNameServerWhenItIsInterruptedAndHasSentNothing() throws Exception {
    try (ProviderHttp http = open(LONG)) {
      OtherThread caller = OtherThread.does(() -> http.send(get("silent", LONG)));
      assertThat(names.asked.tryAcquire(LONG.toMillis(), TimeUnit.MILLISECONDS)).isTrue();

      caller.interrupt();

      assertThat(caller.thrown(LONG)).isInstanceOf(UnsentException.class);
    }
  }

  @Test
  void asksOnceForANameThatSeveralWaitFor() throws Exception {
    try (ProviderHttp http = open(LONG)) {
      OtherThread one = OtherThread.does(() -> http.send(get("silent", SHORT)));
      OtherThread other = OtherThread.does(() -> http.send(get("silent", SHORT)));

      assertThat(one.thrown(LONG)).isInstanceOf(ProviderException.class);
      assertThat(other.thrown(LONG)).isInstanceOf(ProviderException.class);
    }

    assertThat(names.asked.availablePermits()).isOne();
  }

  @Test
  void knowsThatWhatWasCutOffLaterHadBeenSent() {
    server.reply(exchange -> exchange.hang(clock::pass));

    ProviderException failure = failure(LONG, "here", Deadline.after(SHORT, clock));

    assertThat(failure.kind()).isEqualTo(FailureKind.TIMEOUT);
    assertThat(failure.isUnsent()).isFalse();
  }

  private ProviderException failure(Duration connect, String host, Duration limit) {
    return failure(connect, host, Deadline.after(limit, System::nanoTime));
  }

  private ProviderException failure(Duration connect, String host, Deadline deadline) {
    try (ProviderHttp http = open(connect)) {
      return catchThrowableOfType(
          ProviderException.class, () -> http.send(get(host, deadline)).close());
    }
  }

  private ProviderHttp open(Duration connect) {
    return new ApacheHttp(
        Calls.settings(
            ProviderKind.OPENAI, server.baseUrl(), new Timeouts(connect, LONG, LONG), 1 << 20),
        watchdog,
        ApacheHttp.TRUSTED_IDLE,
        new Lookups(names, connect, threads));
  }

  private HttpCall get(String host, Duration limit) {
    return get(host, Deadline.after(limit, System::nanoTime));
  }

  private HttpCall get(String host, Deadline deadline) {
    URI uri = URI.create("http://" + host + ":" + server.baseUrl().getPort() + "/v1");
    return HttpCall.get(uri, List.of(), deadline);
  }
}
