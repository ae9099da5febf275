package dev.rung.server.app;

import static dev.rung.server.app.RunningDaemon.PATIENCE;
import static dev.rung.server.app.RunningDaemon.model;
import static dev.rung.server.app.RunningDaemon.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.log.CapturedLog;
import dev.rung.server.rpc.Errors;
import dev.rung.server.scripted.Replies;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.server.time.Eventually;
import dev.rung.v1.CreateTenantKeyRequest;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.GenerateResponse;
import dev.rung.v1.GetBudgetsRequest;
import dev.rung.v1.ListModelsRequest;
import dev.rung.v1.Model;
import dev.rung.v1.ReloadConfigRequest;
import dev.rung.v1.StatsRequest;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OperatingTest {
  private final ScriptedProvider provider = ScriptedProvider.start();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void close() {
    threads.shutdownNow();
    provider.close();
  }

  @Test
  void takesOverANewConfigurationWithoutDroppingCallsInFlight() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    provider.reply(exchange -> {
      goOn.await();
      Replies.openAi("from before").answer(exchange);
    });
    try (RunningDaemon daemon = RunningDaemon.with(model("tier2", "old", provider))) {
      CompletableFuture<GenerateResponse> inFlight =
          CompletableFuture.supplyAsync(() -> daemon.router().generate(request()), threads);
      provider.awaitRequest(PATIENCE);

      daemon.rewrite(model("tier2", "new", provider));
      int models =
          daemon.admin().reloadConfig(ReloadConfigRequest.getDefaultInstance()).getModels();
      provider.openAi("from after");
      GenerateResponse after = daemon.router().generate(request());
      goOn.countDown();
      GenerateResponse before = inFlight.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

      assertThat(models).isEqualTo(1);
      assertThat(after.getModel()).isEqualTo("new");
      assertThat(before.getModel()).isEqualTo("old");
      assertThat(before.getText()).isEqualTo("from before");
    }
  }

  @Test
  void putsBackWhatWasInForceWhereAReloadFailsHalfway() throws Exception {
    String budget = "[budget]\ndaily_limit_usd = %s\n";
    try (CapturedLog log = CapturedLog.of(Takeover.class);
        RunningDaemon daemon =
            RunningDaemon.with(model("tier2", "old", provider) + budget.formatted("1.0"))) {
      AtomicBoolean broken = new AtomicBoolean(true);
      daemon
          .daemon()
          .reloading()
          .then(next -> {
            if (broken.get() && next.models().getFirst().name().equals("new")) {
              throw new IllegalStateException("as scripted");
            }
          });
      daemon.rewrite(model("tier2", "new", provider) + budget.formatted("2.0"));
      provider.otherwise(Replies.openAi("hello"));
      // The daemon has seen the change by itself, and does not begin with it any more.
      log.await(1);

      StatusRuntimeException error = Errors.of(() -> needsRestart(daemon));

      assertThat(error.getMessage()).contains("The one of before is in force again");
      assertThat(log.lines().getFirst()).contains("tenants and alerts", "as scripted");
      assertThat(daemon.router().generate(request()).getModel()).isEqualTo("old");
      assertThat(dailyUsd(daemon)).isEqualTo(1.0);
      broken.set(false);
      needsRestart(daemon);
      assertThat(daemon.router().generate(request()).getModel()).isEqualTo("new");
      assertThat(dailyUsd(daemon)).isEqualTo(2.0);
    }
  }

  private static double dailyUsd(RunningDaemon daemon) {
    return daemon
        .admin()
        .getBudgets(GetBudgetsRequest.getDefaultInstance())
        .getBudgets(0)
        .getLimitUsd();
  }

  @Test
  void noticesAChangedFileByItself() throws Exception {
    try (RunningDaemon daemon = RunningDaemon.with(model("tier2", "old", provider))) {
      daemon.rewrite(model("tier2", "new", provider));

      Eventually.until("the new model is there", () -> names(daemon).contains("new"));

      assertThat(names(daemon)).containsExactly("new");
    }
  }

  @Test
  void noticesAFileThatIsWrittenAfterAStartWithoutOne() throws Exception {
    try (RunningDaemon daemon = RunningDaemon.withoutFile()) {
      assertThat(names(daemon)).doesNotContain("new");

      daemon.rewrite(model("tier2", "new", provider));

      Eventually.until("the new model is there", () -> names(daemon).contains("new"));
    }
  }

  private static List<String> names(RunningDaemon daemon) {
    return daemon
        .admin()
        .listModels(ListModelsRequest.getDefaultInstance())
        .getModelsList()
        .stream()
        .map(Model::getName)
        .toList();
  }

  @Test
  void keepsTheConfigurationInForceWhenTheNewOneIsFaulty() throws IOException {
    try (RunningDaemon daemon = RunningDaemon.with(model("tier2", "old", provider))) {
      daemon.rewrite("[routing]\nenabeld = true\n");

      StatusRuntimeException error =
          Errors.of(() -> daemon.admin().reloadConfig(ReloadConfigRequest.getDefaultInstance()));
      provider.openAi("still here");
      GenerateResponse response = daemon.router().generate(request());

      assertThat(error.getMessage()).contains("enabeld").contains("enabled");
      assertThat(response.getModel()).isEqualTo("old");
    }
  }

  @Test
  void namesTheFieldOfAKeyThatCannotBeMade() {
    try (RunningDaemon daemon = RunningDaemon.with("")) {
      StatusRuntimeException error =
          Errors.of(
              () -> daemon.admin().createTenantKey(CreateTenantKeyRequest.getDefaultInstance()));

      assertThat(Errors.code(error)).isEqualTo(Code.INVALID_ARGUMENT);
      assertThat(Errors.fields(error)).containsExactly("tenant");
    }
  }

  @Test
  void asksForARestartUntilTheFileIsAsAtTheStart() throws IOException {
    String start = model("tier2", "old", provider);
    try (RunningDaemon daemon = RunningDaemon.with(start)) {
      daemon.rewrite("[server]\nmax_metadata_bytes = 20000\n\n" + start);

      List<String> changed = needsRestart(daemon);
      List<String> again = needsRestart(daemon);
      daemon.rewrite(start);
      List<String> changedBack = needsRestart(daemon);

      assertThat(changed).containsExactly("[server]");
      assertThat(again).containsExactly("[server]");
      assertThat(changedBack).isEmpty();
    }
  }

  private static List<String> needsRestart(RunningDaemon daemon) {
    return daemon
        .admin()
        .reloadConfig(ReloadConfigRequest.getDefaultInstance())
        .getNeedsRestartList();
  }

  @Test
  void finishesCallsInFlightWhenItStopsAndLetsNobodyIn() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    provider.reply(exchange -> {
      goOn.await();
      Replies.openAi("finished").answer(exchange);
    });
    try (RunningDaemon daemon = RunningDaemon.with(model("tier2", "small", provider))) {
      CompletableFuture<GenerateResponse> inFlight =
          CompletableFuture.supplyAsync(() -> daemon.router().generate(request()), threads);
      provider.awaitRequest(PATIENCE);
      CompletableFuture<Boolean> drained =
          CompletableFuture.supplyAsync(() -> daemon.daemon().drain(), threads);
      StatusRuntimeException refused = awaitRefusal(daemon);
      goOn.countDown();

      assertThat(inFlight.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).getText())
          .isEqualTo("finished");
      assertThat(drained.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(Errors.code(refused)).isEqualTo(Code.UNAVAILABLE);
    }
  }

  private static StatusRuntimeException awaitRefusal(RunningDaemon daemon) {
    GenerateRequest template = GenerateRequest.newBuilder().setPrompt("What is 1 + 1?").build();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      try {
        daemon.router().generate(template);
      } catch (StatusRuntimeException refused) {
        return refused;
      }
    }
    throw new AssertionError("the draining daemon still lets calls in");
  }

  @Test
  void servesEveryTierFromOneOllamaModelWithoutConfiguration() {
    provider.at("/api/tags", Replies.ollamaTags("llama3.2:3b"));
    provider.otherwise(Replies.ollama("local answer"));
    Map<String, String> environment = Map.of("OLLAMA_HOST", provider.rootUrl().toString());

    try (RunningDaemon daemon = RunningDaemon.with("", environment)) {
      awaitListed(daemon, "llama3.2:3b");
      GenerateResponse easy = daemon.router().generate(request());
      GenerateResponse hard =
          daemon
              .router()
              .generate(GenerateRequest.newBuilder().setPrompt("Design Twitter.").build());

      assertThat(easy.getText()).isEqualTo("local answer").isEqualTo(hard.getText());
      assertThat(easy.getCostNanos()).isZero();
      assertThat(hard.getDecision().getDegradedList()).isNotEmpty();
      assertThat(daemon.daemon().startTable()).contains("llama3.2:3b").contains("ready");
    }
  }

  @Test
  void servesEveryTierWithOneKeyWithoutConfiguration() {
    provider.at("/v1/models", Replies.openAiModels("gpt-4o-mini", "gpt-4o"));
    provider.otherwise(Replies.openAi("remote answer"));
    Map<String, String> environment =
        Map.of("OPENAI_API_KEY", "k", "OPENAI_BASE_URL", provider.baseUrl().toString());

    try (RunningDaemon daemon = RunningDaemon.with("", environment)) {
      awaitListed(daemon, "gpt-4o");
      GenerateResponse hard =
          daemon
              .router()
              .generate(GenerateRequest.newBuilder().setPrompt("Design Twitter.").build());

      assertThat(hard.getText()).isEqualTo("remote answer");
    }
  }

  /** A busy machine may take longer than the daemon's start waits for a provider's list. */
  private static void awaitListed(RunningDaemon daemon, String model) {
    Eventually.until(model + " is listed", () -> daemon.daemon().startTable().contains(model));
  }

  @Test
  void saysWhatToDoWhenThereIsNoModelAtAll() {
    try (RunningDaemon daemon = RunningDaemon.with("[routing]\noffline = \"strict\"\n")) {
      StatusRuntimeException error = Errors.of(() -> daemon.router().generate(request()));

      assertThat(Errors.code(error)).isEqualTo(Code.UNAVAILABLE);
      assertThat(error.getMessage()).contains("tier 1: no model").contains("models/");
    }
  }

  @Test
  void keepsEverythingRemoteOutOfReachWhenOffline() {
    String configuration =
        """
        [routing]
        offline = "yes"

        [providers.far]
        kind = "openai"
        base_url = "https://provider.invalid/v1"

        [[models.tier4]]
        name = "far"
        provider = "far"
        cost_per_1k = 0.001

        """
            + model("tier2", "near", provider);
    provider.openAi("from this machine");

    try (RunningDaemon daemon = RunningDaemon.with(configuration)) {
      GenerateResponse response =
          daemon
              .router()
              .generate(GenerateRequest.newBuilder().setPrompt("Design Twitter.").build());

      assertThat(response.getModel()).isEqualTo("near");
      assertThat(response.getDecision().getSkipped(0).getReason()).contains("offline");
      assertThat(daemon.router().stats(StatsRequest.getDefaultInstance()).getOffline())
          .isEqualTo("yes");
    }
  }

  @Test
  void sendsEverythingToTheDefaultModelWhenRoutingIsSwitchedOff() {
    provider.openAi("default");
    Map<String, String> off = Map.of("RUNG_ROUTING_ENABLED", "false");

    try (RunningDaemon daemon = RunningDaemon.with(model("tier3", "only", provider), off)) {
      GenerateResponse response =
          daemon
              .router()
              .generate(GenerateRequest.newBuilder().setPrompt("What is 1 + 1?").build());

      assertThat(response.getModel()).isEqualTo("only");
      assertThat(daemon.router().stats(StatsRequest.getDefaultInstance()).getRoutingEnabled())
          .isFalse();
    }
  }

  @Test
  void reportsTheHealthOfEachTier() {
    try (RunningDaemon daemon = RunningDaemon.with(model("tier2", "small", provider))) {
      assertThat(health(daemon, "")).isEqualTo(ServingStatus.SERVING);
      assertThat(health(daemon, "tier0")).isEqualTo(ServingStatus.SERVING);
      assertThat(health(daemon, "tier2")).isEqualTo(ServingStatus.SERVING);
      assertThat(health(daemon, "tier4")).isEqualTo(ServingStatus.NOT_SERVING);
    }
  }

  private static ServingStatus health(RunningDaemon daemon, String service) {
    return HealthGrpc.newBlockingStub(daemon.channel())
        .check(HealthCheckRequest.newBuilder().setService(service).build())
        .getStatus();
  }
}
