package dev.rung.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayoutTest {

  @Test
  void measuresLinesAndWhatTheyHold() {
    Layout layout =
        layout("Fix the link\n\n# Tern\n\nTern was made by Ida, in 2019.\nsee [a](b)\n");

    assertThat(layout).isEqualTo(new Layout(4, 3, 12, 10, 0, 0, 0, 0, 0, 1, 1, 4, 4, 0, 48, 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          4 | A: Hello\\nB: Good morning\\nA: Is it ready?\\nB: Not yet
          3 | Anna: Hello\\nTom: Good morning\\nAnna: Is it ready?
          3 | #Person1#: Hello\\n#Person2#: Good morning\\n#Person1#: Is it ready?
          4 | 客服：您好\\n用户：我的订单呢\\n客服：请稍等\\n用户：好的
          0 | A: Hello\\nB: Good morning
          0 | Version: 3\\nPlatform: Linux\\nExpected: a list\\nActual: nothing
          0 | Input: 3\\nOutput: 4\\nInput: 5\\nOutput: 6
          0 | 输入：3\\n输出：4\\n输入：5\\n输出：6
          0 | name: a\\nuses: b\\nname: c\\nuses: d
          """)
  void aConversationHasSpeakersThatComeAgain(int speeches, String prompt) {
    assertThat(layout(prompt).speeches()).isEqualTo(speeches);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          17 | Five keywords for: The council voted to close the old bridge for a year.
          14 | Who has to pay? The council voted to close the old bridge for a year.
          8 | 用三个词概括这段：市议会投票决定将这座老桥关闭一整年，公交车将每十分钟从北面的渡口开出一班，骑车的人有一条临时的坡道。
          0 | Five keywords for: the bridge
          0 | The council voted to close the old bridge for a year
          """)
  void aLeadHasFarMoreBehindIt(int lead, String prompt) {
    assertThat(layout(prompt).lead()).isEqualTo(lead);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2 | Let $x^2 = 4$ and $y > 0$.
          2 | Compute \\frac{1}{2} + \\sqrt{3}
          2 | 已知$x^2=1$，求$x+y$的值。
          0 | Pens cost $5 and books $6
          0 | $total = $first;
          0 | Look into C:\\text.old and \\name
          """)
  void formulasAreToldFromPricesAndVariables(int formulas, String prompt) {
    assertThat(layout(prompt).formulas()).isEqualTo(formulas);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          3 | 0 | Who?\\nA. Ana\\n(B) Ben\\nc) nobody
          2 | 0 | 谁？\\nA、甲\\nB．乙
          0 | 0 | A bird sang.\\nE.g. an owl
          0 | 4 | Example 1:\\nInput: 3\\nOutput: 4\\nassert f(3) == 4
          0 | 2 | 示例 1：\\n输入：3
          0 | 0 | Input is read from a file\\nAn example follows
          """)
  void optionsAndExamplesAreCountedByLine(int options, int examples, String prompt) {
    Layout layout = layout(prompt);

    assertThat(layout.options()).isEqualTo(options);
    assertThat(layout.examples()).isEqualTo(examples);
  }

  @Test
  void wordsOfAConversationAndCommandsOfAFormulaDoNotCount() {
    TaskFeatures talk = features("Sum it up\nA: Design a bank\nB: No, a shop\nA: Write a novel");
    TaskFeatures formula = features("Find $\\frac{a}{b}$ in \\begin{align*} a \\end{align*}");

    assertThat(talk.text().words()).isEqualTo(3);
    assertThat(talk.code().present()).isFalse();
    assertThat(formula.text().words()).isEqualTo(5);
    assertThat(formula.code().present()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          14 | Plural of each: ox, mouse, goose
          14 | Plural of each:\\nox, mouse, goose
          3 | 用英语：船很早就出发了
          0 | Plural of each:
          0 | See http://example.org for more
          0 | The council voted to close the old bridge
          """)
  void whatIsAnnouncedStandsBehindAColon(int announced, String prompt) {
    assertThat(layout(prompt).announced()).isEqualTo(announced);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          8 | The boat.
          8 | The   boat.\\n\\n
          9 | 船很早
          9 | 배가온
          """)
  void theSizeIsThatOfWhatIsSaid(int size, String prompt) {
    assertThat(layout(prompt).size()).isEqualTo(size);
  }

  private static Layout layout(String prompt) {
    return features(prompt.replace("\\n", "\n")).text().layout();
  }

  private static TaskFeatures features(String prompt) {
    return TaskFeatures.of(prompt, TaskHints.NONE, 0);
  }
}
