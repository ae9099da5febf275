package dev.rung.local.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.local.InferenceException;
import dev.rung.local.checkpoint.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Compares a tokenizer with what a reference said. By hand with one of full size: {@code Comparison
 * FOLDER ROWS}, a folder with tokenizer.json and expected_tokens.json.
 */
final class Comparison {
  private Comparison() {}

  public static void main(String[] arguments) throws IOException, InferenceException {
    Path folder = Path.of(arguments[0]);
    try (Tokenizer tokenizer = Tokenizer.read(folder, Integer.parseInt(arguments[1]))) {
      for (Json.Table text : ExpectedTokens.in(folder).texts()) {
        compare(tokenizer, text);
      }
    }
  }

  static void compare(Tokenizer tokenizer, Json.Table expected) {
    String text = ExpectedTokens.string(expected, "text");
    int[] ids = ExpectedTokens.ids(expected);
    assertThat(tokenizer.encode(text)).as(text).isEqualTo(ids);
    if (ExpectedTokens.has(expected, "offsets")) {
      compareTokens(tokenizer, text, expected);
      compareTexts(tokenizer, ids, expected);
    } else {
      assertThat(tokenizer.decode(ids)).isEqualTo(text);
    }
    compareStream(tokenizer, ids);
  }

  private static void compareTokens(Tokenizer tokenizer, String text, Json.Table expected) {
    List<Token> tokens = tokenizer.tokens(text);
    assertThat(tokens)
        .as(text)
        .extracting(Token::name)
        .isEqualTo(ExpectedTokens.strings(expected, "tokens"));
    assertThat(tokens)
        .as(text)
        .extracting(token -> List.of(token.start(), token.end()))
        .isEqualTo(ExpectedTokens.offsets(expected));
  }

  private static void compareTexts(Tokenizer tokenizer, int[] ids, Json.Table expected) {
    assertThat(tokenizer.decode(ids))
        .isEqualTo(ExpectedTokens.string(expected, "decoded_skip_special"));
    boolean signs = Arrays.stream(ids).anyMatch(tokenizer::isSpecial);
    if (signs || !ExpectedTokens.has(expected, "decoded_prefix")) {
      return;
    }
    List<String> prefixes = ExpectedTokens.strings(expected, "decoded_prefix");
    Detokenizer detokenizer = tokenizer.detokenizer();
    StringBuilder soFar = new StringBuilder();
    for (int i = 0; i < ids.length; i++) {
      soFar.append(detokenizer.push(ids[i]));
      String withoutUnfinished = prefixes.get(i).replaceFirst("\uFFFD+$", "");
      assertThat(soFar.toString()).isEqualTo(withoutUnfinished);
    }
  }

  /** Pieces make up the text of the whole. */
  static void compareStream(Tokenizer tokenizer, int[] ids) {
    Detokenizer detokenizer = tokenizer.detokenizer();
    StringBuilder text = new StringBuilder();
    for (int id : ids) {
      text.append(detokenizer.push(id));
    }
    text.append(detokenizer.end());
    assertThat(text.toString()).isEqualTo(tokenizer.decode(ids));
  }
}
