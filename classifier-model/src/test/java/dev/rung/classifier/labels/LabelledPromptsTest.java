package dev.rung.classifier.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelledPromptsTest {
  private static final String GOOD =
      "{\"id\": \"a\", \"source\": \"s\", \"prompt\": \"p\", \"tier\": 2}";

  @TempDir private Path folder;

  @Test
  void readsSeveralFilesInOrderAndPassesOverWhatItDoesNotKnow() throws Exception {
    Path one = file("one.jsonl", GOOD, "", "   ");
    Path two =
        file(
            "two.jsonl",
            "{\"licence\": {\"a\": [1]}, \"why\": \"(trivia)\", \"tier\": 0, \"id\": \"b\","
                + " \"prompt\": \"zwei\\nZeilen\", \"source\": \"s\"}");

    assertThat(LabelledPrompts.read(List.of(one, two)))
        .containsExactly(
            new LabelledPrompt("a", "s", "p", 2, false),
            new LabelledPrompt("b", "s", "zwei\nZeilen", 0, true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "nonsense | is not JSON",
        "[1] | is not a JSON object",
        "{\"id\":\"x\" | is not JSON",
        "{\"id\":\"x\",\"id\":\"y\"} | is not JSON: Duplicate field 'id'",
        "{\"id\":\"x\",\"source\":\"s\",\"prompt\":\"p\"} | has no tier",
        "{\"id\":\"x\",\"source\":\"s\",\"tier\":1} | has no prompt",
        "{\"id\":\"x\",\"prompt\":\"p\",\"tier\":1} | has no source",
        "{\"source\":\"s\",\"prompt\":\"p\",\"tier\":1} | has no id",
        "{\"id\":\"\",\"source\":\"s\",\"prompt\":\"p\",\"tier\":1} | must not be blank",
        "{\"id\":7} | id must be a text",
        "{\"tier\":5} | tier must be 0 to 4, not 5",
        "{\"tier\":-1} | tier must be 0 to 4, not -1",
        "{\"tier\":99999999999} | tier must be 0 to 4, not 99999999999",
        "{\"tier\":1.5} | tier must be 0 to 4, not 1.5",
        "{\"tier\":\"1\"} | tier must be 0 to 4, not 1",
        "{\"tier\":null} | tier must be 0 to 4, not null",
        "{\"id\":\"x\",\"source\":\"s\",\"prompt\":\"p\",\"tier\":1} 2 | goes on after",
      })
  void namesFileAndLineOfWhatItCannotRead(String line, String problem) throws IOException {
    Path file = file("bad.jsonl", GOOD, line);

    assertThatThrownBy(() -> LabelledPrompts.read(List.of(file)))
        .isInstanceOf(LabelException.class)
        .hasMessageStartingWith(file + ":2: ")
        .hasMessageContaining(problem);
  }

  @Test
  void refusesAnIdThatComesTwiceEvenInAnotherFile() throws IOException {
    Path one = file("one.jsonl", GOOD);
    Path two = file("two.jsonl", GOOD);

    assertThatThrownBy(() -> LabelledPrompts.read(List.of(one, two)))
        .isInstanceOf(LabelException.class)
        .hasMessage(two + ":1: the id a is taken at " + one + ":1");
  }

  @Test
  void saysWhichFileIsMissingOrNoText() throws IOException {
    Path missing = folder.resolve("missing.jsonl");
    Path binary = Files.write(folder.resolve("binary.jsonl"), new byte[] {(byte) 0xff, 0x0a});

    assertThatThrownBy(() -> LabelledPrompts.read(List.of(missing)))
        .hasMessageStartingWith(missing + ": cannot be read");
    assertThatThrownBy(() -> LabelledPrompts.read(List.of(binary)))
        .hasMessage(binary + ": is not UTF-8 text");
  }

  private Path file(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines));
  }
}
