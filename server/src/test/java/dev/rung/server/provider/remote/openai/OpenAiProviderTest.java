package dev.rung.server.provider.remote.openai;

import static dev.rung.server.provider.remote.Calls.streaming;
import static dev.rung.server.provider.remote.Calls.unary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Sampling;
import dev.rung.server.generate.Usage;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.Completion;
import dev.rung.server.provider.Provider;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.remote.Calls;
import dev.rung.server.provider.remote.Golden;
import dev.rung.server.provider.remote.ProviderCase;
import dev.rung.server.scripted.ReceivedRequest;
import dev.rung.server.scripted.Replies;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiProviderTest extends ProviderCase {
  OpenAiProviderTest() {
    super(server -> Calls.settings(ProviderKind.OPENAI, server.baseUrl()));
  }

  @Test
  void answersInOnePiece() throws Exception {
    server.openAi("Hello", " world");

    Completion completion = provider.generate(unary("Say hello"), sink);

    assertThat(sink.chunks()).containsExactly(new Chunk.Delta("Hello world"));
    assertThat(completion.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(completion.usage()).contains(new Usage(9, 0, 2, 0, false));
    assertThat(completion.requestId()).contains("chatcmpl-1");
  }

  @Test
  void streamsEachDelta() throws Exception {
    server.openAi("Hello", " world");

    Completion completion = provider.generate(streaming("Say hello"), sink);

    assertThat(sink.chunks()).containsExactly(new Chunk.Delta("Hello"), new Chunk.Delta(" world"));
    assertThat(completion.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(completion.usage()).contains(new Usage(9, 0, 2, 0, false));
  }

  @Test
  void sendsKeyAndContentType() throws Exception {
    server.openAi("x");

    provider.generate(unary("Hi"), sink);

    ReceivedRequest request = server.lastRequest();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo("/v1/chat/completions");
    assertThat(request.header("Authorization")).contains("Bearer " + Calls.KEY);
    assertThat(request.header("Content-Type").orElseThrow()).startsWith("application/json");
    assertThat(request.header("Accept-Encoding")).isEmpty();
    assertThat(request.header("Cookie")).isEmpty();
  }

  @Test
  void reusesItsConnectionForUnaryAndStreamedCalls() throws Exception {
    server.openAi("a").openAi("b").openAi("c");

    provider.generate(unary("1"), sink);
    provider.generate(streaming("2"), sink);
    provider.generate(unary("3"), sink);

    assertThat(server.connections()).isEqualTo(1);
    assertThat(sink.text()).isEqualTo("abc");
  }

  @Test
  void asksForResponsesWhereAModelNeedsThemAndSaysWhatTheyDoNotTake() throws Exception {
    server.reply(
        Replies.respond(
            200,
            "{\"status\":\"completed\",\"output\":[{\"type\":\"message\",\"content\":"
                + "[{\"type\":\"output_text\",\"text\":\"Hello\"}]}]}"));
    Sampling seeded =
        new Sampling(
            OptionalInt.empty(),
            OptionalDouble.of(0.5),
            OptionalDouble.empty(),
            OptionalLong.of(7),
            List.of());

    Completion completion =
        provider.generate(
            Calls.to("gpt-5-pro", Calls.call(Prompt.ofUser("Hi"), seeded, false)), sink);

    assertThat(server.lastRequest().path()).isEqualTo("/v1/responses");
    assertThat(sink.text()).isEqualTo("Hello");
    assertThat(completion.notes())
        .containsExactly(
            "temperature was left out: model does not take it",
            "seed was left out: model does not take it");
  }

  @Test
  void asksNobodyForWhatAModelDoesNotTake() {
    Sampling stopping =
        new Sampling(
            OptionalInt.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalLong.empty(),
            List.of("END"));
    Call stop = Calls.call(Prompt.ofUser("Hi"), stopping, false);

    for (String model : List.of("gpt-5-pro", "gpt-5.4-mini", "o3", "o4-mini")) {
      assertThatThrownBy(() -> provider.generate(Calls.to(model, stop), sink))
          .hasMessageContaining("no stop texts");
    }
    assertThatThrownBy(
            () -> provider.generate(Calls.of(15, Calls.to("gpt-5-pro", Calls.unary("Hi"))), sink))
        .hasMessageContaining("16 tokens or more");
    assertThat(server.connections()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt-4o", "gpt-5.6-terra", "o1", "gpt-5-chat-latest", "any"})
  void sendsStopTextsWhereTheyAreTaken(String model) throws Exception {
    server.openAi("x");

    provider.generate(
        Calls.to(model, Calls.call(Prompt.ofUser("Hi"), Golden.SAMPLING, false)), sink);

    assertThat(server.lastRequest().says("\"stop\":[\"END\"]")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "OPENAI, gpt-4o, 4",
    "OPENAI, chatgpt-4o-latest, 4",
    "OPENAI, gpt-oss-20b, 16",
    "OPENAI, my-own-model, 16",
    "FIREWORKS, a, 4",
    "GLM, glm-4.5, 1",
    "TOGETHER, a, 16",
  })
  void asksNobodyWithMoreStopTextsThanAreTaken(ProviderKind kind, String model, int most)
      throws Exception {
    server.openAi("x");
    try (Provider other = remote.create(Calls.settings(kind, server.baseUrl()))) {
      other.generate(stopping(model, most), sink);
      if (most < 16) {
        assertThatThrownBy(() -> other.generate(stopping(model, most + 1), sink))
            .hasMessageContaining("takes no more stop texts than " + most);
      }
    }

    assertThat(server.requests()).hasSize(1);
  }

  private static Call stopping(String model, int texts) {
    Sampling sampling =
        new Sampling(
            OptionalInt.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalLong.empty(),
            IntStream.range(0, texts).mapToObj(i -> "stop" + i).toList());
    return Calls.to(model, Calls.call(Prompt.ofUser("Hi"), sampling, false));
  }

  @ParameterizedTest
  @CsvSource({
    "GLM, 1.5, 7, '\"temperature\":1.0', 'temperature was lowered to 1.0'",
    "GLM, 0.5, 7, '\"temperature\":0.5', 'seed was left out'",
    "QWEN, 2, 7, '\"temperature\":1.99', 'temperature was lowered to 1.99'",
    "QWEN, 1, -1, '\"temperature\":1.0', 'seed was left out'",
    "QWEN, 1, 2147483648, '\"temperature\":1.0', 'seed was left out'",
  })
  void saysWhatItLoweredOrLeftOut(
      ProviderKind kind, double temperature, long seed, String sent, String note) throws Exception {
    server.openAi("x");
    Sampling sampling =
        new Sampling(
            OptionalInt.empty(),
            OptionalDouble.of(temperature),
            OptionalDouble.empty(),
            OptionalLong.of(seed),
            List.of());
    try (Provider other = remote.create(Calls.settings(kind, server.baseUrl()))) {
      Completion completion =
          other.generate(Calls.call(Prompt.ofUser("Hi"), sampling, false), sink);

      assertThat(server.lastRequest().body()).contains(sent);
      assertThat(completion.notes()).anySatisfy(told -> assertThat(told).startsWith(note));
    }
  }
}
