package dev.rung.server.app;

import static dev.rung.server.app.RunningDaemon.model;
import static dev.rung.server.app.RunningDaemon.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rung.server.scripted.Exchange;
import dev.rung.server.scripted.Replies;
import dev.rung.server.scripted.Reply;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.v1.Attempt;
import dev.rung.v1.Candidate;
import dev.rung.v1.GenerateChunk;
import dev.rung.v1.GenerateResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a caller sees of a second model beside one that is slow to begin. */
class HedgedCallsTest {
  private static final String HEDGED =
      "[guard.hedge]\nenabled = true\nshare = 1\n[budget]\ndaily_limit_usd = 100\n";

  private final ScriptedProvider small = ScriptedProvider.start();
  private final ScriptedProvider medium = ScriptedProvider.start();
  private final CountDownLatch slowOneIsAsked = new CountDownLatch(1);

  @AfterEach
  void close() {
    small.close();
    medium.close();
  }

  private String models() {
    return model("tier2", "small", small) + model("tier3", "medium", medium);
  }

  /** As many answers as it takes to know how long the first output usually takes. */
  private void learn(RunningDaemon daemon) {
    small.otherwise(Replies.openAi("usual ", "answer"));
    medium.otherwise(Replies.openAi("from ", "medium"));
    for (int i = 0; i < 20; i++) {
      daemon.stream(request());
    }
  }

  /** Never says anything. */
  private void beSlow(Exchange exchange) throws InterruptedException {
    slowOneIsAsked.countDown();
    exchange.hang();
  }

  /** A busy machine may bring the second call first. */
  private Reply secondToBeAsked(Reply reply) {
    return exchange -> {
      slowOneIsAsked.await();
      reply.answer(exchange);
    };
  }

  @Test
  void answersFromTheSecondModelAndHangsUpOnTheFirst() throws Exception {
    try (RunningDaemon daemon = RunningDaemon.with(HEDGED + models())) {
      learn(daemon);
      small.otherwise(this::beSlow);
      medium.otherwise(secondToBeAsked(Replies.openAi("from ", "medium")));

      List<GenerateChunk> chunks = daemon.stream(request());

      GenerateResponse last = chunks.getLast().getFinal();
      assertThat(last.getModel()).isEqualTo("medium");
      assertThat(last.getDecision().getAttemptsList())
          .extracting(Attempt::getModel, Attempt::getOutcome, Attempt::getError)
          .containsExactly(
              tuple("small", "cancelled", "another call was faster"),
              tuple("medium", "answered", ""));
      assertThat(last.getDecision().getAttemptsList())
          .extracting(Attempt::getCostNanos)
          .allMatch(cost -> cost > 0);
      small.awaitClientGone(RunningDaemon.PATIENCE);
    }
  }

  @Test
  void asksTheSameModelWithAnotherKeyWhereNoOtherModelIsThere() throws Exception {
    String keys =
        """
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
        input_cost_per_million = 1
        output_cost_per_million = 2
        context_window = 8192
        max_tokens = 512
        """
            .formatted(small.baseUrl());
    Map<String, String> secrets =
        Map.of("KEY_A", "sk-alpha-01234567", "KEY_B", "sk-bravo-01234567");
    try (RunningDaemon daemon = RunningDaemon.with(HEDGED + keys, secrets)) {
      learn(daemon);
      small.otherwise(exchange -> {
        boolean first = exchange.request().header("Authorization").orElse("").contains("alpha");
        if (first) {
          beSlow(exchange);
        } else {
          secondToBeAsked(Replies.openAi("saved")).answer(exchange);
        }
      });

      GenerateResponse answer = daemon.stream(request()).getLast().getFinal();

      assertThat(answer.getModel()).isEqualTo("small");
      assertThat(answer.getDecision().getAttemptsList())
          .extracting(Attempt::getModel, Attempt::getKey, Attempt::getOutcome, Attempt::getError)
          .containsExactly(
              tuple("small", "a", "cancelled", "another call was faster"),
              tuple("small", "b", "answered", ""));
      assertThat(answer.getDecision().getAttemptsList())
          .extracting(Attempt::getCostNanos)
          .allMatch(cost -> cost > 0);
      assertThat(answer.getCostNanos())
          .isEqualTo(
              answer.getDecision().getAttemptsList().stream()
                  .mapToLong(Attempt::getCostNanos)
                  .sum());
      small.awaitClientGone(RunningDaemon.PATIENCE);
    }
  }

  @Test
  void showsWhatWasMeasured() {
    try (RunningDaemon daemon = RunningDaemon.with(models())) {
      learn(daemon);

      Candidate shown = daemon.router().route(request()).getCandidates(0);

      assertThat(shown.getModel()).isEqualTo("small");
      assertThat(shown.getEstimatedFirstTokenMs()).isBetween(0.01, 60_000.0);
      assertThat(shown.getEstimatedLatencyMs()).isBetween(0.01, 60_000.0);
      assertThat(shown.getSuccessRate()).isOne();
    }
  }
}
