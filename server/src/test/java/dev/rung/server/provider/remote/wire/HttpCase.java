package dev.rung.server.provider.remote.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.generate.Deadline;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.Timeouts;
import dev.rung.server.provider.remote.Calls;
import dev.rung.server.scripted.Reply;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.server.time.FakeClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** What tests of the HTTP client share: a scripted server, a client, and calls to it. */
abstract class HttpCase {
  static final Duration LONG = Calls.LONG;
  static final Duration SHORT = Duration.ofMillis(150);
  static final Duration BOUND = Duration.ofMinutes(1);
  static final int MAX_BYTES = 1 << 20;
  final ScriptedProvider server = ScriptedProvider.start();
  final FakeClock clock = new FakeClock();
  final Watchdog watchdog = Watchdog.start(clock);
  ProviderHttp http = open(new Timeouts(LONG, LONG, LONG), ApacheHttp.TRUSTED_IDLE);

  @AfterEach
  void close() {
    http.close();
    watchdog.close();
    server.close();
  }

  ProviderHttp open(Timeouts timeouts, Duration trustedIdle) {
    return new ApacheHttp(
        Calls.settings(ProviderKind.OPENAI, server.baseUrl(), timeouts, MAX_BYTES),
        watchdog,
        trustedIdle);
  }

  HttpCall get(Duration limit) {
    return get(limit, limit);
  }

  HttpCall get(Duration firstOutput, Duration limit) {
    return new HttpCall(
        HttpCall.Method.GET,
        server.baseUrl(),
        List.of(),
        Optional.empty(),
        Deadline.after(firstOutput, clock),
        Deadline.after(limit, clock));
  }

  HttpCall post(String json, Duration limit) throws IOException {
    Deadline deadline = Deadline.after(limit, clock);
    return HttpCall.post(
        server.baseUrl(),
        List.of(),
        RequestBody.write(generator -> Json.copy(json, generator)),
        deadline,
        deadline);
  }

  String getAll() throws Exception {
    return sendAll(get(LONG));
  }

  String sendAll(HttpCall call) throws ProviderException, InterruptedException {
    try (HttpExchange exchange = http.send(call)) {
      return exchange.readAll(HttpExchange.WHOLE).text();
    }
  }

  void assertFails(HttpCall call, FailureKind kind) {
    assertFails(call, kind, "openai");
  }

  void assertFails(HttpCall call, FailureKind kind, String words) {
    assertThatThrownBy(() -> sendAll(call))
        .isInstanceOfSatisfying(ProviderException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageContaining(words);
  }

  static Reply startThen(String first, Reply... then) {
    return exchange -> {
      exchange.start(200, Map.of());
      exchange.write(first);
      for (Reply next : then) {
        next.answer(exchange);
      }
    };
  }
}
