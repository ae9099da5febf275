package dev.rung.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The index against comparing with every opening. */
class OpeningLettersTest {
  private static final List<String> OPENINGS =
      List.of("you", "", "si", "İ", "kelvin", "作为", "ähnlich", "ß", "अगर", "σ", "Über", "S");

  @Test
  void leavesOutNoneThatAComparisonWouldFind() {
    OpeningLetters<String> index = new OpeningLetters<>(OPENINGS, opening -> opening);

    for (int c = Character.MIN_VALUE; c <= Character.MAX_VALUE; c++) {
      String text = "x" + (char) c;
      assertThat(index.at(text, 1))
          .as("U+%04X", c)
          .containsExactlyElementsOf(
              OPENINGS.stream()
                  .filter(o -> text.regionMatches(true, 1, o, 0, Math.min(1, o.length())))
                  .toList());
    }
  }

  @Test
  void behindTheEndStandWhatHasNoWords() {
    OpeningLetters<String> index = new OpeningLetters<>(OPENINGS, opening -> opening);

    assertThat(index.at("you", 3)).containsExactly("");
  }
}
