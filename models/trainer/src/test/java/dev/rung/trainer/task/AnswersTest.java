package dev.rung.trainer.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That the answers are right, looked at from another side than the tasks make them. */
class AnswersTest {
  @Test
  void closesEveryBracket() {
    for (Example example : examples(new BracketTask())) {
      assertThat(depth(example.answer())).as(example.answer()).isZero();
      assertThat(example.prompt()).contains(withoutEnd(example.answer()));
    }
  }

  @Test
  void mendsJsonSoThatItCanBeRead() throws IOException {
    for (Example example : examples(new QuoteTask())) {
      if (example.answer().startsWith("{")) {
        assertThat(isJson(example.answer())).as(example.answer()).isTrue();
      }
    }
  }

  @Test
  void readsFieldsOutOfJson() throws IOException {
    for (Example example : examples(new FieldTask())) {
      String json = example.prompt().substring(example.prompt().indexOf('{'));
      assertThat(isJson(json)).as(json).isTrue();
      assertThat(json).contains(example.answer().split(", ", -1)[0]);
    }
  }

  @Test
  void renamesEveryOccurrence() {
    for (Example example : examples(new RenameTask())) {
      String code = example.prompt();
      assertThat(example.answer().lines().count()).isLessThanOrEqualTo(code.lines().count());
      assertThat(example.answer()).doesNotContain("{0}").doesNotContain("{n}");
    }
  }

  @Test
  void writesNamesInTheStyleThatIsAskedFor() {
    assertThat(NameStyle.CAMEL.write(List.of("user", "id"))).isEqualTo("userId");
    assertThat(NameStyle.PASCAL.write(List.of("user", "id"))).isEqualTo("UserId");
    assertThat(NameStyle.SNAKE.write(List.of("user", "id"))).isEqualTo("user_id");
    assertThat(NameStyle.KEBAB.write(List.of("user", "id"))).isEqualTo("user-id");
    assertThat(NameStyle.CONSTANT.write(List.of("user", "id"))).isEqualTo("USER_ID");
  }

  private static List<Example> examples(Task task) {
    Draw draw = new Draw(7);
    return Stream.generate(() -> task.example(draw)).limit(300).toList();
  }

  private static int depth(String text) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      depth += "([{".indexOf(text.charAt(i)) >= 0 ? 1 : 0;
      depth -= ")]}".indexOf(text.charAt(i)) >= 0 ? 1 : 0;
    }
    return depth;
  }

  private static String withoutEnd(String text) {
    return text.replaceAll("[)\\]}]+$", "");
  }

  private static boolean isJson(String text) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      while (parser.nextToken() != null) {
        // Reading to the end is the check.
      }
      return true;
    } catch (JsonParseException e) {
      return false;
    }
  }
}
