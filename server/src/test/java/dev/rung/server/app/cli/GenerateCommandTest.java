package dev.rung.server.app.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.time.Eventually;
import dev.rung.v1.CachePolicy;
import dev.rung.v1.FinishReason;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.GenerateResponse;
import dev.rung.v1.Role;
import dev.rung.v1.RoutingDecision;
import dev.rung.v1.Strategy;
import dev.rung.v1.Tier;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GenerateCommandTest {
  private final ScriptedDaemon daemon = new ScriptedDaemon();
  private final CommandLineUser user =
      new CommandLineUser((file, environment) -> daemon)
          .variable("RUNG_SERVER_GRPC_ADDRESS", daemon.address());

  @AfterEach
  void close() {
    daemon.close();
  }

  @Test
  void printsTheAnswerAndNothingElseIntoAPipe() {
    daemon.deltas = List.of("Hel", "lo\u001b[2J");

    int code = user.types("generate", "Say hello");

    assertThat(code).isZero();
    assertThat(user.out()).isEqualTo("Hello\u001b[2J\n");
    assertThat(user.err()).isEmpty();
    assertThat(daemon.lastRequest()).isEqualTo(request().setPrompt("Say hello").build());
  }

  @Test
  void shieldsATerminalFromWhatTheModelWrote() {
    daemon.deltas = List.of("a\tb\n", "\u001b]0;owned\u0007", "\u009b2J", "\r\u202e!");

    user.atATerminal().types("generate", "x");

    assertThat(user.out()).isEqualTo("a\tb\n\\u001b]0;owned\\u0007\\u009b2J\\u000d\\u202e!\n");
  }

  @Test
  void endsWithOneLineBreakOnly() {
    daemon.deltas = List.of("done\n");

    user.types("generate", "x");

    assertThat(user.out()).isEqualTo("done\n");
  }

  @Test
  void tellsAPersonWhoAnswered() {
    daemon.last =
        GenerateResponse.newBuilder()
            .setModel("mistral-7b")
            .setTier(Tier.TIER_2_SMALL)
            .setCostNanos(120_000)
            .setLatencyMs(812.4)
            .setFinishReason(FinishReason.LENGTH)
            .build();

    user.atATerminal().types("generate", "x");

    assertThat(user.err())
        .isEqualTo("\u001b[2mmistral-7b · tier 2 · $0.00012 · 812 ms · ended by length\u001b[0m\n");
  }

  @Test
  void tellsAScriptTooThatABudgetCutTheAnswer() {
    daemon.last =
        GenerateResponse.newBuilder()
            .setModel("dear")
            .setTier(Tier.TIER_4_LARGE)
            .setFinishReason(FinishReason.BUDGET)
            .build();

    int exit = user.types("generate", "x");

    assertThat(exit).isEqualTo(ExitCode.DONE);
    assertThat(user.err()).contains("dear · tier 4", "ended by budget");
  }

  @Test
  void tellsThatWhatAnsweredHasNoPrice() {
    daemon.last =
        GenerateResponse.newBuilder()
            .setModel("house")
            .setTier(Tier.TIER_2_SMALL)
            .setLatencyMs(812.4)
            .setFinishReason(FinishReason.STOP)
            .setDecision(RoutingDecision.newBuilder().setUnpriced(true))
            .build();

    user.types("generate", "--verbose", "x");

    assertThat(user.err()).startsWith("house · tier 2 · $0 (unpriced) · 812 ms");
  }

  @Test
  void tellsAScriptWhoAnsweredIfItAsks() {
    daemon.last =
        GenerateResponse.newBuilder()
            .setTier(Tier.TIER_0_TEMPLATE)
            .setLatencyMs(0.21)
            .setFinishReason(FinishReason.STOP)
            .setDecision(RoutingDecision.newBuilder().setReason("A template fits.").build())
            .build();

    user.types("generate", "--verbose", "x");

    assertThat(user.err()).isEqualTo("template · tier 0 · $0 · 0.2 ms\nA template fits.\n");
  }

  @Test
  void readsThePromptFromTheStandardInput() {
    user.input("grüße\nzwei").types("generate", "-");

    assertThat(daemon.lastRequest().getPrompt()).isEqualTo("grüße\nzwei");
  }

  @Test
  void joinsWordsThatAreNotQuoted() {
    user.types("generate", "what", "is", "2+2");

    assertThat(daemon.lastRequest().getPrompt()).isEqualTo("what is 2+2");
  }

  @Test
  void sendsEveryLimitThatWasTyped() {
    user.types(
        "generate",
        "--system=Be brief.",
        "--model=claude",
        "--tier-min=1",
        "--tier-max=3",
        "--strategy=quality-first",
        "--max-tokens=7",
        "--temperature=0",
        "--cache=only",
        "--similar",
        "--no-templates",
        "Hi");

    assertThat(daemon.lastRequest())
        .isEqualTo(
            request()
                .addMessages(message(Role.SYSTEM, "Be brief."))
                .addMessages(message(Role.USER, "Hi"))
                .setModel("claude")
                .setMinTier(Tier.TIER_1_TINY)
                .setMaxTier(Tier.TIER_3_MEDIUM)
                .setStrategy(Strategy.QUALITY_FIRST)
                .setMaxTokens(7)
                .setTemperature(0)
                .setCache(CachePolicy.ONLY)
                .setCacheSimilar(true)
                .setTemplates(GenerateRequest.TemplatePolicy.OFF)
                .build());
  }

  @Test
  void wantsOneOfTwoThatExcludeEachOther() {
    int code = user.types("generate", "--similar", "--exact", "Hi");

    assertThat(code).isEqualTo(2);
    assertThat(user.err()).contains("--similar and --exact exclude each other");
    assertThat(daemon.requests()).isEmpty();
  }

  @Test
  void printsAWholeAnswerAsTextOrAsJson() {
    daemon.deltas = List.of("4", "2");

    user.types("generate", "--no-stream", "x");
    user.types("generate", "--json", "x");

    assertThat(user.out())
        .startsWith("42\n{")
        .contains("\"text\": \"42\"", "\"cost_nanos\": \"0\"");
  }

  @Test
  void stopsTheModelWhenNobodyReadsOn() throws Exception {
    daemon.deltas = List.of("one", "two", "three");
    daemon.endless = true;

    int code = user.types(new ClosedPipe(), "generate", "--timeout=60s", "x");

    assertThat(code).isEqualTo(1);
    assertThat(daemon.cancelled().await(1, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void givesUpWhenTheTimeIsOver() {
    daemon.deltas = List.of("begun");
    daemon.endless = true;

    String out = Eventually.inTime(Duration.ofMillis(300), this::begunWithin);

    assertThat(out).isEqualTo("begun\n");
  }

  /** What was written; empty where the machine was too slow for the first word. */
  private Optional<String> begunWithin(Duration timeout) {
    CommandLineUser hurried =
        new CommandLineUser((file, environment) -> daemon)
            .variable("RUNG_SERVER_GRPC_ADDRESS", daemon.address());

    int code = hurried.types("generate", "--timeout=" + timeout.toMillis() + "ms", "x");

    assertThat(code).isEqualTo(1);
    assertThat(hurried.err()).isEqualTo("rung: no answer in time: allow more with --timeout\n");
    return hurried.out().contains("begun") ? Optional.of(hurried.out()) : Optional.empty();
  }

  @Test
  void refusesInputThatIsNotUtf8InsteadOfAskingSomethingElse() {
    CommandLineUser latin = new CommandLineUser((file, environment) -> daemon);

    int code = latin.input("caf\u00e9".getBytes(ISO_8859_1)).types("generate", "-");

    assertThat(code).isEqualTo(2);
    assertThat(latin.err()).isEqualTo("rung: the prompt on standard input is not UTF-8 text\n");
  }

  private static GenerateRequest.Builder request() {
    return GenerateRequest.newBuilder();
  }

  private static dev.rung.v1.Message message(Role role, String text) {
    return dev.rung.v1.Message.newBuilder().setRole(role).setContent(text).build();
  }

  /** Like a pipe into a program that has ended. */
  private static final class ClosedPipe extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("Broken pipe");
    }
  }
}
