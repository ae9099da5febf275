package dev.rung.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.call.Samples;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.Outcome;
import dev.rung.server.generate.Refusal;
import dev.rung.server.generate.Refusal.Reason;
import dev.rung.server.generate.Source;
import dev.rung.server.generate.Tier;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers as OpenAI spells them, byte by byte. */
final class CompletionTest {
  private static final Source MISTRAL = new Source(Optional.of("mistral"), Tier.SMALL, "together");

  private final Door door = new Door();

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void aWholeAnswerCarriesTextToolCallsUsageAndWhatItCost() {
    door.engine.generates((request, sink) -> Samples.answered(request, "pong"));

    HttpResponse<String> response = door.chat(Door.PING);

    String id = response.headers().firstValue("x-rung-id").orElseThrow();
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .isEqualTo(
            """
            {"id":"chatcmpl-%s","object":"chat.completion","created":1700000000,"model":"mistral",\
            "choices":[{"index":0,"message":{"role":"assistant","content":"pong","refusal":null,\
            "tool_calls":[{"id":"call_1","type":"function","function":{"name":"lookup",\
            "arguments":"{\\"q\\":1}"}}]},"logprobs":null,"finish_reason":"stop"}],\
            "usage":{"prompt_tokens":11,"completion_tokens":5,"total_tokens":16,\
            "prompt_tokens_details":{"cached_tokens":3,"cache_write_tokens":1},\
            "completion_tokens_details":{"reasoning_tokens":2}},\
            "rung":{"id":"%s","model":"mistral","tier":"2","provider":"together",\
            "classified_tier":"1","strategy":"cost-first","reason":"a single function is tier 1",\
            "cost_usd":1.500000000,"cost_nanos":1500000000,"unpriced":true,"cache_hit":true,"cache":{"kind":"exact","similarity":1.0,"age_seconds":90.0,"saved_nanos":2500000},"latency_ms":250,\
            "degraded":["tier 1 is empty: served by tier 2"],"ignored":[]}}\
            """
                .formatted(id, id));
  }

  @Test
  void theDecisionComesBackAsHeaders() {
    HttpResponse<String> response = door.chat(Door.PING.replaceFirst("\\{", "{\"user\":\"me\","));

    assertThat(header(response, "content-type")).isEqualTo("application/json");
    assertThat(header(response, "x-request-id")).isEqualTo(header(response, "x-rung-id"));
    assertThat(header(response, "x-rung-model")).isEqualTo("mistral");
    assertThat(header(response, "x-rung-tier")).isEqualTo("2");
    assertThat(header(response, "x-rung-classified-tier")).isEqualTo("1");
    assertThat(header(response, "x-rung-provider")).isEqualTo("together");
    assertThat(header(response, "x-rung-strategy")).isEqualTo("cost-first");
    assertThat(header(response, "x-rung-cost-usd")).isEqualTo("1.500000000");
    assertThat(header(response, "x-rung-unpriced")).isEqualTo("true");
    assertThat(header(response, "x-rung-cache-hit")).isEqualTo("true");
    assertThat(header(response, "x-rung-degraded")).isEqualTo("tier 1 is empty: served by tier 2");
    assertThat(header(response, "x-rung-ignored")).isEqualTo("user");
  }

  @Test
  void aStreamIsEventsThatEndWithTheFinishReasonAndTheEndMark() {
    streams();

    HttpResponse<String> response = door.chat(Door.PING_STREAM);

    String id = header(response, "x-rung-id");
    String head =
        "{\"id\":\"chatcmpl-%s\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,"
                .formatted(id)
            + "\"model\":\"mistral\",\"choices\":[{\"index\":0,\"delta\":";
    String tail = ",\"logprobs\":null,\"finish_reason\":null}]}";
    List<String> events = Door.events(response.body()).toList();
    assertThat(header(response, "content-type")).isEqualTo("text/event-stream; charset=utf-8");
    assertThat(header(response, "x-rung-tier")).isEqualTo("2");
    assertThat(header(response, "x-rung-model")).isEqualTo("mistral");
    assertThat(events)
        .hasSize(6)
        .startsWith(
            head + "{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}" + tail,
            head + "{\"content\":\"po\"}" + tail,
            head + "{\"content\":\"ng\\n\"}" + tail,
            head
                + "{\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"function\","
                + "\"function\":{\"name\":\"lookup\",\"arguments\":\"{}\"}}]}"
                + tail)
        .endsWith("[DONE]");
    assertThat(events.get(4))
        .startsWith(head + "{},\"logprobs\":null,\"finish_reason\":\"stop\"}],\"rung\":{")
        .contains("\"cost_nanos\":1500000000");
  }

  @Test
  void aStreamTellsItsUsageWhenAskedTo() {
    streams();

    List<String> events =
        Door.events(
                door.chat(
                        Door.PING_STREAM.replaceFirst(
                            "\\{", "{\"stream_options\":{\"include_usage\":true},"))
                    .body())
            .toList();

    assertThat(events).hasSize(7);
    assertThat(events.subList(0, 5)).allMatch(event -> event.contains("\"usage\":null"));
    assertThat(events.get(5)).contains("\"choices\":[],\"usage\":{\"prompt_tokens\":11,");
    assertThat(events.getLast()).isEqualTo("[DONE]");
  }

  @Test
  void aStreamThatFailsBeforeItsFirstOutputHasAStatusOfItsOwn() {
    door.engine.generates((request, sink) -> failed());

    HttpResponse<String> response = door.chat(Door.PING_STREAM);

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(header(response, "content-type")).isEqualTo("application/json");
    assertThat(response.body()).contains("\"code\":\"providers_failed\"");
  }

  @Test
  void aStreamThatFailsInTheMiddleEndsWithAnErrorAndNoEndMark() {
    door.engine.generates((request, sink) -> {
      sink.comesFrom(MISTRAL);
      sink.accept(new Chunk.Delta("half"));
      return failed();
    });

    List<String> events = Door.events(door.chat(Door.PING_STREAM).body()).toList();

    assertThat(events).hasSize(3);
    assertThat(events.get(1)).contains("half");
    assertThat(events.getLast())
        .startsWith(
            "{\"error\":{\"message\":\"cut off\",\"type\":\"server_error\",\"param\":null,"
                + "\"code\":\"providers_failed\",\"rung\":{\"reason\":\"PROVIDERS_FAILED\"");
  }

  @Test
  void anAnswerThatNeedsNoWaitingIsStreamedToo() {
    door.engine.answersImmediately(request -> Optional.of(Samples.answered(request, "at once")));

    List<String> events = Door.events(door.chat(Door.PING_STREAM).body()).toList();

    assertThat(events).hasSize(5).endsWith("[DONE]");
    assertThat(events.get(1)).contains("\"content\":\"at once\"");
  }

  @Test
  void aLongAnswerThatNeedsNoWaitingComesInPieces() {
    String text = "é".repeat(300_000);
    door.engine.answersImmediately(request -> Optional.of(Samples.answered(request, text)));

    List<String> pieces =
        Door.events(door.chat(Door.PING_STREAM).body())
            .filter(event -> event.contains("{\"content\":\"é"))
            .toList();

    assertThat(pieces.size()).isGreaterThan(4);
    assertThat(
            pieces.stream().mapToLong(piece -> piece.chars().filter(c -> c == 'é').count()).sum())
        .isEqualTo(300_000);
  }

  @Test
  void anAnswerWithoutOutputIsAStreamAsWell() {
    door.engine.generates((request, sink) -> Samples.answered(request, ""));

    List<String> events = Door.events(door.chat(Door.PING_STREAM).body()).toList();

    assertThat(events).hasSize(3).endsWith("[DONE]");
  }

  private void streams() {
    door.engine.generates((request, sink) -> {
      sink.comesFrom(MISTRAL);
      sink.accept(new Chunk.Delta("po"));
      sink.accept(new Chunk.Delta("ng\n"));
      sink.accept(new Chunk.ToolCallDelta(0, "call_1", "lookup", "{}"));
      return Samples.answered(request, "pong\n");
    });
  }

  private static Outcome failed() {
    return new Outcome.Failed(
        Refusal.of(Reason.PROVIDERS_FAILED, "cut off"),
        Optional.empty(),
        Optional.of(Samples.DECISION));
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("absent");
  }
}
