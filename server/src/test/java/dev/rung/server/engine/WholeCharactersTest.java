package dev.rung.server.engine;

import static dev.rung.server.engine.ScriptedModel.hands;
import static dev.rung.server.engine.ScriptedModel.says;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.ToolCall;
import dev.rung.server.provider.Models;
import dev.rung.server.select.Requests;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Characters of which a model brings the halves apart. */
class WholeCharactersTest {
  private static final GenerateRequest REQUEST = Requests.of("tell me something");

  private final EngineUnderTest engine =
      new EngineUnderTest(Models.named("small", Tier.SMALL).price(1, 2).build());

  @ParameterizedTest
  @CsvSource({
    "'Hi \ud83d|\ude00!', 'Hi |😀!'",
    "'\ud83d|\ude00', '😀'",
    "'\ud83d|\ude00\ud83d|\ude80', '😀|🚀'",
    "'😀|🚀', '😀|🚀'",
    "'a\ud83d|b', 'a|\ufffdb'",
    "'a\ude00|b', 'a\ufffd|b'",
    "'a|\ud83d', 'a|\ufffd'",
    "'\ud83d|\ud83d|\ude00', '\ufffd|😀'",
  })
  void handsOnWholeCharactersAlone(String said, String heard) {
    engine.provider.on("small", says(said.split("\\|", -1)));
    Sinks.Stream caller = new Sinks.Stream();

    engine.stream(REQUEST, caller);

    assertThat(caller.chunks())
        .containsExactlyElementsOf(
            List.of(heard.split("\\|", -1)).stream().map(Chunk.Delta::new).toList());
    assertThat(new String(caller.text().getBytes(UTF_8), UTF_8)).isEqualTo(caller.text());
    assertThat(engine.answer(REQUEST).text()).isEqualTo(caller.text());
  }

  @Test
  void joinsTheArgumentsOfEachToolCallByItself() {
    engine.provider.on(
        "small",
        hands(
            new Chunk.ToolCallDelta(0, "c\ud83d", "find", "{\"at\":\"\ud83d"),
            new Chunk.ToolCallDelta(1, "c1", "find", "{\"at\":\"\ud83d"),
            new Chunk.ToolCallDelta(0, "", "", "\ude00\"}"),
            new Chunk.ToolCallDelta(1, "", "", "\ude80\"}")));

    assertThat(engine.answer(REQUEST).toolCalls())
        .containsExactly(
            new ToolCall("c\ufffd", "find", "{\"at\":\"😀\"}"),
            new ToolCall("c1", "find", "{\"at\":\"🚀\"}"));
  }

  @Test
  void beginsACallOfWhichNothingElseIsWhole() {
    engine.provider.on(
        "small",
        hands(
            new Chunk.ToolCallDelta(0, "c0", "find", "\ud83d"),
            new Chunk.ToolCallDelta(0, "", "", "\ud83d"),
            new Chunk.ToolCallDelta(0, "", "", "\ude00")));
    Sinks.Stream caller = new Sinks.Stream();

    engine.stream(REQUEST, caller);

    assertThat(caller.chunks())
        .containsExactly(
            new Chunk.ToolCallDelta(0, "c0", "find", ""),
            new Chunk.ToolCallDelta(0, "", "", "\ufffd"),
            new Chunk.ToolCallDelta(0, "", "", "😀"));
  }
}
