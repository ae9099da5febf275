package dev.rung.server.template.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JsonLayoutTest {
  private final JsonLayout pretty = new JsonLayout(JsonLayout.Style.PRETTY);
  private final JsonLayout minified = new JsonLayout(JsonLayout.Style.MINIFIED);

  @Test
  void changesNothingButWhiteSpace() {
    String json =
        "{ \"a\\\"b\\\\\" : [ 1.50 , -0, 1E400 ,\"\\u00e9 { } , :\" ], \"a\":{ }, \"e\":[\n], \"t\":true }";

    assertThat(minified.answer(payload(json)))
        .contains(
            "{\"a\\\"b\\\\\":[1.50,-0,1E400,\"\\u00e9 { } , :\"],\"a\":{},\"e\":[],\"t\":true}");
    assertThat(pretty.answer(payload(json)))
        .contains(
            """
            {
              "a\\"b\\\\": [
                1.50,
                -0,
                1E400,
                "\\u00e9 { } , :"
              ],
              "a": {},
              "e": [],
              "t": true
            }\
            """);
  }

  @Test
  void minifyingUndoesPrettyPrinting() {
    long seed = 8_259L;
    var random = new Random(seed);

    for (int i = 0; i < 500; i++) {
      String json = "[" + value(random, 4) + "]";
      String laidOut = pretty.answer(payload(json)).orElseThrow();

      assertThat(minified.answer(payload(laidOut))).as("seed %d: %s", seed, json).contains(json);
    }
  }

  @Test
  void refusesWhatIsNoSingleObjectOrArray() {
    assertThat(
            Stream.of(
                "",
                " ",
                "5",
                "\"a\"",
                "null",
                "{",
                "[1,]",
                "{a:1}",
                "{'a':1}",
                "[1] [2]",
                "[1] x",
                "[NaN]",
                "[01]",
                "// c\n[]",
                "[\"a\nb\"]",
                "[".repeat(40) + "]".repeat(40)))
        .allSatisfy(text -> assertThat(pretty.answer(payload(text))).isEmpty());
  }

  private static String value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 6 : 4)) {
      case 0 -> Integer.toString(random.nextInt());
      case 1 -> "\"" + "\\\"x[]{}:, ".substring(0, 2 + random.nextInt(8)) + "\"";
      case 2 -> "null";
      case 3 -> random.nextBoolean() ? "[]" : "{}";
      case 4 -> "[" + value(random, depth - 1) + "," + value(random, depth - 1) + "]";
      default -> "{\"k\":" + value(random, depth - 1) + "}";
    };
  }

  private static Arguments payload(String text) {
    return new Arguments(Map.of(Arguments.TEXT, text));
  }
}
