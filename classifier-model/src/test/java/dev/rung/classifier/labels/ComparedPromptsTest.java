package dev.rung.classifier.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparedPromptsTest {
  @TempDir Path folder;

  @Test
  void readsWhatTwoModelsMadeOfAPrompt() throws Exception {
    Path file =
        file(
            """
            {"id":"a","set":"sums","prompt":"1+1?","strong":1.0,"weak":0.25,"group":{"x":[1]}}

            {"id":"b","set":"sums","prompt":"why?","strong":0,"weak":1}
            """);

    assertThat(ComparedPrompts.read(file))
        .containsExactly(
            new ComparedPrompt("a", "sums", "1+1?", 1, 0.25),
            new ComparedPrompt("b", "sums", "why?", 0, 1))
        .extracting(ComparedPrompt::gain)
        .containsExactly(0.75, -1.0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\0',
      textBlock =
          """
          {"id":"a","set":"s","prompt":"p","strong":1}; :1: has no weak
          {"id":"a","set":"s","prompt":"p","strong":1,"weak":2}; :1: strong and weak must be 0 to 1
          {"id":"a","set":"s","prompt":"p","strong":"x","weak":0}; :1: strong and weak must be 0 to 1
          {"id":" ","set":"s","prompt":"p","strong":1,"weak":0}; id and set must not be blank
          [1]; :1: is not a JSON object
          {"id"; :1: is not JSON
          """)
  void saysWhichLineIsWrongAndWhy(String line, String message) throws Exception {
    Path file = file(line);

    assertThatThrownBy(() -> ComparedPrompts.read(file))
        .isInstanceOf(LabelException.class)
        .hasMessageContaining("compared.jsonl")
        .hasMessageContaining(message);
  }

  @Test
  void saysThatAFileCannotBeRead() {
    assertThatThrownBy(() -> ComparedPrompts.read(folder.resolve("none.jsonl")))
        .isInstanceOf(LabelException.class)
        .hasMessageContaining("none.jsonl: cannot be read");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("compared.jsonl"), text);
  }
}
