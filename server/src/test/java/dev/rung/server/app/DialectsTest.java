package dev.rung.server.app;

import static dev.rung.server.app.RunningDaemon.model;
import static dev.rung.server.app.RunningDaemon.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.rung.server.scripted.AnthropicWire;
import dev.rung.server.scripted.GeminiWire;
import dev.rung.server.scripted.Replies;
import dev.rung.server.scripted.Reply;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.v1.Attempt;
import dev.rung.v1.GenerateChunk;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.GenerateResponse;
import dev.rung.v1.Usage;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A daemon whose models each speak another dialect. */
class DialectsTest {
  private final ScriptedProvider anthropic = ScriptedProvider.start();
  private final ScriptedProvider gemini = ScriptedProvider.start();
  private final RunningDaemon daemon =
      RunningDaemon.with(
          "[guard]\nretries = 0\n"
              + model("tier2", "claude", "anthropic", anthropic)
                  .replace("output_cost", "cached_input_cost_per_million = 0.1\noutput_cost")
              + model("tier3", "flash", "gemini", gemini));

  @AfterEach
  void close() {
    daemon.close();
    anthropic.close();
    gemini.close();
  }

  static List<Reply> waysToFail() {
    return List.of(
        Replies.respond(529, AnthropicWire.error("overloaded_error", "Overloaded")),
        Replies.events(AnthropicWire.errorEvent("overloaded_error", "Overloaded")),
        Replies.events(AnthropicWire.PING, AnthropicWire.errorEvent("api_error", "no")),
        Replies.respond(200, AnthropicWire.error("api_error", "no")),
        Replies.events(AnthropicWire.start(5, 0, 0), AnthropicWire.PING),
        Replies.reset());
  }

  @ParameterizedTest
  @MethodSource("waysToFail")
  void asksAModelOfAnotherDialectWhereOneFailsBeforeItsFirstWord(Reply failure) {
    anthropic.reply(failure).reply(failure);
    gemini.reply(Replies.gemini("sa", "ved")).reply(Replies.gemini("sa", "ved"));

    GenerateResponse unary = daemon.router().generate(request());
    List<GenerateChunk> stream = daemon.stream(request());

    assertThat(unary.getText()).isEqualTo("saved");
    assertThat(unary.getDecision().getAttemptsList())
        .extracting(Attempt::getModel, Attempt::getOutcome)
        .containsExactly(tuple("claude", "failed"), tuple("flash", "answered"));
    assertThat(stream.getFirst().getDelta()).isEqualTo("sa");
    assertThat(stream.getLast().getFinal().getModel()).isEqualTo("flash");
  }

  @Test
  void asksAModelOfAnotherDialectWhereAPromptIsBlocked() {
    GenerateRequest wanted = request().toBuilder().setModel("flash").build();
    gemini.respond(200, GeminiWire.blocked("SAFETY")).reply(Replies.gemini("ok"));
    anthropic.reply(Replies.anthropic("ok"));

    assertThat(daemon.router().generate(request()).getModel()).isEqualTo("claude");
    assertThatThrownBy(() -> daemon.router().generate(wanted))
        .hasMessageContaining("does not answer this prompt");
  }

  @Test
  void billsCachedInputAtItsOwnPriceAndSaysWhatWasLeftOut() {
    anthropic.reply(
        Replies.respond(
            200,
            AnthropicWire.message(
                "[{\"type\":\"text\",\"text\":\"ok\"}]",
                "end_turn",
                "{\"input_tokens\":10,\"cache_creation_input_tokens\":20,"
                    + "\"cache_read_input_tokens\":70,\"output_tokens\":5}")));

    GenerateResponse response = daemon.router().generate(request().toBuilder().setSeed(7).build());

    Usage usage = response.getUsage();
    assertThat(usage.getInputTokens()).isEqualTo(100);
    assertThat(usage.getCachedInputTokens()).isEqualTo(70);
    assertThat(response.getCostNanos()).isEqualTo(30 * 1_000 + 70 * 100 + 5 * 2_000);
    assertThat(response.getDecision().getDegradedList())
        .containsExactly("seed was left out: claude does not take it");
  }
}
