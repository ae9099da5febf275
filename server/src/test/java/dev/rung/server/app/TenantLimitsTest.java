package dev.rung.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import dev.rung.server.rpc.Errors;
import dev.rung.server.scripted.Replies;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.v1.CreateTenantKeyRequest;
import dev.rung.v1.GenerateBatchRequest;
import dev.rung.v1.GenerateBatchResult;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.GenerateResponse;
import dev.rung.v1.ReloadConfigRequest;
import dev.rung.v1.ResetStatsRequest;
import dev.rung.v1.StatsRequest;
import dev.rung.v1.Tier;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What tenants may, on a whole daemon. */
@Timeout(600)
class TenantLimitsTest {
  private static final GenerateRequest SUM =
      GenerateRequest.newBuilder().setPrompt("What is 12.5 * 3?").build();

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final ScriptedProvider server = ScriptedProvider.start();

  /** Of the daemon: that of the machine, moved on. */
  private final AtomicLong ahead = new AtomicLong();

  @AfterEach
  void close() {
    server.close();
  }

  private RunningDaemon daemon(String tenants) {
    server.otherwise(Replies.openAi("hello"));
    return RunningDaemon.with(
        RunningDaemon.model("tier2", "small", server)
            + RunningDaemon.model("tier4", "large", server)
            + tenants,
        Map.of(),
        () -> System.nanoTime() + ahead.get());
  }

  private void pass(Duration time) {
    ahead.addAndGet(time.toNanos());
  }

  private static String become(RunningDaemon daemon, String tenant, String... scopes) {
    CreateTenantKeyRequest wanted =
        CreateTenantKeyRequest.newBuilder().setTenant(tenant).addAllScopes(List.of(scopes)).build();
    String header = "Bearer " + daemon.admin().createTenantKey(wanted).getKey();
    daemon.show(header);
    return header;
  }

  private static StatusRuntimeException refused(RunningDaemon daemon, GenerateRequest request) {
    return Errors.of(() -> daemon.router().generate(request));
  }

  /** How many requests are answered before one is refused. */
  private static int answered(RunningDaemon daemon) {
    int answered = 0;
    while (true) {
      try {
        assertThat(daemon.router().generate(SUM).getText()).isEqualTo("37.5");
        answered++;
      } catch (StatusRuntimeException refused) {
        assertThat(reason(refused)).isEqualTo("RATE_LIMITED");
        return answered;
      }
    }
  }

  private static Duration pause(StatusRuntimeException refused) {
    com.google.protobuf.Duration delay =
        Errors.detail(refused, RetryInfo.class).orElseThrow().getRetryDelay();
    return Duration.ofSeconds(delay.getSeconds(), delay.getNanos());
  }

  private static String reason(StatusRuntimeException refused) {
    return Errors.detail(refused, ErrorInfo.class).orElseThrow().getReason();
  }

  private static GenerateRequest asking(String model) {
    return RunningDaemon.request().toBuilder().setModel(model).build();
  }

  @Test
  void sixAMinuteAreAnsweredAtOnceTheSeventhIsToldWhenToComeAndOthersAreServed() throws Exception {
    try (RunningDaemon daemon = daemon("[tenants.acme]\nrequests_per_minute = 6\n")) {
      assertThat(become(daemon, "acme")).isNotEmpty();
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
      assertThat(become(daemon, "globex")).isNotEmpty();
      assertThat(daemon.router().generate(SUM).getText()).isEqualTo("37.5");
    }
  }

  @Test
  void whoComesAfterAsLongAsItWasToldIsAnswered() {
    try (RunningDaemon daemon = daemon("[tenants.acme]\nrequests_per_minute = 6\n")) {
      assertThat(become(daemon, "acme")).isNotEmpty();
      assertThat(answered(daemon)).isEqualTo(6);

      for (int round = 0; round < 3; round++) {
        pass(pause(refused(daemon, SUM)));

        assertThat(daemon.router().generate(SUM).getText()).isEqualTo("37.5");
        pass(MINUTE);
        assertThat(answered(daemon)).isEqualTo(6);
      }
    }
  }

  @Test
  void ofManyAtOnceExactlyAsManyAreAnsweredAsMay() throws Exception {
    try (RunningDaemon daemon = daemon("[tenants.acme]\nrequests_per_minute = 6\n");
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(become(daemon, "acme")).isNotEmpty();
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
    try (RunningDaemon daemon = daemon("[tenants.acme]\nrequests_per_minute = 6\n")) {
      String one = become(daemon, "acme");
      String other = become(daemon, "acme");
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
    String models = RunningDaemon.model("tier4", "large", server);
    try (RunningDaemon daemon = daemon("[tenants.acme]\nrequests_per_minute = 6\n")) {
      assertThat(become(daemon, "acme")).isNotEmpty();
      assertThat(answered(daemon)).isEqualTo(6);

      daemon.rewrite(models + "[tenants.acme]\nrequests_per_minute = 8\n");
      daemon.admin().reloadConfig(ReloadConfigRequest.getDefaultInstance());
      assertThat(answered(daemon)).isEqualTo(2);

      daemon.rewrite(models + "[tenants.acme]\nrequests_per_minute = 3\n");
      daemon.admin().reloadConfig(ReloadConfigRequest.getDefaultInstance());
      assertThat(answered(daemon)).isZero();
      pass(MINUTE);
      assertThat(answered(daemon)).isEqualTo(3);
    }
  }

  @Test
  void aDryRunIsARequestThatTakesNoTokens() {
    try (RunningDaemon daemon =
        daemon("[tenants.acme]\nrequests_per_minute = 3\ntokens_per_minute = 100\n")) {
      assertThat(become(daemon, "acme")).isNotEmpty();
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
  void itemsOfABatchWaitForTheRateOfTheirTenantAsLongAsThereIsTime() {
    try (RunningDaemon daemon =
        daemon("[tenants.acme]\nrequests_per_minute = 6\nmax_parallel = 2\n")) {
      assertThat(become(daemon, "acme")).isNotEmpty();
      List<GenerateBatchResult> patient = new ArrayList<>();

      Iterator<GenerateBatchResult> results = daemon.router().generateBatch(sums(8));
      for (int i = 0; i < 6; i++) {
        patient.add(results.next());
      }
      pass(MINUTE);
      results.forEachRemaining(patient::add);

      assertThat(patient).hasSize(8).allSatisfy(r -> assertThat(r.hasResponse()).isTrue());
    }
  }

  @Test
  void anItemOfABatchFailsAtOnceWhereItsTenantsRateComesTooLate() {
    try (RunningDaemon daemon = daemon("[tenants.acme]\nrequests_per_minute = 1\n")) {
      assertThat(become(daemon, "acme")).isNotEmpty();

      List<GenerateBatchResult> hurried =
          ImmutableList.copyOf(
              daemon.router().withDeadlineAfter(20, TimeUnit.SECONDS).generateBatch(sums(2)));

      assertThat(hurried.get(0).getResponse().getText()).isEqualTo("37.5");
      assertThat(hurried.get(1).getError().getReason()).isEqualTo("RATE_LIMITED");
      assertThat(hurried.get(1).getError().getRetryAfterSeconds()).isGreaterThan(20);
    }
  }

  private static GenerateBatchRequest sums(int count) {
    GenerateBatchRequest.Builder batch = GenerateBatchRequest.newBuilder();
    for (int i = 0; i < count; i++) {
      batch.addItems(GenerateBatchRequest.Item.newBuilder().setId("i" + i).setRequest(SUM));
    }
    return batch.build();
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
  void tokensAreTakenAsEstimatedAndPutRight() {
    try (RunningDaemon daemon = daemon("[tenants.acme]\ntokens_per_minute = 500\n")) {
      assertThat(become(daemon, "acme")).isNotEmpty();
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
    try (RunningDaemon daemon = daemon("[tenants.default]\nrequests_per_minute = 2\n")) {
      assertThat(become(daemon, "one")).isNotEmpty();
      assertThat(answered(daemon)).isEqualTo(2);

      assertThat(become(daemon, "two")).isNotEmpty();

      assertThat(answered(daemon)).isEqualTo(2);
    }
  }

  @Test
  void aModelThatIsNotAllowedIsRefusedByNameAndSkippedOtherwise() {
    try (RunningDaemon daemon = daemon("[tenants.acme]\nmodels = [\"large-alias\"]\n")) {
      assertThat(become(daemon, "acme")).isNotEmpty();

      StatusRuntimeException named = refused(daemon, asking("small"));
      GenerateResponse routed = daemon.router().generate(RunningDaemon.request());

      assertThat(named.getStatus().getCode()).isEqualTo(Code.PERMISSION_DENIED);
      assertThat(named.getStatus().getDescription()).contains("acme", "small", "large-alias");
      assertThat(reason(named)).isEqualTo("NOT_ALLOWED");
      assertThat(routed.getModel()).isEqualTo("large");
      assertThat(routed.getDecision().getSkippedList())
          .anySatisfy(skipped ->
              assertThat(skipped.getReason()).isEqualTo("is not allowed to this tenant"));
    }
  }

  @Test
  void tiersBoundTheRequestsOwn() {
    try (RunningDaemon daemon = daemon("[tenants.acme]\nmax_tier = 2\n")) {
      assertThat(become(daemon, "acme")).isNotEmpty();

      assertThat(reason(refused(daemon, asking("large")))).isEqualTo("NOT_ALLOWED");
      assertThat(
              reason(
                  refused(
                      daemon,
                      RunningDaemon.request().toBuilder().setMinTier(Tier.TIER_3_MEDIUM).build())))
          .isEqualTo("NOT_ALLOWED");
      assertThat(daemon.router().generate(RunningDaemon.request()).getModel()).isEqualTo("small");
    }
  }

  @Test
  void aReloadTakesOverWhatTenantsMay() throws Exception {
    try (RunningDaemon daemon = daemon("")) {
      assertThat(become(daemon, "acme")).isNotEmpty();
      assertThat(daemon.router().generate(asking("large")).getModel()).isEqualTo("large");

      daemon.rewrite(
          RunningDaemon.model("tier4", "large", server) + "[tenants.acme]\nenabled = false\n");
      daemon.admin().reloadConfig(ReloadConfigRequest.getDefaultInstance());

      assertThat(reason(refused(daemon, asking("large")))).isEqualTo("TENANT_DISABLED");
    }
  }

  @Test
  void aTenantSeesItsOwnFiguresAndOperatorsThoseOfAll() {
    try (RunningDaemon daemon = daemon("")) {
      String ones = become(daemon, "one");
      String twos = become(daemon, "two");
      assertThat(daemon.router().generate(SUM).getText()).isEqualTo("37.5");
      daemon.show(ones);
      assertThat(daemon.router().generate(SUM).getText()).isEqualTo("37.5");
      assertThat(daemon.router().generate(SUM).getText()).isEqualTo("37.5");

      assertThat(requests(daemon)).isEqualTo(2);
      daemon.show(twos);
      assertThat(requests(daemon)).isEqualTo(1);
      String operators = become(daemon, "ops", "stats", "admin");
      assertThat(operators).isNotEqualTo(ones);
      assertThat(requests(daemon)).isEqualTo(3);
    }
  }

  @Test
  void aTenantResetsItsOwnFiguresAndOperatorsThoseOfAll() {
    try (RunningDaemon daemon = daemon("")) {
      String ones = become(daemon, "one", "generate", "stats");
      String twos = become(daemon, "two", "generate", "stats");
      String operators = become(daemon, "ops", "stats", "admin");
      for (String tenant : List.of(ones, twos)) {
        daemon.show(tenant);
        assertThat(daemon.router().generate(SUM).getText()).isEqualTo("37.5");
      }

      assertThat(daemon.router().resetStats(ResetStatsRequest.getDefaultInstance()).hasSince())
          .isTrue();

      assertThat(requests(daemon)).isZero();
      daemon.show(ones);
      assertThat(requests(daemon)).isEqualTo(1);
      daemon.show(operators);
      assertThat(requests(daemon)).isEqualTo(2);
      assertThat(daemon.router().resetStats(ResetStatsRequest.getDefaultInstance()).hasSince())
          .isTrue();
      assertThat(requests(daemon)).isZero();
      daemon.show(ones);
      assertThat(requests(daemon)).isZero();
    }
  }

  @Test
  void operatorsNameWhoseFiguresTheyMeanAndTenantsOnlyThemselves() {
    try (RunningDaemon daemon = daemon("")) {
      String ones = become(daemon, "one", "generate", "stats");
      String operators = become(daemon, "ops", "generate", "stats", "admin");
      for (String tenant : List.of(ones, ones, operators)) {
        daemon.show(tenant);
        assertThat(daemon.router().generate(SUM).getText()).isEqualTo("37.5");
      }
      ResetStatsRequest reset = ResetStatsRequest.newBuilder().setTenant("one").build();

      assertThat(requests(daemon, "one")).isEqualTo(2);
      assertThat(requests(daemon, "ops")).isEqualTo(1);
      assertThat(daemon.router().resetStats(reset).hasSince()).isTrue();
      assertThat(requests(daemon, "one")).isZero();
      assertThat(requests(daemon, "ops")).isEqualTo(1);
      assertThat(requests(daemon)).isEqualTo(3);

      daemon.show(ones);
      assertThat(requests(daemon, "one")).isZero();
      assertThat(daemon.router().resetStats(reset).hasSince()).isTrue();
      StatusRuntimeException others = Errors.of(() -> requests(daemon, "ops"));
      StatusRuntimeException theirs =
          Errors.of(() ->
              daemon.router().resetStats(ResetStatsRequest.newBuilder().setTenant("ops").build()));
      assertThat(others.getStatus().getCode()).isEqualTo(Code.PERMISSION_DENIED);
      assertThat(reason(theirs)).isEqualTo("NOT_ALLOWED");
      daemon.show(operators);
      assertThat(requests(daemon, "ops")).isEqualTo(1);
    }
  }

  private static long requests(RunningDaemon daemon, String tenant) {
    StatsRequest request = StatsRequest.newBuilder().setTenant(tenant).build();
    return daemon.router().stats(request).getTotalRequests();
  }

  private static long requests(RunningDaemon daemon) {
    return daemon.router().stats(StatsRequest.getDefaultInstance()).getTotalRequests();
  }

  @Test
  void aRefusedRequestIsCounted() {
    try (RunningDaemon daemon = daemon("[tenants.acme]\nmax_tier = 2\n")) {
      assertThat(become(daemon, "acme")).isNotEmpty();
      StatusRuntimeException unused = refused(daemon, asking("large"));
      assertThat(unused).isNotNull();

      assertThat(daemon.router().stats(StatsRequest.getDefaultInstance()).getTotalRequests())
          .isEqualTo(1);
    }
  }
}
