package dev.rung.server.app;

import static dev.rung.server.app.RunningDaemon.PATIENCE;
import static dev.rung.server.app.RunningDaemon.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rung.server.rpc.Errors;
import dev.rung.server.scripted.OpenAiWire;
import dev.rung.server.scripted.ReceivedRequest;
import dev.rung.server.scripted.Replies;
import dev.rung.server.scripted.Reply;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.server.time.Eventually;
import dev.rung.v1.Attempt;
import dev.rung.v1.CheckKeysRequest;
import dev.rung.v1.GenerateChunk;
import dev.rung.v1.GenerateResponse;
import dev.rung.v1.ListModelsRequest;
import dev.rung.v1.ListProvidersRequest;
import dev.rung.v1.ProviderKey;
import dev.rung.v1.ReloadConfigRequest;
import dev.rung.v1.StatsRequest;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What callers and operators see of several keys. */
@Timeout(300)
class KeysTest {
  private static final String A = "sk-alpha-0123456789abcdef";
  private static final String B = "sk-bravo-fedcba9876543210";
  private static final String RENEWED = "sk-renewed-00112233445566";

  private final ScriptedProvider server = ScriptedProvider.start();
  @TempDir Path folder;

  @AfterEach
  void close() {
    server.close();
  }

  private String configuration(String more) throws Exception {
    Path file = folder.resolve("b.key");
    Files.writeString(file, B + "\n");
    return """
    [providers.lab]
    kind = "openai"
    base_url = "%s"

    [[providers.lab.keys]]
    name = "a"
    env = "KEY_A"
    weight = 1000

    [[providers.lab.keys]]
    name = "b"
    file = "%s"
    weight = 0

    [[models.tier2]]
    name = "small"
    provider = "lab"
    context_window = 8192
    max_tokens = 512
    %s
    """
        .formatted(server.baseUrl(), file, more);
  }

  private RunningDaemon start(String more) throws Exception {
    return RunningDaemon.with(configuration(more), Map.of("KEY_A", A));
  }

  /** Answers as a server does that knows these keys, and lists its models to their owners alone. */
  private static Reply knowing(String... keys) {
    return exchange -> {
      String sent = exchange.request().header("authorization").orElse("");
      boolean known = List.of(keys).stream().anyMatch(key -> sent.equals("Bearer " + key));
      if (!known) {
        exchange.respond(401, Map.of(), OpenAiWire.error("auth", "invalid_api_key", "not you"));
      } else if (exchange.request().method().equals("GET")) {
        Replies.openAiModels("small").answer(exchange);
      } else {
        Replies.openAi("hello").answer(exchange);
      }
    };
  }

  private static List<ProviderKey> checked(RunningDaemon daemon) {
    return daemon.admin().checkKeys(CheckKeysRequest.getDefaultInstance()).getKeysList();
  }

  @Test
  void answersWithTheNextKeyWhereOneIsRefusedAndLeavesThatOneAlone() throws Exception {
    server.otherwise(knowing(B));
    try (RunningDaemon daemon = start("")) {
      GenerateResponse first = daemon.router().generate(request());
      GenerateResponse second = daemon.router().generate(request());

      assertThat(first.getText()).isEqualTo("hello");
      assertThat(first.getDecision().getAttemptsList())
          .extracting(Attempt::getModel, Attempt::getKey, Attempt::getOutcome)
          .containsExactly(tuple("small", "a", "failed"), tuple("small", "b", "answered"));
      assertThat(second.getDecision().getAttemptsList())
          .extracting(Attempt::getKey)
          .containsExactly("b");
      assertThat(daemon.router().stats(StatsRequest.getDefaultInstance()).getKeysList())
          .extracting(ProviderKey::getName, ProviderKey::getStatus, ProviderKey::getBreakerState)
          .containsExactly(
              tuple("a", ProviderKey.Status.REFUSED, "open"),
              tuple("b", ProviderKey.Status.NOT_CHECKED, "closed"));
    }
  }

  @Test
  void aModelRestsOnceEveryKeyOfItsProviderDoes() throws Exception {
    server.otherwise(knowing());
    try (RunningDaemon daemon = start("")) {
      StatusRuntimeException first = Errors.of(() -> daemon.router().generate(request()));
      StatusRuntimeException second = Errors.of(() -> daemon.router().generate(request()));

      assertThat(first.getMessage()).contains("No provider accepts its key");
      assertThat(second.getMessage()).contains("small has a key that was refused");
      assertThat(server.requests()).hasSize(2);
      assertThat(daemon.admin().listModels(ListModelsRequest.getDefaultInstance()).getModels(0))
          .satisfies(model -> assertThat(model.getReady()).isFalse())
          .satisfies(model ->
              assertThat(model.getNotReadyReason()).startsWith("has a key that was refused"));
      assertThat(
              HealthGrpc.newBlockingStub(daemon.channel())
                  .check(HealthCheckRequest.newBuilder().setService("tier2").build())
                  .getStatus())
          .isEqualTo(ServingStatus.NOT_SERVING);
    }
  }

  @Test
  void goesOnWithTheOtherKeyWhereOneIsLimited() throws Exception {
    server
        .respond(
            429,
            Map.of("Retry-After", "60"),
            OpenAiWire.error("rate_limit", "rate_limit_exceeded", "slow down"))
        .openAi("first")
        .openAi("second");
    try (RunningDaemon daemon = start("")) {
      assertThat(daemon.router().generate(request()).getText()).isEqualTo("first");
      assertThat(daemon.router().generate(request()).getText()).isEqualTo("second");

      assertThat(server.requests())
          .extracting(sent -> sent.header("authorization").orElse(""))
          .containsExactly("Bearer " + A, "Bearer " + B, "Bearer " + B);
      assertThat(checkedWithoutAsking(daemon))
          .extracting(ProviderKey::getStatus)
          .containsExactly(ProviderKey.Status.THROTTLED, ProviderKey.Status.NOT_CHECKED);
    }
  }

  private static List<ProviderKey> checkedWithoutAsking(RunningDaemon daemon) {
    return daemon
        .admin()
        .listProviders(ListProvidersRequest.getDefaultInstance())
        .getProviders(0)
        .getKeysList();
  }

  @Test
  void asksTheProviderWhatItsKeysAreWorth() throws Exception {
    server.otherwise(knowing(A));
    try (RunningDaemon daemon = start("")) {
      assertThat(checked(daemon))
          .extracting(ProviderKey::getName, ProviderKey::getStatus, ProviderKey::getUsable)
          .containsExactly(
              tuple("a", ProviderKey.Status.VALID, true),
              tuple("b", ProviderKey.Status.REFUSED, false));

      GenerateResponse response = daemon.router().generate(request());

      assertThat(response.getDecision().getAttemptsList())
          .extracting(Attempt::getKey)
          .containsExactly("a");
    }
  }

  @Test
  void doesNotCallAKeyValidWhereAnybodyIsAnswered() throws Exception {
    server.otherwise(Replies.openAiModels("small"));
    try (RunningDaemon daemon = start("")) {
      assertThat(checked(daemon))
          .extracting(ProviderKey::getStatus, ProviderKey::getValid, ProviderKey::getDetail)
          .containsOnly(
              tuple(
                  ProviderKey.Status.NOT_CHECKED,
                  false,
                  "its provider answers such questions to anybody"));
    }
  }

  @Test
  void checksSoonAfterTheStartAndTakesOverAKeyThatChanges() throws Exception {
    Semaphore asked = new Semaphore(0);
    Reply known = knowing(B);
    server.otherwise(exchange -> {
      asked.release();
      known.answer(exchange);
    });
    String configuration = configuration("");
    try (RunningDaemon daemon =
        RunningDaemon.with(configuration, Map.of("KEY_A", A, "RUNG_KEYS_CHECK_INTERVAL", "1h"))) {
      // Both keys, and the question without one.
      assertThat(asked.tryAcquire(3, PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

      server.otherwise(knowing(RENEWED));
      Files.writeString(folder.resolve("b.key"), RENEWED);
      Eventually.until("the renewed key is checked", () -> !shown("GET", RENEWED).isEmpty());

      GenerateResponse response = daemon.router().generate(request());
      assertThat(response.getDecision().getAttemptsList().getLast().getKey()).isEqualTo("b");
      assertThat(shown("POST", RENEWED)).hasSize(1);
    }
  }

  private List<ReceivedRequest> shown(String method, String key) {
    return server.requests().stream()
        .filter(request -> request.method().equals(method))
        .filter(request -> request.header("authorization").equals(Optional.of("Bearer " + key)))
        .toList();
  }

  @Test
  void namesAKeyThatIsNotThereAndServesWithTheOther() throws Exception {
    server.otherwise(knowing(B));
    try (RunningDaemon daemon = RunningDaemon.with(configuration(""), Map.of())) {
      assertThat(daemon.router().generate(request()).getText()).isEqualTo("hello");

      assertThat(checked(daemon))
          .extracting(ProviderKey::getName, ProviderKey::getStatus, ProviderKey::getDetail)
          .contains(tuple("a", ProviderKey.Status.MISSING, "set KEY_A"));
      assertThat(daemon.daemon().startTable()).contains("lab lacks its key a: set KEY_A");
    }
  }

  @Test
  void asksNobodyWhereNothingButThisProcessMayServe() throws Exception {
    String strict = "[routing]\noffline = \"strict\"\n" + configuration("");
    try (RunningDaemon daemon =
        RunningDaemon.with(strict, Map.of("KEY_A", A, "RUNG_KEYS_CHECK_INTERVAL", "1ms"))) {
      assertThat(checked(daemon))
          .extracting(ProviderKey::getStatus, ProviderKey::getDetail)
          .containsOnly(tuple(ProviderKey.Status.NOT_CHECKED, "offline is \"strict\""));
    }
    assertThat(server.connections()).isZero();
  }

  @Test
  void aReloadDoesNotCutAStreamThatRuns() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    server.reply(exchange -> {
      exchange.startEvents();
      exchange.write(OpenAiWire.start());
      exchange.write(OpenAiWire.delta("before "));
      while (!go.await(10, TimeUnit.MILLISECONDS)) {
        exchange.pause(Duration.ofMillis(1));
      }
      exchange.write(OpenAiWire.delta("after"));
      exchange.write(OpenAiWire.finish("stop"));
      exchange.write(OpenAiWire.DONE);
      exchange.finish();
    });
    try (RunningDaemon daemon = start("")) {
      Iterator<GenerateChunk> stream = daemon.router().generateStream(request());
      assertThat(stream.next().getDelta()).isEqualTo("before ");

      for (int i = 0; i < 3; i++) {
        daemon.admin().reloadConfig(ReloadConfigRequest.getDefaultInstance());
      }
      go.countDown();

      StringBuilder rest = new StringBuilder();
      stream.forEachRemaining(chunk -> rest.append(chunk.getDelta()));
      assertThat(rest).hasToString("after");
    }
  }
}
