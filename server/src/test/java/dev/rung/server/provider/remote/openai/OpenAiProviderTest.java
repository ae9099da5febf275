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
import dev.rung.server.provider.remote.CollectingSink;
import dev.rung.server.provider.remote.Golden;
import dev.rung.server.provider.remote.RemoteProviders;
import dev.rung.server.scripted.ReceivedRequest;
import dev.rung.server.scripted.Replies;
import dev.rung.server.scripted.ScriptedProvider;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiProviderTest {
  private final ScriptedProvider server = ScriptedProvider.start();
  private final RemoteProviders remote =
      RemoteProviders.start(InstantSource.system(), System::nanoTime);
  private final Provider provider =
      remote.create(Calls.settings(ProviderKind.OPENAI, server.baseUrl()));
  private final CollectingSink sink = new CollectingSink();

  @AfterEach
  void close() {
    provider.close();
    remote.close();
    server.close();
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
}
