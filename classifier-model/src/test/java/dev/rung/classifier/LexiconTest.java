package dev.rung.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LexiconTest {

  @Test
  void wordsAreAddedAndRemovedWhateverTheirCaseAndAccents() {
    Lexicon lexicon =
        Lexicon.changed(Map.of(Sense.DESIGN, new WordChanges(Set.of("Skétch"), Set.of("DESIGN"))));

    assertThat(action("sketch a shop", lexicon)).isEqualTo("[DESIGN]");
    assertThat(action("design a shop", lexicon)).isEqualTo("[]");
    assertThat(action("architect a shop", lexicon)).isEqualTo("[DESIGN]");
    assertThat(action("design a shop", Lexicon.DEFAULT)).isEqualTo("[DESIGN]");
  }

  @Test
  void aWordKeepsItsOtherSenses() {
    Lexicon lexicon =
        Lexicon.changed(Map.of(Sense.CORRECT, new WordChanges(Set.of(), Set.of("correct"))));

    assertThat(action("correct this", lexicon)).isNotEqualTo("[CORRECT]").isNotEqualTo("[]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "two words",
        "semi;colon",
        "-",
        "abcdefghijklmnopqrstuvwxyzabcdefg",
        "一二三四五六七八九"
      })
  void whatNoTextCanHoldIsRefused(String word) {
    Map<Sense, WordChanges> changes = Map.of(Sense.TECH, new WordChanges(Set.of(word), Set.of()));

    assertThat(Lexicon.isReadable(word)).isFalse();
    assertThatThrownBy(() -> Lexicon.changed(changes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + word + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "größer", "k8s", "设计", "かきくけこ", "लिखो"})
  void whatATextCanHoldIsTaken(String word) {
    Lexicon lexicon = Lexicon.changed(Map.of(Sense.PROVE, new WordChanges(Set.of(word), Set.of())));

    assertThat(TaskFeatures.of(word, TaskHints.NONE, 0, lexicon).text().senses().has(Sense.PROVE))
        .isTrue();
  }

  @Test
  void aWordThatIsNotThereCannotBeRemoved() {
    Map<Sense, WordChanges> changes =
        Map.of(Sense.DESIGN, new WordChanges(Set.of(), Set.of("poem")));

    assertThatThrownBy(() -> Lexicon.changed(changes))
        .hasMessageContaining("poem")
        .hasMessageContaining("DESIGN");
  }

  private static String action(String prompt, Lexicon lexicon) {
    return TaskFeatures.of(prompt, TaskHints.NONE, 0, lexicon).text().action().stream()
        .toList()
        .toString();
  }
}
