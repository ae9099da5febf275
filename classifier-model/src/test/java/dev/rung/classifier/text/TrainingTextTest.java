package dev.rung.classifier.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingTextTest {
  private static final List<LabelledText> TEXTS = TrainingText.generate(1, 4);

  @Test
  void givesTheSameTextsAgain() {
    assertThat(TrainingText.generate(1, 4)).isEqualTo(TEXTS);
    assertThat(TrainingText.generate(2, 4)).isNotEqualTo(TEXTS);
  }

  @Test
  void givesNoTextTwice() {
    assertThat(TEXTS.stream().map(LabelledText::text)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void hasEnoughOfEveryTier(int tier) {
    assertThat(TEXTS.stream().filter(text -> text.tier() == tier).count())
        .isGreaterThan(TEXTS.size() / 10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "es", "fr", "zh", "ja", "hi"})
  void hasEveryTierInEveryLanguage(String language) {
    Map<Integer, Long> byTier =
        TEXTS.stream()
            .filter(text -> text.language().equals(language))
            .collect(Collectors.groupingBy(LabelledText::tier, Collectors.counting()));

    assertThat(byTier.keySet()).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    assertThat(byTier.values()).allMatch(count -> count >= 40);
  }

  @Test
  void leavesNoNotationBehind() {
    assertThat(TEXTS.stream().map(LabelledText::text))
        .noneMatch(text -> text.contains("<<<\n") || text.contains("\n>>>\n"))
        .noneMatch(text -> text.matches("(?s).*\\{#[0-9].*"));
  }

  @Test
  void givesWordProblemsOfWhichLongerOnesGainMore() {
    List<LabelledText> problems =
        TrainingText.problems(1, 1).stream().filter(t -> t.kind().equals("problem")).toList();

    assertThat(problems).hasSizeGreaterThan(100);
    assertThat(gain(problems, "problem.1-3")).isGreaterThan(gain(problems, "problem.0-0"));
    assertThat(problems.stream().map(LabelledText::text)).doesNotContainAnyElementsOf(texts());
  }

  @Test
  void codeGainsMoreFromAStrongModelThanTalk() {
    assertThat(ofKind("function")).isGreaterThan(2 * ofKind("creative"));
    assertThat(ofKind("explain")).isGreaterThan(ofKind("small-talk"));
  }

  private static List<String> texts() {
    return TEXTS.stream().map(LabelledText::text).toList();
  }

  private static double ofKind(String kind) {
    return TEXTS.stream().filter(t -> t.kind().equals(kind)).findFirst().orElseThrow().gain();
  }

  private static double gain(List<LabelledText> texts, String template) {
    return texts.stream()
        .filter(t -> t.template().equals(template))
        .findFirst()
        .orElseThrow()
        .gain();
  }

  @Test
  void refusesToDrawNothing() {
    assertThatThrownBy(() -> TrainingText.generate(1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("perTemplate must be at least 1, not 0");
  }

  @Test
  void refusesLabelsThatAreNone() {
    assertThatThrownBy(() -> new LabelledText(" ", 1, "t", "en", "edit", 0.1))
        .hasMessage("text of template t is blank");
    assertThatThrownBy(() -> new LabelledText("x", 5, "t", "en", "edit", 0.1))
        .hasMessage("tier must be 0 to 4, not 5");
    assertThatThrownBy(() -> new LabelledText("x", 1, "t", "en", "Edit!", 0.1))
        .hasMessage("kind must be letters and hyphens, not Edit!");
    assertThatThrownBy(() -> new LabelledText("x", 1, "t", "en", "edit", 1.5))
        .hasMessage("gain must be 0 to 1, not 1.5");
  }
}
