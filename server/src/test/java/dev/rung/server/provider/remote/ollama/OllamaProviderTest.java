package dev.rung.server.provider.remote.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.Message;
import dev.rung.server.generate.Part;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Role;
import dev.rung.server.generate.Sampling;
import dev.rung.server.generate.ToolChoice;
import dev.rung.server.generate.Usage;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.Completion;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.remote.Calls;
import dev.rung.server.provider.remote.ProviderCase;
import dev.rung.server.provider.remote.wire.ListedModel;
import dev.rung.server.scripted.OllamaWire;
import dev.rung.server.scripted.Replies;
import dev.rung.server.scripted.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OllamaProviderTest extends ProviderCase {
  OllamaProviderTest() {
    super(server -> Calls.settings(ProviderKind.OLLAMA, server.rootUrl()));
  }

  @Test
  void answersInOnePiece() throws Exception {
    server.ollama("Hello", " world");

    Completion completion = provider.generate(Calls.unary("Say hello"), sink);

    assertThat(sink.chunks()).containsExactly(new Chunk.Delta("Hello world"));
    assertThat(completion.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(completion.usage()).contains(new Usage(9, 0, 2, 0, false));
    assertThat(server.lastRequest().path()).isEqualTo("/api/chat");
  }

  @Test
  void streamsEachDeltaOverOneConnection() throws Exception {
    server.ollama("Hello", " world").ollama("!");

    provider.generate(Calls.streaming("Say hello"), sink);
    provider.generate(Calls.streaming("Again"), sink);

    assertThat(sink.chunks())
        .containsExactly(new Chunk.Delta("Hello"), new Chunk.Delta(" world"), new Chunk.Delta("!"));
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void knowsNoUsageWhereThePromptCountIsMissing() throws Exception {
    server.reply(
        lines(
            OllamaWire.delta("a"),
            "{\"message\":{\"content\":\"\"},\"done\":true,\"done_reason\":\"length\","
                + "\"eval_count\":4}"));

    Completion completion = provider.generate(Calls.streaming("Hi"), sink);

    assertThat(completion.usage()).isEmpty();
    assertThat(completion.finishReason()).isEqualTo(FinishReason.LENGTH);
  }

  @Test
  void handsOnToolCallsAndKeepsThinkingOut() throws Exception {
    server.reply(
        lines(
            "{\"message\":{\"role\":\"assistant\",\"content\":\"\",\"thinking\":\"hm\"}}\n",
            "{\"message\":{\"content\":\"\",\"tool_calls\":[{\"function\":{\"name\":\"f\","
                + "\"arguments\":{\"a\":1}}},{\"id\":\"x\",\"function\":{\"name\":\"g\"}}]}}\n",
            OllamaWire.done("stop", 5, 6)));

    Completion completion = provider.generate(Calls.streaming("Hi"), sink);

    assertThat(sink.chunks())
        .containsExactly(
            new Chunk.ToolCallDelta(0, "call_0", "f", "{\"a\":1}"),
            new Chunk.ToolCallDelta(1, "x", "g", "{}"));
    assertThat(completion.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
  }

  @Test
  void failsWhereAnErrorComesAmidTheStream() {
    server.reply(lines(OllamaWire.delta("a"), OllamaWire.error("the model crashed") + "\n"));

    ProviderException failure = failure(Calls.streaming("Hi"));

    assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE);
    assertThat(failure).hasMessage("ollama reported an error: the model crashed");
    assertThat(sink.text()).isEqualTo("a");
  }

  @ParameterizedTest
  @CsvSource({
    "404, model 'x' not found, INVALID_REQUEST", "503, server busy, OVERLOADED",
    "400, does not support tools, INVALID_REQUEST", "500, llama runner has terminated, UNAVAILABLE",
    "400, the input length exceeds the context length, CONTEXT_TOO_LONG", "401, unauthorized, AUTH"
  })
  void tellsWhyItWasRefused(int status, String message, FailureKind kind) {
    server.respond(status, OllamaWire.error(message));

    ProviderException failure = failure(Calls.streaming("Hi"));

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.status()).hasValue(status);
    assertThat(failure).hasMessage("ollama answered " + status + ": " + message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n\n",
        "<html></html>",
        "{\"message\":",
        "nonsense\n",
        "[]\n",
        "{}\n",
        "{\"message\":{\"content\":\"a\"},\"done\":false}\n",
        "{\"message\":{\"content\":\"\"},\"done\":true,\"done_reason\":\"stop\"}\n",
        "{\"done\":true,\"done_reason\":\"load\"}\n"
      })
  void refusesWhatIsNoWholeAnswer(String body) {
    server.reply(lines(body));

    assertThat(failure(Calls.streaming("Hi")).kind()).isEqualTo(FailureKind.BAD_RESPONSE);
  }

  @Test
  void closesTheConnectionWhenTheDeadlinePasses() throws Exception {
    server.reply(exchange -> {
      exchange.startLines();
      exchange.write(OllamaWire.delta("a"));
      exchange.hang(clock::pass);
    });

    ProviderException failure =
        failure(Calls.within(Duration.ofMillis(200), clock, Calls.streaming("Hi")));

    assertThat(failure.kind()).isEqualTo(FailureKind.TIMEOUT);
    server.awaitClientGone(BOUND);
  }

  @Test
  void cannotBeMadeToCallATool() {
    Prompt prompt =
        new Prompt(
            Prompt.ofUser("Hi").messages(), List.of(), new ToolChoice.Required(), Optional.empty());

    assertThat(failure(Calls.call(prompt, Sampling.DEFAULT, false)).kind())
        .isEqualTo(FailureKind.INVALID_REQUEST);
    assertThat(server.connections()).isZero();
  }

  @Test
  void listsItsModels() throws Exception {
    server.at("/api/tags", Replies.ollamaTags("llama3.2:3b", "codellama:7b"));

    assertThat(remote.models(settings, BOUND))
        .containsExactly(listed("llama3.2:3b"), listed("codellama:7b"));
  }

  @Test
  void listsNothingWhereNobodyAnswersInTime() {
    server.at("/api/tags", exchange -> exchange.hang(clock::pass));

    assertThatThrownBy(() -> remote.models(settings, Duration.ofMillis(100)))
        .isInstanceOf(ProviderException.class);
  }

  private ProviderException failure(Call call) {
    ProviderException failure =
        catchThrowableOfType(ProviderException.class, () -> provider.generate(call, sink));
    assertThat(failure).isNotNull();
    return failure;
  }

  private static ListedModel listed(String name) {
    return new ListedModel(
        name, Optional.of("3.2B"), OptionalLong.of(2_019_393_189L), OptionalInt.empty());
  }

  private static Reply lines(String... lines) {
    return exchange -> {
      exchange.startLines();
      for (String line : lines) {
        exchange.write(line);
      }
      exchange.finish();
    };
  }

  @Test
  void saysThatImagesAreGivenApartFromTheTextAroundThem() throws Exception {
    server.ollama("x").ollama("y");
    Part image = new Part.ImageBytes(new byte[] {1}, "image/png");
    Prompt mixed =
        Prompt.ofMessages(
            List.of(
                new Message(
                    Role.USER, List.of(new Part.Text("first"), image, new Part.Text("then")))));
    Prompt after =
        Prompt.ofMessages(
            List.of(new Message(Role.USER, List.of(new Part.Text("What is it?"), image))));

    assertThat(provider.generate(Calls.call(mixed, Sampling.DEFAULT, false), sink).notes())
        .containsExactly("images were given to model apart from the text around them");
    assertThat(provider.generate(Calls.call(after, Sampling.DEFAULT, false), sink).notes())
        .isEmpty();
  }
}
