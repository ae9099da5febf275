package dev.rung.server.app;

import static dev.rung.server.app.RunningDaemon.model;
import static dev.rung.server.app.RunningDaemon.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.rpc.QuotaFailure;
import com.google.rpc.RetryInfo;
import dev.rung.server.rpc.Errors;
import dev.rung.server.scripted.OpenAiWire;
import dev.rung.server.scripted.Replies;
import dev.rung.server.scripted.Reply;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.v1.Attempt;
import dev.rung.v1.FallbackPolicy;
import dev.rung.v1.FinishReason;
import dev.rung.v1.GenerateChunk;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.GenerateResponse;
import dev.rung.v1.RoutingDecision;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailingProvidersTest {
  private final ScriptedProvider small = ScriptedProvider.start();
  private final ScriptedProvider medium = ScriptedProvider.start();
  private final ScriptedProvider tiny = ScriptedProvider.start();
  private RunningDaemon daemon =
      RunningDaemon.with(
          "[guard]\nretries = 0\n"
              + model("tier1", "tiny", tiny)
              + model("tier2", "small", small)
              + model("tier3", "medium", medium));

  @AfterEach
  void close() {
    daemon.close();
    small.close();
    medium.close();
    tiny.close();
  }

  static List<Reply> waysToFail() {
    String overloaded = OpenAiWire.error("server_error", "overloaded", "busy");
    return List.of(
        Replies.respond(500, overloaded),
        Replies.respond(503, "<html>bad gateway</html>"),
        Replies.respond(429, Map.of("Retry-After", "7"), overloaded),
        Replies.respond(401, OpenAiWire.error("auth", "invalid_api_key", "no")),
        Replies.respond(200, overloaded),
        Replies.respond(200, "not json"),
        Replies.respond(200, ""),
        Replies.reset(),
        Replies.openAiErrorAfter(overloaded),
        exchange -> exchange.cut());
  }

  @ParameterizedTest
  @MethodSource("waysToFail")
  void asksTheNextModelHoweverTheFirstFails(Reply failure) {
    small.reply(failure).reply(failure);
    medium.openAi("saved").openAi("saved");

    GenerateResponse unary = daemon.router().generate(request());
    List<GenerateChunk> stream = daemon.stream(request());

    assertThat(unary.getText()).isEqualTo("saved");
    assertThat(unary.getDecision().getAttemptsList())
        .extracting(Attempt::getModel, Attempt::getOutcome)
        .containsExactly(tuple("small", "failed"), tuple("medium", "answered"));
    assertThat(stream.getFirst().getDelta()).isEqualTo("saved");
    assertThat(stream.getLast().getFinal().getModel()).isEqualTo("medium");
  }

  @Test
  void climbsBeforeItGoesDownAndMarksWhatIsLess() {
    small.respond(500, "{}");
    medium.respond(500, "{}");
    tiny.openAi("less");

    GenerateResponse response = daemon.router().generate(request());

    assertThat(response.getModel()).isEqualTo("tiny");
    assertThat(response.getDecision().getDegradedList()).hasSize(1);
    assertThat(response.getDecision().getAttemptsCount()).isEqualTo(3);
  }

  @Test
  void tellsTheCallerWhenAStreamBreaksThatHasBegun() {
    small.reply(Replies.openAiCut("Once", " upon"));
    List<GenerateChunk> chunks = new ArrayList<>();
    Iterator<GenerateChunk> stream = daemon.router().generateStream(request());

    StatusRuntimeException error = Errors.of(() -> stream.forEachRemaining(chunks::add));

    assertThat(Errors.code(error)).isEqualTo(Code.UNAVAILABLE);
    assertThat(chunks.get(0).getDelta() + chunks.get(1).getDelta()).isEqualTo("Once upon");
    GenerateResponse last = chunks.getLast().getFinal();
    assertThat(last.getFinishReason()).isEqualTo(FinishReason.ERROR);
    assertThat(last.getCostNanos()).isPositive();
    assertThat(last.getUsage().getEstimated()).isTrue();
    assertThat(medium.requests()).isEmpty();
  }

  @Test
  void startsAgainElsewhereWhereNothingWasSeenYet() {
    small.reply(Replies.openAiCut("Once", " upon"));
    medium.openAi("whole");

    GenerateResponse response = daemon.router().generate(request());

    assertThat(response.getText()).isEqualTo("whole");
  }

  @Test
  void saysWhatEveryoneLackedWhenNobodyCouldAnswer() {
    small.respond(500, "{}");
    medium.respond(401, OpenAiWire.error("auth", "invalid_api_key", "wrong key k-secret"));
    tiny.reset();

    StatusRuntimeException error = Errors.of(() -> daemon.router().generate(request()));

    assertThat(Errors.code(error)).isEqualTo(Code.UNAVAILABLE);
    assertThat(Errors.info(error).getReason()).isEqualTo("PROVIDERS_FAILED");
    assertThat(error.getMessage()).contains("small").contains("medium: AUTH").contains("tiny");
    assertThat(error.getMessage()).doesNotContain("k-secret");
    assertThat(Errors.detail(error, RoutingDecision.class).orElseThrow().getAttemptsCount())
        .isEqualTo(3);
  }

  @Test
  void passesOnHowLongToWait() {
    String slowDown = OpenAiWire.error("rate_limit", "rate_limit_exceeded", "slow down");
    for (ScriptedProvider provider : List.of(small, medium, tiny)) {
      provider.respond(429, Map.of("Retry-After", "7"), slowDown);
    }

    StatusRuntimeException error = Errors.of(() -> daemon.router().generate(request()));

    assertThat(Errors.code(error)).isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertThat(Errors.detail(error, RetryInfo.class).orElseThrow().getRetryDelay().getSeconds())
        .isEqualTo(7);
  }

  @Test
  void leavesANamedModelAloneUnlessOthersMayAnswer() {
    small.respond(500, "{}").respond(500, "{}");
    medium.openAi("saved");
    GenerateRequest named = request().toBuilder().setModel("small").build();
    GenerateRequest lenient = named.toBuilder().setFallback(FallbackPolicy.FALLBACK_ALLOW).build();

    StatusRuntimeException error = Errors.of(() -> daemon.router().generate(named));
    GenerateResponse saved = daemon.router().generate(lenient);

    assertThat(Errors.code(error)).isEqualTo(Code.UNAVAILABLE);
    assertThat(saved.getDecision().getDegradedList())
        .containsExactly("served by medium instead of small");
  }

  @Test
  void namesTheNearestModels() {
    GenerateRequest request = request().toBuilder().setModel("smal").build();

    StatusRuntimeException error = Errors.of(() -> daemon.router().generate(request));

    assertThat(Errors.code(error)).isEqualTo(Code.NOT_FOUND);
    assertThat(error.getMessage()).contains("\"smal\"").contains("small");
  }

  @Test
  void refusesWhatTheBudgetCannotPayAndSaysWhenItRenews() {
    daemon.close();
    daemon =
        RunningDaemon.with(
            "[budget]\ndaily_limit_usd = 0.000001\n\n" + model("tier2", "small", small));

    StatusRuntimeException error = Errors.of(() -> daemon.router().generate(request()));

    assertThat(Errors.code(error)).isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertThat(Errors.info(error).getReason()).isEqualTo("BUDGET_EXCEEDED");
    assertThat(Errors.detail(error, QuotaFailure.class)).isPresent();
    assertThat(small.requests()).isEmpty();
  }
}
