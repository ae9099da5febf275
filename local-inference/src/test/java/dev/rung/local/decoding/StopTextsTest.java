package dev.rung.local.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StopTextsTest {

  @Test
  void aBeginningIsHeldBackUntilItIsKnown() {
    StopTexts stops = new StopTexts(List.of("END"));

    assertThat(stops.push("the E")).isEqualTo("the ");
    assertThat(stops.push("N")).isEmpty();
    assertThat(stops.push("T")).isEqualTo("ENT");
    assertThat(stops.push("EEN")).isEqualTo("E");
    assertThat(stops.push("D and more")).isEmpty();
    assertThat(stops.isFound()).isTrue();
    assertThat(stops.push("more")).isEmpty();
    assertThat(stops.end()).isEmpty();
  }

  @Test
  void whatWasHeldBackBelongsToAnAnswerThatEnds() {
    StopTexts stops = new StopTexts(List.of("\n\n"));

    assertThat(stops.push("line\n")).isEqualTo("line");
    assertThat(stops.end()).isEqualTo("\n");
    assertThat(stops.isFound()).isFalse();
  }

  @Test
  void theFirstOfSeveralTextsCounts() {
    StopTexts stops = new StopTexts(List.of("later", "cd", "c"));

    assertThat(stops.push("abcd later")).isEqualTo("ab");
  }

  @Test
  void withoutTextsNothingIsHeldBack() {
    StopTexts stops = new StopTexts(List.of());

    assertThat(stops.push("any")).isEqualTo("any");
    assertThat(stops.end()).isEmpty();
  }

  @Test
  void piecesOfAnySizeGiveWhatASearchInTheWholeTextGives() {
    Random random = new Random(7);
    for (int round = 0; round < 2_000; round++) {
      String text = letters(random, random.nextInt(30));
      List<String> texts = List.of(letters(random, 2 + random.nextInt(4)), "aab");
      StopTexts stops = new StopTexts(texts);
      StringBuilder told = new StringBuilder();
      for (int start = 0; start < text.length(); ) {
        int end = Math.min(text.length(), start + 1 + random.nextInt(4));
        told.append(stops.push(text.substring(start, end)));
        start = end;
      }
      told.append(stops.end());

      assertThat(told.toString()).as("%s in %s", texts, text).isEqualTo(until(text, texts));
    }
  }

  /** The answer is over as soon as one of the texts is complete. */
  private static String until(String text, List<String> stops) {
    for (int end = 1; end <= text.length(); end++) {
      String before = text.substring(0, end);
      int longest =
          stops.stream().filter(before::endsWith).mapToInt(String::length).max().orElse(0);
      if (longest > 0) {
        return text.substring(0, end - longest);
      }
    }
    return text;
  }

  private static String letters(Random random, int length) {
    return random
        .ints(length, 'a', 'c')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
