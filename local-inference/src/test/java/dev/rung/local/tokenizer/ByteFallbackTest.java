package dev.rung.local.tokenizer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.local.InferenceException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A tokenizer as Llama's: words begin with a sign for the space, rare characters are bytes. */
class ByteFallbackTest {
  static final Path FOLDER =
      Path.of(
          URI.create(
              requireNonNull(
                      ByteFallbackTest.class.getResource("/tokenizers/byte-fallback"), "no folder")
                  .toString()));

  @Test
  void theBeginningOfATextHasAToken() throws Exception {
    try (Tokenizer tokenizer = read()) {
      int begin = tokenizer.find("<s>").orElseThrow();

      assertThat(tokenizer.encodeWhole("hello")).startsWith(begin).hasSizeGreaterThan(1);
      assertThat(tokenizer.encode("hello")).doesNotContain(begin);
      assertThat(tokenizer.encode("<s>hello")).startsWith(begin);
      assertThat(tokenizer.find("<s")).isEmpty();
    }
  }

  /** The file asks for 5 tokens at most, which is for those who trained the model. */
  @Test
  void nothingIsCutOff() throws Exception {
    try (Tokenizer tokenizer = read()) {
      String text = "hello world ".repeat(50);

      assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
    }
  }

  /** It has merges that make just these characters one token. */
  @Test
  void theSignsOfTheTokenizerCanBeSaid() throws Exception {
    try (Tokenizer tokenizer = read()) {
      int[] ids = tokenizer.encode(tokenizer.quote("<s>hello</s>"));

      assertThat(Arrays.stream(ids).filter(tokenizer::isSpecial)).isEmpty();
      assertThat(tokenizer.decode(ids)).isEqualTo("<s>hello</s>");
    }
  }

  @Test
  void charactersOfSeveralBytesComeWhole() throws Exception {
    long seed = 11;
    Random random = new Random(seed);
    int[] kinds = {' ', 'e', 0x4e00, 0x1F600, 0xe0};

    try (Tokenizer tokenizer = read()) {
      for (int round = 0; round < 50; round++) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 100; i++) {
          text.appendCodePoint(kinds[random.nextInt(kinds.length)] + random.nextInt(20));
        }
        int[] ids = tokenizer.encode(text.toString());

        assertThat(String.join("", pieces(tokenizer, ids))).isEqualTo(text.toString());
        assertThat(pieces(tokenizer, ids)).noneMatch(piece -> piece.contains("\uFFFD"));
      }
    }
  }

  /** The library itself makes every byte beside a wrong one wrong. */
  @Test
  void aByteOutOfPlaceIsOneWrongCharacter() throws Exception {
    try (Tokenizer tokenizer = read()) {
      int[] e = tokenizer.encode("\u00E9");
      int first = e[e.length - 2];
      int second = e[e.length - 1];
      int word = tokenizer.encode("world")[0];

      assertThat(pieces(tokenizer, first, second, second, first, second, first))
          .containsExactly("", "\u00E9", "\uFFFD", "", "\u00E9", "", "\uFFFD");
      assertThat(pieces(tokenizer, first, second, word, first, word))
          .containsExactly("", "\u00E9", " wo", "", "\uFFFD wo", "");
    }
  }

  private static List<String> pieces(Tokenizer tokenizer, int... ids) {
    Detokenizer detokenizer = tokenizer.detokenizer();
    List<String> pieces = new ArrayList<>();
    for (int id : ids) {
      pieces.add(detokenizer.push(id));
    }
    pieces.add(detokenizer.end());
    return pieces;
  }

  private static Tokenizer read() throws InferenceException {
    return Tokenizer.read(FOLDER, 300);
  }
}
