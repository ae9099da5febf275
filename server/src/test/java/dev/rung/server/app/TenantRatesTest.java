package dev.rung.server.app;

import static dev.rung.server.app.TenantRig.SUM;
import static dev.rung.server.app.TenantRig.answered;
import static dev.rung.server.app.TenantRig.asking;
import static dev.rung.server.app.TenantRig.reason;
import static dev.rung.server.app.TenantRig.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.RetryInfo;
import dev.rung.server.rpc.Errors;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.ReloadConfigRequest;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many requests and tokens a minute tenants may, on a whole daemon. */
@Timeout(600)
class TenantRatesTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final TenantRig rig = new TenantRig();

  @AfterEach
  void close() {
    rig.close();
  }

  private static Duration pause(StatusRuntimeException refused) {
    com.google.protobuf.Duration delay =
        Errors.detail(refused, RetryInfo.class).orElseThrow().getRetryDelay();
    return Duration.ofSeconds(delay.getSeconds(), delay.getNanos());
  }

  @Test
  void sixAMinuteAreAnsweredAtOnceTheSeventhIsToldWhenToComeAndOthersAreServed() throws Exception {
    try (RunningDaemon daemon = rig.daemon("[tenants.acme]\nrequests_per_minute = 6\n")) {
      daemon.become("acme");
      assertThat(answered(daemon)).isEqualTo(6);

      StatusRuntimeException often = refused(daemon, SUM);
      HttpResponse<String> overHttp = chat(daemon);

      assertThat(often.getStatus().getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED);
      assertThat(often.getStatus().getDescription()).contains("acme", "6 requests a minute");
      assertThat(pause(often)).isBetween(Duration.ofSeconds(1), MINUTE);
      assertThat(overHttp.statusCode()).isEqualTo(429);
      assertThat(overHttp.headers().firstValueAsLong("retry-after").orElseThrow())
          .isBetween(1L, 60L);
      assertThat(overHttp.headers().firstValueAsLong("retry-after-ms").orElseThrow())
          .isBetween(1000L, 60_000L);
      daemon.become("globex");
      assertThat(daemon.router().generate(SUM).getText()).isEqualTo("37.5");
    }
  }

  private static HttpResponse<String> chat(RunningDaemon daemon) throws Exception {
    int port = daemon.daemon().httpPort().orElseThrow();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/chat/completions"))
            .header("authorization", daemon.shown())
            .header("content-type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"1+1\"}]}"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void whoComesAfterAsLongAsItWasToldIsAnswered() {
    try (RunningDaemon daemon = rig.daemon("[tenants.acme]\nrequests_per_minute = 6\n")) {
      daemon.become("acme");
      assertThat(answered(daemon)).isEqualTo(6);

      for (int round = 0; round < 3; round++) {
        rig.pass(pause(refused(daemon, SUM)));

        assertThat(daemon.router().generate(SUM).getText()).isEqualTo("37.5");
        rig.pass(MINUTE);
        assertThat(answered(daemon)).isEqualTo(6);
      }
    }
  }

  @Test
  void ofManyAtOnceExactlyAsManyAreAnsweredAsMay() throws Exception {
    try (RunningDaemon daemon = rig.daemon("[tenants.acme]\nrequests_per_minute = 6\n");
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      daemon.become("acme");
      List<Future<Integer>> all = new ArrayList<>();

      for (int i = 0; i < 40; i++) {
        all.add(callers.submit(() -> answered(daemon)));
      }

      int answered = 0;
      for (Future<Integer> one : all) {
        answered += one.get();
      }
      assertThat(answered).isEqualTo(6);
    }
  }

  @Test
  void keysOfOneTenantShareWhatItMay() {
    try (RunningDaemon daemon = rig.daemon("[tenants.acme]\nrequests_per_minute = 6\n")) {
      String one = daemon.key("acme");
      String other = daemon.key("acme");
      for (String key : List.of(one, other, one, other)) {
        daemon.show(key);
        assertThat(daemon.router().generate(SUM).getText()).isEqualTo("37.5");
      }

      assertThat(answered(daemon)).isEqualTo(2);
      daemon.show(one);
      assertThat(reason(refused(daemon, SUM))).isEqualTo("RATE_LIMITED");
    }
  }

  @Test
  void aReloadWithAnotherRateForgetsNothingOfTheMinute() throws Exception {
    String models = rig.large();
    try (RunningDaemon daemon = rig.daemon("[tenants.acme]\nrequests_per_minute = 6\n")) {
      daemon.become("acme");
      assertThat(answered(daemon)).isEqualTo(6);

      daemon.rewrite(models + "[tenants.acme]\nrequests_per_minute = 8\n");
      daemon.admin().reloadConfig(ReloadConfigRequest.getDefaultInstance());
      assertThat(answered(daemon)).isEqualTo(2);

      daemon.rewrite(models + "[tenants.acme]\nrequests_per_minute = 3\n");
      daemon.admin().reloadConfig(ReloadConfigRequest.getDefaultInstance());
      assertThat(answered(daemon)).isZero();
      rig.pass(MINUTE);
      assertThat(answered(daemon)).isEqualTo(3);
    }
  }

  @Test
  void aDryRunIsARequestThatTakesNoTokens() {
    try (RunningDaemon daemon =
        rig.daemon("[tenants.acme]\nrequests_per_minute = 3\ntokens_per_minute = 100\n")) {
      daemon.become("acme");
      GenerateRequest large = asking("small").toBuilder().setMaxTokens(400).build();

      for (int i = 0; i < 3; i++) {
        assertThat(daemon.router().route(large).getModel()).isEqualTo("small");
      }

      StatusRuntimeException often = Errors.of(() -> daemon.router().route(large));
      assertThat(reason(often)).isEqualTo("RATE_LIMITED");
      assertThat(often.getStatus().getDescription()).contains("3 requests");
    }
  }

  @Test
  void tokensAreTakenAsEstimatedAndPutRight() {
    try (RunningDaemon daemon = rig.daemon("[tenants.acme]\ntokens_per_minute = 500\n")) {
      daemon.become("acme");
      GenerateRequest large = asking("small").toBuilder().setMaxTokens(400).build();

      // Each is taken for more than 400 tokens of 500, and uses a few.
      for (int i = 0; i < 5; i++) {
        assertThat(daemon.router().generate(large).getText()).isEqualTo("hello");
      }
      assertThat(reason(refused(daemon, large.toBuilder().setMaxTokens(500).build())))
          .isEqualTo("RATE_LIMITED");
    }
  }

  @Test
  void tenantsWithoutATableHaveTheDefaultEachForItself() {
    try (RunningDaemon daemon = rig.daemon("[tenants.default]\nrequests_per_minute = 2\n")) {
      daemon.become("one");
      assertThat(answered(daemon)).isEqualTo(2);

      daemon.become("two");

      assertThat(answered(daemon)).isEqualTo(2);
    }
  }
}
