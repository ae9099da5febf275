package dev.rung.server.provider.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.Message;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Role;
import dev.rung.server.generate.Sampling;
import dev.rung.server.generate.Tool;
import dev.rung.server.generate.ToolChoice;
import dev.rung.server.generate.Usage;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.Completion;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.Provider;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.scripted.Behaviour;
import dev.rung.server.scripted.Dialect;
import dev.rung.server.scripted.Fault;
import dev.rung.server.scripted.ReceivedRequest;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.server.time.FakeClock;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The provider that the vendors' own libraries are tried with, over real sockets. */
@Timeout(300)
class ScriptedDialectsTest {
  private static final Duration BOUND = Duration.ofMinutes(1);

  private final List<String> log = new ArrayList<>();
  private final ScriptedProvider server =
      ScriptedProvider.start().otherwise(behaviour(Behaviour.Failing.NEVER));
  private final FakeClock clock = new FakeClock();
  private final RemoteProviders remote = RemoteProviders.start(InstantSource.system(), clock);
  private final CollectingSink sink = new CollectingSink();

  @AfterEach
  void close() {
    remote.close();
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void answersInOnePieceAndStreamed(Dialect dialect) throws Exception {
    for (boolean stream : new boolean[] {false, true}) {
      CollectingSink read = new CollectingSink();

      Completion completion = ask(dialect, "Hi", stream, read);

      assertThat(read.text()).isEqualTo("one two three");
      assertThat(completion.finishReason()).isEqualTo(FinishReason.STOP);
      assertThat(completion.usage()).contains(new Usage(9, 0, 3, 0, false));
    }
    assertThat(server.requests()).hasSize(dialect == Dialect.REPLICATE ? 6 : 2);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REPLICATE")
  void callsTheFirstTool(Dialect dialect) throws Exception {
    for (boolean stream : new boolean[] {false, true}) {
      CollectingSink read = new CollectingSink();

      Completion completion = provider(dialect).generate(call(dialect, tools(), stream), read);

      assertThat(read.toolCalls()).singleElement().asString().endsWith(" weather");
      assertThat(read.arguments(0)).isEqualTo("{\"city\":\"Oslo\"}");
      assertThat(completion.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesAKey(Dialect dialect) {
    assertThat(failure(dialect, Fault.WRONG_KEY)).isEqualTo(FailureKind.AUTH);
  }

  @ParameterizedTest
  @EnumSource
  void asksForPatience(Dialect dialect) {
    assertThat(failure(dialect, Fault.SLOW_DOWN)).isEqualTo(FailureKind.RATE_LIMITED);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REPLICATE")
  void breaksAStream(Dialect dialect) {
    for (Fault fault : List.of(Fault.CUT_IN_THE_STREAM, Fault.END_WITHOUT_A_WORD)) {
      assertThat(failure(dialect, fault)).isIn(FailureKind.UNAVAILABLE, FailureKind.BAD_RESPONSE);
    }
    assertThat(sink.text()).isEqualTo("one two one two ");
  }

  static List<ProviderKind> kinds() {
    return List.of(
        ProviderKind.OPENAI,
        ProviderKind.ANTHROPIC,
        ProviderKind.GEMINI,
        ProviderKind.OLLAMA,
        ProviderKind.REPLICATE);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void letsEveryKeyBeChecked(ProviderKind kind) throws Exception {
    remote.models(Calls.settings(kind, base(kind)), BOUND);

    assertThat(server.requests()).extracting(ReceivedRequest::method).containsOnly("GET");
    assertThat(log).isNotEmpty().allMatch(line -> line.endsWith(": listing"));
  }

  @ParameterizedTest
  @EnumSource
  void failsAShareByChance(Dialect dialect) throws Exception {
    server.otherwise(behaviour(new Behaviour.Failing(List.of(Fault.WRONG_KEY), 1, 7)));
    ProviderException failure =
        catchThrowableOfType(ProviderException.class, () -> ask(dialect, "Hi", false, sink));
    server.otherwise(behaviour(new Behaviour.Failing(List.of(Fault.WRONG_KEY), 0, 7)));

    assertThat(failure.kind()).isEqualTo(FailureKind.AUTH);
    assertThat(ask(dialect, "Hi", false, sink).finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(log)
        .filteredOn(line -> line.startsWith("POST /"))
        .first()
        .asString()
        .endsWith(": " + dialect + " WRONG_KEY");
  }

  private Behaviour behaviour(Behaviour.Failing failing) {
    return new Behaviour(
        new Behaviour.Answer(List.of("one ", "two ", "three"), Duration.ZERO, Duration.ZERO),
        failing,
        log::add);
  }

  private FailureKind failure(Dialect dialect, Fault fault) {
    return catchThrowableOfType(
            ProviderException.class, () -> ask(dialect, "fault:" + fault, true, sink))
        .kind();
  }

  private Completion ask(Dialect dialect, String prompt, boolean stream, CollectingSink to)
      throws Exception {
    return provider(dialect).generate(call(dialect, Prompt.ofUser(prompt), stream), to);
  }

  private Provider provider(Dialect dialect) {
    ProviderKind kind =
        switch (dialect) {
          case OPENAI, RESPONSES -> ProviderKind.OPENAI;
          case ANTHROPIC -> ProviderKind.ANTHROPIC;
          case GEMINI -> ProviderKind.GEMINI;
          case OLLAMA -> ProviderKind.OLLAMA;
          case REPLICATE -> ProviderKind.REPLICATE;
        };
    return remote.create(Calls.settings(kind, base(kind)));
  }

  private URI base(ProviderKind kind) {
    return kind == ProviderKind.OPENAI || kind == ProviderKind.REPLICATE
        ? server.baseUrl()
        : server.rootUrl();
  }

  private static Call call(Dialect dialect, Prompt prompt, boolean stream) {
    String model =
        switch (dialect) {
          case RESPONSES -> "gpt-5-pro";
          case REPLICATE -> "scripted/scripted";
          case OPENAI, ANTHROPIC, GEMINI, OLLAMA -> "scripted";
        };
    return Calls.to(model, Calls.call(prompt, Sampling.DEFAULT, stream));
  }

  private static Prompt tools() {
    return new Prompt(
        List.of(Message.of(Role.USER, "Hi")),
        List.of(new Tool("weather", "", "{\"type\":\"object\"}")),
        new ToolChoice.Auto(),
        Optional.empty());
  }
}
