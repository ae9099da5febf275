package dev.rung.server.app;

import static dev.rung.server.app.RunningDaemon.model;
import static dev.rung.server.app.RunningDaemon.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.rpc.RetryInfo;
import dev.rung.server.rpc.Errors;
import dev.rung.server.scripted.OpenAiWire;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.v1.Attempt;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.GenerateResponse;
import dev.rung.v1.ListModelsRequest;
import dev.rung.v1.Model;
import dev.rung.v1.ModelStats;
import dev.rung.v1.ReloadConfigRequest;
import dev.rung.v1.SkippedModel;
import dev.rung.v1.StatsRequest;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a caller sees of breakers, retries, pauses and rate limits. */
class GuardingTest {
  private static final String PATIENT = "[guard]\nopen = \"1h\"\nlongest_open = \"1h\"\n";
  private static final String SLOW_DOWN =
      OpenAiWire.error("rate_limit", "rate_limit_exceeded", "slow down");

  private final ScriptedProvider small = ScriptedProvider.start();
  private final ScriptedProvider medium = ScriptedProvider.start();

  @AfterEach
  void close() {
    small.close();
    medium.close();
  }

  private static ServingStatus health(RunningDaemon daemon, String service) {
    return HealthGrpc.newBlockingStub(daemon.channel())
        .check(HealthCheckRequest.newBuilder().setService(service).build())
        .getStatus();
  }

  private static StatusRuntimeException failure(RunningDaemon daemon) {
    return Errors.of(() -> daemon.router().generate(request()));
  }

  private static long pause(StatusRuntimeException error) {
    return Errors.detail(error, RetryInfo.class).orElseThrow().getRetryDelay().getSeconds();
  }

  @Test
  void callsOnceMoreWhereAFailureMayPass() {
    small.respond(503, "{}").openAi("back");
    try (RunningDaemon daemon = RunningDaemon.with(model("tier2", "small", small))) {
      GenerateResponse response = daemon.router().generate(request());

      assertThat(response.getText()).isEqualTo("back");
      assertThat(response.getDecision().getAttemptsList())
          .extracting(Attempt::getModel, Attempt::getOutcome)
          .containsExactly(tuple("small", "failed"), tuple("small", "answered"));
    }
  }

  @Test
  void leavesAFailingModelAloneAndSaysSoEverywhere() throws Exception {
    String configuration =
        PATIENT
            + "retries = 0\n"
            + model("tier2", "small", small)
            + model("tier3", "medium", medium);
    for (int i = 0; i < 5; i++) {
      small.respond(500, "{}");
      medium.openAi("saved");
    }
    medium.openAi("saved").openAi("saved");
    try (RunningDaemon daemon = RunningDaemon.with(configuration)) {
      for (int i = 0; i < 5; i++) {
        assertThat(daemon.router().generate(request()).getModel()).isEqualTo("medium");
      }

      GenerateResponse response = daemon.router().generate(request());

      assertThat(response.getModel()).isEqualTo("medium");
      assertThat(response.getDecision().getAttemptsCount()).isOne();
      assertThat(small.requests()).hasSize(5);
      assertThat(response.getDecision().getSkippedList())
          .filteredOn(skipped -> skipped.getModel().equals("small"))
          .extracting(SkippedModel::getReason)
          .singleElement()
          .asString()
          .matches("failed too often of late: tried again in (3600|35[0-9]{2}) s");
      assertThat(daemon.router().stats(StatsRequest.getDefaultInstance()).getByModelList())
          .extracting(ModelStats::getModel, ModelStats::getBreakerState)
          .contains(tuple("small", "open"), tuple("medium", "closed"));
      assertThat(daemon.admin().listModels(ListModelsRequest.getDefaultInstance()).getModelsList())
          .extracting(Model::getName, Model::getReady)
          .contains(tuple("small", false), tuple("medium", true));
      assertThat(health(daemon, "tier2")).isEqualTo(ServingStatus.NOT_SERVING);
      assertThat(health(daemon, "tier3")).isEqualTo(ServingStatus.SERVING);

      daemon.admin().reloadConfig(ReloadConfigRequest.getDefaultInstance());
      small.openAi("well again");

      assertThat(health(daemon, "tier2")).isEqualTo(ServingStatus.SERVING);
      assertThat(daemon.router().generate(request()).getText()).isEqualTo("well again");
    }
  }

  @Test
  void tellsWhenToComeBackWhereEverybodyIsLeftAlone() {
    for (int i = 0; i < 5; i++) {
      small.respond(500, "{}");
    }
    String configuration =
        PATIENT + "retries = 0\nlast_resort = 0\n" + model("tier2", "small", small);
    try (RunningDaemon daemon = RunningDaemon.with(configuration)) {
      for (int i = 0; i < 5; i++) {
        assertThat(Errors.info(failure(daemon)).getReason()).isEqualTo("PROVIDERS_FAILED");
      }

      StatusRuntimeException error = failure(daemon);

      assertThat(Errors.code(error)).isEqualTo(Code.UNAVAILABLE);
      assertThat(Errors.info(error).getReason()).isEqualTo("OVERLOADED");
      assertThat(error.getMessage()).contains("small failed too often of late");
      assertThat(pause(error)).isBetween(3500L, 3600L);
      assertThat(small.requests()).hasSize(5);
    }
  }

  @Test
  void asksAModelThatIsLeftAloneWhereNobodyElseCanAnswer() {
    for (int i = 0; i < 6; i++) {
      small.respond(500, "{}");
    }
    small.openAi("well again").openAi("and again");
    String configuration = PATIENT + "retries = 0\n" + model("tier2", "small", small);
    try (RunningDaemon daemon = RunningDaemon.with(configuration)) {
      for (int i = 0; i < 5; i++) {
        failure(daemon);
      }

      StatusRuntimeException error = failure(daemon);

      assertThat(Errors.info(error).getReason()).isEqualTo("PROVIDERS_FAILED");
      assertThat(pause(error)).isBetween(3500L, 3600L);
      assertThat(breaker(daemon)).isEqualTo("open");
      assertThat(health(daemon, "tier2")).isEqualTo(ServingStatus.NOT_SERVING);

      GenerateResponse saved = daemon.router().generate(request());

      assertThat(saved.getText()).isEqualTo("well again");
      assertThat(saved.getDecision().getDegradedList())
          .containsExactly("nobody else could answer: small was asked although it fails often");
      assertThat(breaker(daemon)).isEqualTo("closed");
      assertThat(health(daemon, "tier2")).isEqualTo(ServingStatus.SERVING);
      assertThat(daemon.router().generate(request()).getDecision().getDegradedList()).isEmpty();
    }
  }

  private static String breaker(RunningDaemon daemon) {
    return daemon
        .router()
        .stats(StatsRequest.getDefaultInstance())
        .getByModelList()
        .getFirst()
        .getBreakerState();
  }

  @Test
  void asksNobodyWhoAskedForAPause() {
    small.respond(429, Map.of("Retry-After", "120"), SLOW_DOWN);
    try (RunningDaemon daemon = RunningDaemon.with(model("tier2", "small", small))) {
      assertThat(pause(failure(daemon))).isEqualTo(120);

      StatusRuntimeException error = failure(daemon);

      assertThat(Errors.code(error)).isEqualTo(Code.RESOURCE_EXHAUSTED);
      assertThat(Errors.info(error).getReason()).isEqualTo("RATE_LIMITED");
      assertThat(error.getMessage()).contains("rests as its provider asked");
      assertThat(pause(error)).isBetween(100L, 120L);
      assertThat(small.requests()).hasSize(1);
    }
  }

  @Test
  void keepsToARateOfItsOwn() {
    small.openAi("first").openAi("second");
    GenerateRequest named = request().toBuilder().setModel("small").build();
    String limited = model("tier2", "small", small).stripTrailing() + "\nrequests_per_minute = 1\n";
    try (RunningDaemon daemon = RunningDaemon.with(limited)) {
      assertThat(daemon.router().generate(named).getText()).isEqualTo("first");

      StatusRuntimeException error = Errors.of(() -> daemon.router().generate(named));

      assertThat(Errors.code(error)).isEqualTo(Code.RESOURCE_EXHAUSTED);
      assertThat(Errors.info(error).getReason()).isEqualTo("RATE_LIMITED");
      assertThat(pause(error)).isBetween(30L, 60L);
      assertThat(small.requests()).hasSize(1);
    }
  }
}
