package dev.rung.classifier.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatedPromptsTest {
  private static final Map<String, String> KNOWN = Map.of("k", "Sing a song");

  @TempDir Path folder;

  @Test
  void readsPromptsOfItsOwnAndThoseThatAreKnown() throws Exception {
    Path file =
        file(
            """
            {"id":"a","prompt":"Ann has 3 pears and buys 4. How many?","gain":0.1,"steps":1}

            {"id":"k","gain":0}
            {"id":"b","prompt":"Mend this","gain":1,"by":["somebody"]}
            """);

    assertThat(RatedPrompts.read(file, KNOWN))
        .containsExactly(
            new RatedPrompt("a", "Ann has 3 pears and buys 4. How many?", 0.1, OptionalInt.of(1)),
            new RatedPrompt("k", "Sing a song", 0, OptionalInt.empty()),
            new RatedPrompt("b", "Mend this", 1, OptionalInt.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\0',
      textBlock =
          """
          {"id":"a","gain":0.5}; :1: has no prompt, and no labelled prompt has the id a
          {"id":"k"}; :1: has no gain
          {"id":"k","gain":"much"}; :1: gain must be a number, not much
          {"id":"k","gain":1.5}; :1: gain must be 0 to 1
          {"id":"k","gain":"NaN"}; :1: gain must be 0 to 1
          {"id":"k","gain":0.5,"steps":0}; :1: steps must be 1 or more
          {"id":"a","prompt":" ","gain":0.5}; :1: id and prompt must not be blank
          {"gain":0.5}; :1: has no id
          """)
  void saysWhichLineIsWrongAndWhy(String line, String message) throws Exception {
    Path file = file(line);

    assertThatThrownBy(() -> RatedPrompts.read(file, KNOWN))
        .isInstanceOf(LabelException.class)
        .hasMessageContaining("rated.jsonl")
        .hasMessageContaining(message);
  }

  @Test
  void refusesAnIdThatComesTwice() throws Exception {
    Path file = file("{\"id\":\"k\",\"gain\":0.5}\n{\"id\":\"k\",\"gain\":0.4}\n");

    assertThatThrownBy(() -> RatedPrompts.read(file, KNOWN))
        .isInstanceOf(LabelException.class)
        .hasMessageContaining(":2: the id k is taken");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("rated.jsonl"), text);
  }
}
