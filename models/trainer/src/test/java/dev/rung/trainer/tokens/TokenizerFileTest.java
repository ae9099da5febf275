package dev.rung.trainer.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.local.tokenizer.Tokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizerFileTest {
  @Test
  void joinsThePairThatOccursMostOften() {
    BytePairs pairs = new BytePairs(Map.of("hug", 10, "pug", 5, "pun", 12, "bun", 4));

    assertThat(pairs.merges(3))
        .containsExactly(
            new BytePairs.Pair("p", "u"),
            new BytePairs.Pair("pu", "n"),
            new BytePairs.Pair("h", "u"));
  }

  @Test
  void givesAWordTheSameTokensWhereverItStands(@TempDir Path folder) throws Exception {
    TokenizerFile file = TokenizerFile.learned("Instruct: \nOutput: ", 600, 1);
    Files.writeString(folder.resolve("tokenizer.json"), file.json());

    try (Tokenizer tokenizer = Tokenizer.read(folder, 600)) {
      int[] name = tokenizer.encode("list");
      assertThat(tokenizer.encode("a list")).endsWith(name);
      assertThat(tokenizer.encode("list_of")).startsWith(name);
      assertThat(tokenizer.encode("42")).hasSize(2);
      for (String text : List.of("userId = {\"a\": [1, 2]}\n\ttab", "Größe 東京 🙂", "")) {
        assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
      }
      assertThat(tokenizer.isSpecial(file.endToken())).isTrue();
    }
    assertThat(file.tokens()).hasSize(600).doesNotHaveDuplicates();
  }
}
