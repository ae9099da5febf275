package dev.rung.server.app;

import static dev.rung.server.app.RunningDaemon.model;
import static dev.rung.server.app.RunningDaemon.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.RetryInfo;
import dev.rung.server.rpc.Errors;
import dev.rung.server.scripted.OpenAiWire;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.server.time.Eventually;
import dev.rung.v1.GenerateResponse;
import dev.rung.v1.ModelStats;
import dev.rung.v1.StatsRequest;
import io.grpc.Context;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a caller sees of limits: those that providers tell, places, queues. */
class LimitingTest {
  private static final Map<String, String> NOTHING_LEFT =
      Map.of(
          "Content-Type", "application/json",
          "x-ratelimit-limit-requests", "3",
          "x-ratelimit-remaining-requests", "0",
          "x-ratelimit-reset-requests", "1m30s");

  private final ScriptedProvider small = ScriptedProvider.start();
  private final ScriptedProvider medium = ScriptedProvider.start();

  @AfterEach
  void close() {
    small.close();
    medium.close();
  }

  private static StatusRuntimeException failure(RunningDaemon daemon) {
    return Errors.of(() -> daemon.router().generate(request()));
  }

  private static Runnable fails(RunningDaemon daemon) {
    return () -> assertThat(failure(daemon)).isNotNull();
  }

  private static long pause(StatusRuntimeException error) {
    return Errors.detail(error, RetryInfo.class).orElseThrow().getRetryDelay().getSeconds();
  }

  private static List<ModelStats> stats(RunningDaemon daemon) {
    return daemon.router().stats(StatsRequest.getDefaultInstance()).getByModelList();
  }

  private static int waiting(RunningDaemon daemon) {
    return stats(daemon).stream().mapToInt(ModelStats::getWaiting).sum();
  }

  @Test
  void keepsToALimitThatAProviderTells() {
    small.respond(200, NOTHING_LEFT, OpenAiWire.unary("first"));
    try (RunningDaemon daemon = RunningDaemon.with(model("tier2", "small", small))) {
      assertThat(daemon.router().generate(request()).getText()).isEqualTo("first");

      StatusRuntimeException error = failure(daemon);

      assertThat(Errors.code(error)).isEqualTo(Code.RESOURCE_EXHAUSTED);
      assertThat(Errors.info(error).getReason()).isEqualTo("RATE_LIMITED");
      assertThat(pause(error)).isBetween(5L, 30L);
      assertThat(small.requests()).hasSize(1);
    }
  }

  @Test
  void goesElsewhereWhereAProviderTellsThatNothingIsLeft() {
    small.respond(200, NOTHING_LEFT, OpenAiWire.unary("first"));
    medium.openAi("elsewhere");
    String both = model("tier2", "small", small) + model("tier3", "medium", medium);
    try (RunningDaemon daemon = RunningDaemon.with(both)) {
      assertThat(daemon.router().generate(request()).getText()).isEqualTo("first");

      GenerateResponse response = daemon.router().generate(request());

      assertThat(response.getText()).isEqualTo("elsewhere");
      assertThat(response.getDecision().getAttempts(0).getError())
          .startsWith("has used up its rate limit");
      assertThat(small.requests()).hasSize(1);
    }
  }

  @Test
  void asksOnWhereLimitsAreNotToBeLearned() {
    small.respond(200, NOTHING_LEFT, OpenAiWire.unary("first")).openAi("second");
    String deaf = "[guard]\nlearn_limits = false\n" + model("tier2", "small", small);
    try (RunningDaemon daemon = RunningDaemon.with(deaf)) {
      assertThat(daemon.router().generate(request()).getText()).isEqualTo("first");
      assertThat(daemon.router().generate(request()).getText()).isEqualTo("second");
    }
  }

  @Test
  void letsARequestWaitForAPlace() throws Exception {
    String narrow = "[guard]\nin_flight = 1\nqueue_wait = \"1m\"\n";
    small.openAi("before").hang().openAi("after");
    try (RunningDaemon daemon = RunningDaemon.with(narrow + model("tier2", "small", small))) {
      daemon.router().generate(request());
      small.awaitRequest(RunningDaemon.PATIENCE);
      Context.CancellableContext first = Context.current().withCancellation();
      Thread hanging = Thread.ofVirtual().start(first.wrap(fails(daemon)));
      small.awaitRequest(RunningDaemon.PATIENCE);
      FutureTask<GenerateResponse> second =
          new FutureTask<>(() -> daemon.router().generate(request()));
      Thread.ofVirtual().start(second);
      Eventually.until("a request waits", () -> waiting(daemon) > 0);
      assertThat(stats(daemon))
          .allSatisfy(model -> {
            assertThat(model.getInFlight()).isOne();
            assertThat(model.getConcurrencyLimit()).isOne();
          });

      first.cancel(null);

      assertThat(second.get(1, TimeUnit.MINUTES).getText()).isEqualTo("after");
      hanging.join();
      assertThat(waiting(daemon)).isZero();
    }
  }

  @Test
  void tellsWhenToComeBackWhereEveryPlaceIsTaken() throws Exception {
    String narrow = "[guard]\nin_flight = 1\nqueue = 0\n";
    small.hang();
    try (RunningDaemon daemon = RunningDaemon.with(narrow + model("tier2", "small", small))) {
      Context.CancellableContext first = Context.current().withCancellation();
      Thread hanging = Thread.ofVirtual().start(first.wrap(fails(daemon)));
      small.awaitRequest(RunningDaemon.PATIENCE);

      StatusRuntimeException error = failure(daemon);

      assertThat(Errors.code(error)).isEqualTo(Code.RESOURCE_EXHAUSTED);
      assertThat(Errors.info(error).getReason()).isEqualTo("RATE_LIMITED");
      assertThat(pause(error)).isOne();
      assertThat(error.getMessage()).contains("has too many calls in flight");
      first.cancel(null);
      hanging.join();
    }
  }
}
