package dev.rung.server.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.generate.Grid;
import dev.rung.server.generate.Hints;
import dev.rung.server.generate.Limits;
import dev.rung.server.generate.Role;
import dev.rung.server.generate.Tier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskReaderTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"prompt\": \"one\"}\n{\"prompt\": \"two\", \"id\": \"b\"}\n",
        "\n{\"prompt\": \"one\"}\n\n{\"prompt\":\n\"two\", \"id\": \"b\"}",
        "\n[{\"prompt\": \"one\", \"tier\": {\"x\": [1]}},\n {\"prompt\": \"two\", \"id\": \"b\"}]\n",
      })
  void readsObjectsOnLinesAndInAList(String text) throws Exception {
    List<Task> tasks = read(text);

    assertThat(tasks).extracting(task -> task.prompt().instruction()).containsExactly("one", "two");
    assertThat(tasks.get(0).id()).startsWith("line ");
    assertThat(tasks.get(1).id()).isEqualTo("b");
    assertThat(tasks.get(0).hints()).isEqualTo(Hints.NONE);
    assertThat(tasks.get(0).limits()).isEqualTo(Limits.NONE);
  }

  @Test
  void readsEverythingThatATaskMaySay() throws Exception {
    Task task =
        read("""
        {"messages": [{"role": "system", "content": "Be short."},
                      {"role": "user", "content": "Solve it."}],
         "hints": {"task_type": "grid", "domain": "puzzles", "language": "en",
                   "entities": {"farm": ["a", "b"]}, "context_documents": ["d"],
                   "lines_of_code": 3, "grids": [[[1, 2], [3, 4]]]},
         "limits": {"min_tier": 1, "max_tier": 3, "max_cost_usd": 0.25,
                    "min_quality": 0.5, "max_tokens": 100, "templates": false},
         "output_tokens": 40}
        """)
            .getFirst();

    assertThat(task.prompt().messages()).extracting("role").containsExactly(Role.SYSTEM, Role.USER);
    assertThat(task.hints().taskType()).contains("grid");
    assertThat(task.hints().domain()).contains("puzzles");
    assertThat(task.hints().language()).contains("en");
    assertThat(task.hints().entities()).isEqualTo(Map.of("farm", List.of("a", "b")));
    assertThat(task.hints().contextDocuments()).containsExactly("d");
    assertThat(task.hints().linesOfCode()).hasValue(3);
    assertThat(task.hints().grids())
        .containsExactly(new Grid(List.of(List.of(1, 2), List.of(3, 4))));
    assertThat(task.limits().minTier()).contains(Tier.TINY);
    assertThat(task.limits().maxTier()).contains(Tier.MEDIUM);
    assertThat(task.limits().maxCost().orElseThrow().usd()).isEqualTo(0.25);
    assertThat(task.limits().minQuality()).hasValue(0.5);
    assertThat(task.limits().templates()).isFalse();
    assertThat(task.maxTokens()).hasValue(100);
    assertThat(task.outputTokens()).hasValue(40);
    assertThat(task.toString()).doesNotContain("Solve");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"id\": \"a\"} | f:2: a task needs either prompt or messages",
        "{\"prompt\": \"a\", \"messages\": [{\"role\": \"user\", \"content\": \"b\"}]} "
            + "| f:2: a task needs either prompt or messages",
        "{\"prompt\": 7} | f:2: prompt must be a text",
        "7 | f:2: a task must be an object",
        "{\"prompt\": \"a\" | f:",
        "{\"prompt\": \"a\", \"prompt\": \"b\"} | f:2: is not JSON: Duplicate field",
        "{\"messages\": {}} | f:2: messages must be a list",
        "{\"messages\": [{\"role\": \"user\"}]} | f:2: messages[0] needs role and content",
        "{\"messages\": [{\"role\": \"me\", \"content\": \"\"}]} "
            + "| f:2: messages[0].role must be system, user, assistant or tool",
        "{\"messages\": [{\"name\": \"me\"}]} | f:2: there is no messages[0].name; known are role",
        "{\"messages\": [{\"role\": \"system\", \"content\": \"a\"}]} "
            + "| f:2: messages must end with one of role user or tool",
        "{\"prompt\": \"a\", \"hints\": {\"task\": \"b\"}} "
            + "| f:2: there is no hints.task; known are task_type",
        "{\"prompt\": \"a\", \"hints\": {\"lines_of_code\": -1}} "
            + "| f:2: hints.lines_of_code must be a whole number from 0 to 1000000000, not -1",
        "{\"prompt\": \"a\", \"hints\": {\"lines_of_code\": 1e9}} "
            + "| f:2: hints.lines_of_code must be a whole number",
        "{\"prompt\": \"a\", \"hints\": {\"grids\": [[[1], [1, 2]]]}} "
            + "| f:2: hints.grids[0] must have rows of the same length",
        "{\"prompt\": \"a\", \"hints\": {\"entities\": {\"x\": \"y\"}}} "
            + "| f:2: hints.entities.x must be a list",
        "{\"prompt\": \"a\", \"limits\": {\"tier\": 2}} | f:2: there is no limits.tier; known are",
        "{\"prompt\": \"a\", \"limits\": {\"min_tier\": 5}} "
            + "| f:2: limits.min_tier must be a whole number from 0 to 4, not 5",
        "{\"prompt\": \"a\", \"limits\": {\"min_tier\": 3, \"max_tier\": 2}} "
            + "| f:2: limits.min_tier is above limits.max_tier",
        "{\"prompt\": \"a\", \"limits\": {\"min_quality\": 2}} "
            + "| f:2: limits.min_quality must be a number from 0.0 to 1.0",
        "{\"prompt\": \"a\", \"limits\": {\"templates\": 1}} "
            + "| f:2: limits.templates must be true or false",
        "{\"prompt\": \"a\", \"output_tokens\": 99999999999} | f:2: output_tokens must be a whole",
      })
  void namesTheLineAndTheField(String second, String message) {
    assertThatThrownBy(() -> read("{\"prompt\": \"fine\"}\n" + second))
        .isInstanceOf(TaskException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void refusesWhatFollowsAList() {
    assertThatThrownBy(() -> read("[{\"prompt\": \"a\"}]\n{\"prompt\": \"b\"}"))
        .hasMessage("f:2: goes on after the list of tasks");
  }

  @Test
  void readsAFileOfAnyLengthPieceByPiece() throws Exception {
    Endless tasks = new Endless();

    try (TaskReader reader = TaskReader.of(tasks, "f")) {
      for (int i = 0; i < 10_000; i++) {
        assertThat(reader.next()).isPresent();
      }
    }

    assertThat(tasks.given).isBetween(10_000L * Endless.LINE.length, 11_000L * Endless.LINE.length);
  }

  private static List<Task> read(String text) throws TaskException, IOException {
    InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    List<Task> tasks = new ArrayList<>();
    try (TaskReader reader = TaskReader.of(in, "f")) {
      for (Optional<Task> task = reader.next(); task.isPresent(); task = reader.next()) {
        tasks.add(task.get());
      }
    }
    return tasks;
  }

  /** The same line for ever. */
  private static final class Endless extends InputStream {
    static final byte[] LINE =
        "{\"prompt\": \"What is 3 + 4?\"}\n".getBytes(StandardCharsets.UTF_8);
    private long given;

    @Override
    public int read() {
      return LINE[(int) (given++ % LINE.length)];
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
      for (int i = from; i < from + length; i++) {
        bytes[i] = (byte) read();
      }
      return length;
    }
  }
}
