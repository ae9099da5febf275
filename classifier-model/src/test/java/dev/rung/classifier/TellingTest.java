package dev.rung.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TellingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          true  | If a pen costs 3 dollars, how much do seven pens cost?
          true  | Tim has 4 pears. How many are left?
          true  | 一辆车每小时行60千米,4小时行多少千米
          true  | 時速60キロの車が3時間走ると何キロ進みますか
          false | How many pears are in 3 boxes, 2 bags and a crate?
          false | 3フィートは何センチですか
          false | The pears are sold out, all of them.
          false | Of 1,200 pears how many are left?
          """)
  void comesBeforeTheQuestion(boolean told, String prompt) {
    assertThat(TaskFeatures.of(prompt, TaskHints.NONE, 0).text().told()).isEqualTo(told);
  }
}
