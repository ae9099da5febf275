package dev.rung.server.tenant.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rung.server.log.CapturedLog;
import dev.rung.server.scripted.ScarceThreads;
import dev.rung.server.tenant.Entry.Fault;
import dev.rung.server.tenant.Tokens;
import dev.rung.server.time.Eventually;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Keys that an issuer publishes over HTTP. */
@Timeout(600)
class IssuerKeysTest {
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicReference<String> published = new AtomicReference<>("");

  /** The server answers when it is open. */
  private final AtomicReference<CountDownLatch> leave =
      new AtomicReference<>(new CountDownLatch(0));

  private final AtomicLong nanos = new AtomicLong();
  private HttpServer server = server();

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @BeforeEach
  void publish() {
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          awaitLeave();
          byte[] body = published.get().getBytes(UTF_8);
          if (exchange.getRequestURI().getPath().equals("/moved")) {
            exchange.getResponseHeaders().add("location", "/keys");
            exchange.sendResponseHeaders(302, -1);
          } else {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private void awaitLeave() throws IOException {
    try {
      if (!leave.get().await(1, TimeUnit.MINUTES)) {
        throw new IOException("nobody let it answer");
      }
    } catch (InterruptedException stopped) {
      throw new IOException(stopped);
    }
  }

  private JwtTokens tokens(String path) {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    JwtSettings settings =
        new JwtSettings(
            Issuer.NAME,
            Issuer.AUDIENCE,
            new JwtSettings.AtUrl(url),
            "tenant",
            "scope",
            Duration.ZERO);
    return new JwtTokens(settings, () -> Issuer.NOW, nanos::get);
  }

  private static boolean read(JwtTokens tokens) throws Exception {
    return tokens.readKeys().get(1, TimeUnit.MINUTES);
  }

  private static Fault fault(JwtTokens tokens, String token) {
    return ((Tokens.Bad) tokens.read(token)).fault();
  }

  @Test
  void aNewKeyOfTheIssuerIsFoundWithoutMakingAnybodyWait() throws Exception {
    Issuer old = new Issuer();
    Issuer next = new Issuer();
    published.set(old.jwks().replace("\"ec\"", "\"old\""));
    JwtTokens tokens = tokens("/keys");
    assertThat(read(tokens)).isTrue();
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    published.set(next.jwks());
    String token = next.es256(Issuer.claims().build());
    CountDownLatch asking = new CountDownLatch(1);
    leave.set(asking);

    assertThat(fault(tokens, token)).isEqualTo(Fault.KEYS_PENDING);

    asking.countDown();

    while (tokens.read(token) instanceof Tokens.Bad bad) {
      assertThat(bad.fault()).isEqualTo(Fault.KEYS_PENDING);
    }
    assertThat(asked).hasValue(2);
  }

  @Test
  void areReadAgainWhereTheSystemGaveNoThreadForIt() throws Exception {
    published.set("{\"keys\":[]}");
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys");
    IssuerKeys keys =
        new IssuerKeys(
            new JwtSettings.AtUrl(url), nanos::get, Duration.ofMinutes(1), new ScarceThreads(1));

    assertThat(keys.read().get(1, TimeUnit.MINUTES)).isFalse();

    assertThat(keys.read().get(1, TimeUnit.MINUTES)).isTrue();
    assertThat(asked).hasValue(1);
  }

  @Test
  void unknownKeysAreLookedForOnceAMinute() throws Exception {
    published.set("{\"keys\":[]}");
    JwtTokens tokens = tokens("/keys");
    assertThat(read(tokens)).isTrue();
    String token = new Issuer().es256(Issuer.claims().build());

    for (int i = 0; i < 100; i++) {
      assertThat(fault(tokens, token)).isEqualTo(Fault.KEY_INVALID);
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void aTokenOfAKeyThatIsNotKnownIsNoGuessButAForgedOneIs() throws Exception {
    Issuer issuer = new Issuer();
    published.set(issuer.jwks());
    JwtTokens tokens = tokens("/keys");
    assertThat(read(tokens)).isTrue();
    String known = issuer.es256(Issuer.claims().build());
    published.set("{\"keys\":[]}");
    JwtTokens others = tokens("/keys");
    assertThat(read(others)).isTrue();

    assertThat(((Tokens.Bad) others.read(known)).guess()).isFalse();
    assertThat(((Tokens.Bad) tokens.read(new Issuer().es256(Issuer.claims().build()))).guess())
        .isTrue();
  }

  @Test
  void aServerThatSendsElsewhereIsNotFollowed() throws Exception {
    published.set(new Issuer().jwks());

    try (CapturedLog log = CapturedLog.of(IssuerKeys.class)) {
      assertThat(read(tokens("/moved"))).isFalse();

      assertThat(log.lines()).anyMatch(line -> line.contains("HTTP 302"));
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void moreThanKeysCanBeIsNotRead() throws Exception {
    published.set(" ".repeat(300 * 1024) + new Issuer().jwks());

    assertThat(read(tokens("/keys"))).isFalse();
  }

  @Test
  void aServerThatSendsAByteNowAndThenIsLeft() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch left = new CountDownLatch(1);
    server.createContext("/slow", exchange -> drip(exchange, begun, left));
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/slow");

    boolean read = Eventually.inTime(Duration.ofMillis(200), limit -> readSlow(url, limit, begun));

    assertThat(read).isFalse();
    assertThat(left.await(1, TimeUnit.MINUTES)).isTrue();
  }

  /** Empty where the machine was too slow for the server to begin. */
  private Optional<Boolean> readSlow(URI url, Duration limit, CountDownLatch begun) {
    boolean read = new IssuerKeys(new JwtSettings.AtUrl(url), nanos::get, limit).read().join();
    return begun.getCount() == 0 ? Optional.of(read) : Optional.empty();
  }

  /** Until the reader has gone. */
  private static void drip(HttpExchange exchange, CountDownLatch begun, CountDownLatch left)
      throws IOException {
    begun.countDown();
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      while (!Thread.currentThread().isInterrupted()) {
        body.write(' ');
        body.flush();
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
    } catch (IOException gone) {
      left.countDown();
      throw gone;
    }
  }

  @Test
  void noTokenIsWrongWhileTheKeysOfItsIssuerCouldNotBeRead() throws Exception {
    published.set("not yet");
    JwtTokens tokens = tokens("/keys");
    assertThat(read(tokens)).isFalse();
    Issuer issuer = new Issuer();
    String token = issuer.es256(Issuer.claims().build());

    assertThat(fault(tokens, token)).isEqualTo(Fault.KEYS_PENDING);
    published.set(issuer.jwks());
    nanos.addAndGet(Duration.ofSeconds(6).toNanos());

    while (tokens.read(token) instanceof Tokens.Bad bad) {
      assertThat(bad.fault()).isEqualTo(Fault.KEYS_PENDING);
    }
    assertThat(asked).hasValue(2);
  }
}
