package dev.rung.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionPlaceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 | false | false | Write a function that sorts words.
          4 | true  | true  | Who built the ferry?
          4 | false | true  | The ferry is old. It was built in Oslo. Who built the ferry?
          4 | true  | false | Who built the ferry? The ferry is old.
          4 | true  | false | Who built the ferry?\\n\\nThe ferry is old and was built in Oslo
          4 | true  | true  | Who built it? And when was it?
          3 | false | true  | The ferry is old\\n\\nWho built it?
          3 | false | false | The ferry is old\\n\\nWho built it? Be brief
          0 | false | false | ?
          3 | true  | true  | 谁建造了它？
          3 | false | true  | 渡轮很旧。谁建造了它？
          4 | false | true  | El barco es viejo. ¿Quién construyó el barco?
          """)
  void isTheLastQuestion(int words, boolean opens, boolean closes, String prompt) {
    TaskFeatures task = TaskFeatures.of(prompt.replace("\\n", "\n"), TaskHints.NONE, 0);

    assertThat(task.text().question()).isEqualTo(new QuestionPlace(words, opens, closes));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 | The ferry is old and was built in the south. It sails at noon. Who built it?
          1 | Who built it?\\nThe ferry is old and was built in the south. It sails at noon.
          0 | The ferry is old. Who built it?
          0 | The ferry is old and was built in the south. Who built it? Who sold it?
          0 | The ferry is old and was built in the south. It sails at noon. Who built it? Be brief.
          """)
  void asksOfTheTextBesideIt(int flag, String prompt) {
    TaskFeatures task = TaskFeatures.of(prompt.replace("\\n", "\n"), TaskHints.NONE, 0);
    int at = DenseFeatures.featureNames().indexOf("question.asks_of_text");

    assertThat(DenseFeatures.of(task)[at]).isEqualTo(flag);
  }
}
