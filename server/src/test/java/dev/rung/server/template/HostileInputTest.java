package dev.rung.server.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class HostileInputTest {
  private static final int MIB = 1 << 20;
  private static final Duration NOT_HUNG = Duration.ofSeconds(20);

  private final TemplateEngine engine = Engines.builtIn();

  @Test
  void leavesHugeTextsToAModel() {
    assertThat(
            Stream.of(
                "a", " ", "1+", "(", "json ", "\uD800", "hello ", "[", "\n", "\u202E", "9^", "何",
                "5公里", "¿", "请", "は"))
        .allSatisfy(piece -> assertThat(engine.answer(piece.repeat(MIB))).isEmpty());
  }

  @Test
  void staysQuickWhereAHugePayloadIsAllowed() {
    List<String> heads =
        List.of(
            "base64 encode: ",
            "base64 decode: ",
            "url decode: ",
            "hex decode: ",
            "uppercase: ",
            "count words: ",
            "json pretty print: ",
            "sha256: ",
            "snake case: ",
            "title case: \"",
            "sort these lines:\n",
            "sort the words: ",
            "remove duplicates from: \"",
            "reverse: \"",
            "split by comma: \"",
            "remove extra spaces from: \"",
            "slugify: \"",
            "html escape: \"",
            "html decode: \"",
            "shuffle: \"");
    List<String> pieces =
        List.of(
            "a", "and ", "[", "[1,", "%20", "AAAA", "{\"a\":", ".", "🦀", "'", "a\n", "&lt;",
            "1, ");

    Assertions.assertTimeoutPreemptively(
        NOT_HUNG,
        () -> {
          for (String head : heads) {
            for (String piece : pieces) {
              int times = (Payload.MAX_LENGTH - head.length()) / piece.length();
              assertThat(
                      engine
                          .answer(head + piece.repeat(times))
                          .map(a -> a.text().length())
                          .orElse(0))
                  .isLessThan(4 * MIB);
            }
          }
        });
  }

  @Test
  void doesNotHangOnPowersOfPowers() {
    Assertions.assertTimeoutPreemptively(
        NOT_HUNG,
        () ->
            assertThat(
                    Stream.of(
                        "9^9^9",
                        "9^9^9^9^9",
                        "2^999999999999",
                        "(9^999)^(9^999)",
                        "9**9**9",
                        "0.1^99999",
                        "9^9999*9^9999",
                        "1/9^-9999",
                        "(((9^900)^2)^2)^2"))
                .allSatisfy(text -> assertThat(engine.answer(text + " + 0")).isEmpty()));
  }

  @Test
  void survivesDeepNesting() {
    assertThat(engine.answer("(".repeat(90) + "1+1" + ")".repeat(90))).isEmpty();
    assertThat(engine.answer("1+" + "-".repeat(150) + "1")).isEmpty();
    assertThat(engine.answer("json pretty print: " + "[".repeat(30_000))).isEmpty();
    assertThat(engine.answer("minify json: " + "[".repeat(33) + "]".repeat(33))).isEmpty();
    assertThat(engine.answer("minify json: " + "[".repeat(32) + "]".repeat(32))).isPresent();
  }

  @Test
  void seesThroughInvisibleCharacters() {
    assertThat(
            Stream.of(
                "\u202Ehello",
                "hel\u200Blo",
                "hello\u0000",
                "\u0007hello",
                "2+2\u202C",
                "uuid\u200D",
                "what is\n2+2",
                "2+\u20282",
                "\uFEFFhello",
                "he\u0301llo"))
        .allSatisfy(text -> assertThat(engine.answer(text)).isEmpty());
  }

  @Test
  void leavesHalfSurrogatePairsToAModel() {
    assertThat(
            Stream.of(
                "uppercase: a\uD83D",
                "base64 encode: \uDE00",
                "sha256 of \uD83D",
                "hi \uD83D",
                "url encode \"\uDE00\uD83D\"",
                "json pretty print: [\"\uD83D\"]"))
        .allSatisfy(text -> assertThat(engine.answer(text)).isEmpty());
    assertThat(engine.answer("base64 encode: \uD83D\uDE00")).isPresent();
  }

  @Test
  void takesOddWhiteSpaceForSpaces() {
    assertThat(engine.answer("\u00A0what\u00A0is  2\t+ 2\u00A0?\u00A0")).isPresent();
    assertThat(engine.answer("\u3000你好\u3000")).isPresent();
    assertThat(engine.answer("\u00A0")).isEmpty();
    assertThat(engine.answer("")).isEmpty();
  }

  @Test
  void neverThrowsWhateverWordsComeTogether() {
    long seed = 20_261_120L;
    var random = new Random(seed);
    List<String> words =
        List.of(
            "please ",
            "tell me ",
            "hello",
            "what is ",
            "2",
            "+",
            "-",
            "*",
            "/",
            "^",
            "%",
            "(",
            ")",
            " of ",
            "15%",
            "km",
            " in ",
            " to ",
            "miles",
            "base64 encode",
            "json pretty print",
            ":",
            "\"",
            "'",
            "```",
            "\n",
            "{",
            "}",
            "[",
            "]",
            ",",
            "uuid",
            "?",
            ".",
            "!",
            " please",
            ", thanks",
            "time",
            "date",
            "days",
            " ago",
            "hex decode",
            "url decode",
            "%2",
            "snake_case",
            "count words",
            "\uD83D",
            "\uDE00",
            "\u00A0",
            "\u200B",
            "http ",
            "404",
            "roll ",
            "d6",
            "in hex",
            "0x",
            "sort: ",
            "days until ",
            "2028-02-29",
            "31 February",
            "24 December",
            "is a leap year",
            "unix time ",
            "99999999999",
            "ascii code of ",
            "u+",
            "110000",
            "port ",
            "exit code ",
            "roman numeral ",
            "MIT license for ",
            "Jane Doe",
            "dockerfile for ",
            "python",
            "increase ",
            " by ",
            "tip on $",
            "l/100km",
            " mpg",
            "“",
            "”",
            " for me",
            "wie viel ist ",
            "cuánto es ",
            " combien font ",
            "等于多少",
            "何",
            "は",
            "公里",
            "キロ",
            " में कितने ",
            "मील",
            "。",
            "¿",
            "１",
            "९",
            "12,5",
            "1.500",
            "现在几点",
            "今天几号",
            " mal ",
            "100 € in ");

    for (int i = 0; i < 30_000; i++) {
      String text =
          IntStream.range(0, 1 + random.nextInt(9))
              .mapToObj(any -> words.get(random.nextInt(words.size())))
              .collect(Collectors.joining());
      assertThatCode(() -> engine.answer(text))
          .as("seed %d: %s", seed, text)
          .doesNotThrowAnyException();
    }
  }
}
