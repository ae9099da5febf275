package dev.rung.server.app;

import static dev.rung.server.app.RunningDaemon.model;
import static dev.rung.server.app.RunningDaemon.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rung.server.rpc.Errors;
import dev.rung.server.scripted.Replies;
import dev.rung.server.scripted.ResponsesWire;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.v1.Attempt;
import dev.rung.v1.GenerateChunk;
import dev.rung.v1.GenerateResponse;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is known to have gone wrong in other routers, where no nearer test shows it. */
@Timeout(600)
class KnownFaultsTest {
  private final ScriptedProvider first = ScriptedProvider.start();
  private final ScriptedProvider second = ScriptedProvider.start();

  @AfterEach
  void close() {
    first.close();
    second.close();
  }

  @Test
  void asksTheNextModelWhereAnErrorFollowsTheFirstEventOfAStream() {
    String pro =
        model("tier2", "openai", first).replace("name = ", "model_id = \"gpt-5-pro\"\nname = ");
    first.otherwise(
        Replies.events(
            ResponsesWire.created(),
            ResponsesWire.messageBegins(),
            ResponsesWire.error("server_error", "it broke")));
    second.otherwise(Replies.openAi("saved"));
    try (RunningDaemon daemon =
        RunningDaemon.with("[guard]\nretries = 0\n" + pro + model("tier3", "medium", second))) {
      List<GenerateChunk> chunks = daemon.stream(request());

      assertThat(chunks.getFirst().getDelta()).isEqualTo("saved");
      assertThat(chunks.getLast().getFinal().getDecision().getAttemptsList())
          .extracting(Attempt::getModel, Attempt::getOutcome)
          .containsExactly(tuple("openai", "failed"), tuple("medium", "answered"));
      assertThat(first.lastRequest().path()).isEqualTo("/v1/responses");
    }
  }

  @Test
  void letsOfTheFirstRequestsAtOnceNoMoreThroughThanTheBudgetPays() throws Exception {
    CountDownLatch refused = new CountDownLatch(7);
    first.otherwise(exchange -> {
      refused.await();
      Replies.openAi("paid").answer(exchange);
    });
    // What one answer of 512 tokens may cost fits once.
    try (RunningDaemon daemon =
        RunningDaemon.with(
            "[budget]\ndaily_limit_usd = 0.0015\n\n" + model("tier2", "small", first))) {
      List<FutureTask<Code>> requests = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        FutureTask<Code> request = new FutureTask<>(() -> code(daemon, refused));
        requests.add(request);
        Thread.ofVirtual().start(request);
      }

      List<Code> codes = new ArrayList<>();
      for (FutureTask<Code> request : requests) {
        codes.add(request.get(1, TimeUnit.MINUTES));
      }
      assertThat(codes).filteredOn(Code.OK::equals).hasSize(1);
      assertThat(codes).filteredOn(Code.RESOURCE_EXHAUSTED::equals).hasSize(7);
      assertThat(first.requests()).hasSize(1);
    }
  }

  private static Code code(RunningDaemon daemon, CountDownLatch refused) {
    try {
      GenerateResponse answer = daemon.router().generate(request());
      assertThat(answer.getText()).isEqualTo("paid");
      return Code.OK;
    } catch (StatusRuntimeException error) {
      refused.countDown();
      return Errors.code(error);
    }
  }

  @Test
  void answersARequestThatNamesNoMaximumInEveryDialectThatWantsOne() {
    first.otherwise(Replies.anthropic("bounded"));
    try (RunningDaemon daemon = RunningDaemon.with(model("tier2", "claude", "anthropic", first))) {
      assertThat(daemon.router().generate(request()).getText()).isEqualTo("bounded");
      assertThat(first.lastRequest().body()).contains("\"max_tokens\":512");
    }
  }

  @Test
  void keepsToTheBudgetWhicheverDoorARequestComesIn() throws Exception {
    first.otherwise(Replies.openAi("never"));
    try (RunningDaemon daemon =
            RunningDaemon.with(
                "[budget]\ndaily_limit_usd = 0.000001\n\n" + model("tier2", "small", first));
        HttpClient client = HttpClient.newHttpClient()) {
      int port = daemon.daemon().httpPort().orElseThrow();
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/chat/completions"))
              .header("Content-Type", "application/json")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      "{\"model\":\"small\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"))
              .build();

      HttpResponse<String> refused = client.send(request, HttpResponse.BodyHandlers.ofString());

      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(402);
      assertThat(refused.body()).contains("budget");
      assertThat(first.requests()).isEmpty();
    }
  }
}
