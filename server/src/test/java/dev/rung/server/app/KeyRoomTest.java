package dev.rung.server.app;

import static dev.rung.server.app.RunningDaemon.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rung.server.rpc.Errors;
import dev.rung.server.scripted.OpenAiWire;
import dev.rung.server.scripted.Replies;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.v1.Attempt;
import dev.rung.v1.GenerateResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A key that its provider says has nothing left does not hold back a model while another has. */
@Timeout(300)
class KeyRoomTest {
  private static final String A = "sk-alpha-0123456789abcdef";
  private static final String B = "sk-bravo-fedcba9876543210";
  private static final Map<String, String> NOTHING_LEFT =
      Map.of(
          "x-ratelimit-limit-requests", "10",
          "x-ratelimit-remaining-requests", "0",
          "x-ratelimit-reset-requests", "60s");

  private final ScriptedProvider server = ScriptedProvider.start();

  @AfterEach
  void close() {
    server.close();
  }

  /** {@code b} is a spare, so that {@code a} is asked while it can be. */
  private String configuration(String more) {
    return """
    [providers.lab]
    kind = "openai"
    base_url = "%s"

    [[providers.lab.keys]]
    name = "a"
    env = "KEY_A"
    weight = 1

    [[providers.lab.keys]]
    name = "b"
    env = "KEY_B"
    weight = 0

    [[models.tier2]]
    name = "small"
    provider = "lab"
    context_window = 8192
    max_tokens = 512
    %s
    """
        .formatted(server.baseUrl(), more);
  }

  private RunningDaemon start(String more) throws Exception {
    return RunningDaemon.with(configuration(more), Map.of("KEY_A", A, "KEY_B", B));
  }

  private ScriptedProvider answersWithNothingLeft(String text) {
    return server.respond(200, NOTHING_LEFT, OpenAiWire.unary(text));
  }

  private List<String> sent() {
    return server.requests().stream()
        .map(request -> request.header("authorization").orElse(""))
        .toList();
  }

  private static String key(GenerateResponse response) {
    assertThat(response.getDecision().getAttemptsCount()).isOne();
    return response.getDecision().getAttempts(0).getKey();
  }

  @Test
  void takesTheNextKeyAtOnceAndHoldsTheThirdRequestBack() throws Exception {
    answersWithNothingLeft("first");
    answersWithNothingLeft("second");
    server.otherwise(Replies.openAi("too many"));
    try (RunningDaemon daemon = start("")) {
      assertThat(key(daemon.router().generate(request()))).isEqualTo("a");
      assertThat(key(daemon.router().generate(request()))).isEqualTo("b");
      StatusRuntimeException third = Errors.of(() -> daemon.router().generate(request()));

      assertThat(third.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
      assertThat(third.getMessage()).contains("has used up its rate limit");
      assertThat(sent()).containsExactly("Bearer " + A, "Bearer " + B);
    }
  }

  @Test
  void goesOnWithAnotherModelOnceNoKeyHasRoom() throws Exception {
    answersWithNothingLeft("first");
    answersWithNothingLeft("second");
    server.otherwise(Replies.openAi("from the other"));
    String other =
        """
        [[models.tier3]]
        name = "large"
        provider = "lab"
        context_window = 8192
        max_tokens = 512
        """;
    try (RunningDaemon daemon = start(other)) {
      daemon.router().generate(request());
      daemon.router().generate(request());
      GenerateResponse third = daemon.router().generate(request());

      assertThat(third.getDecision().getAttemptsList())
          .extracting(Attempt::getModel, Attempt::getKey, Attempt::getOutcome)
          .containsExactly(tuple("small", "", "refused"), tuple("large", "a", "answered"));
    }
  }

  @Test
  void aSingleKeyWithNothingLeftHoldsItsModelBack() throws Exception {
    answersWithNothingLeft("first");
    server.otherwise(Replies.openAi("too many"));
    try (RunningDaemon daemon = RunningDaemon.with(configuration(""), Map.of("KEY_A", A))) {
      assertThat(key(daemon.router().generate(request()))).isEqualTo("a");
      StatusRuntimeException second = Errors.of(() -> daemon.router().generate(request()));

      assertThat(second.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
      assertThat(sent()).containsExactly("Bearer " + A);
    }
  }
}
