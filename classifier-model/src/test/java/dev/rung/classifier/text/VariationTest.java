package dev.rung.classifier.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class VariationTest {
  private static final Grammar GRAMMAR =
      GrammarReaderTest.grammar(
          """
          list en.before.any
            Hello!
          list en.after.tier1
            No essay please.
          list zh.before.code
            你好！
          list zh.after.code
            谢谢！
          group rename tier=1 kind=edit lang=en
            Rename it.
          group stub tier=2 kind=code lang=en
            A\\nB
          group speak tier=0 kind=assistant lang=en
            STOP
          group write tier=2 kind=code lang=zh
            写函数
          """);

  @Test
  void putsPhrasesBeforeAndBehindALine() {
    assertThat(texts("rename"))
        .contains(
            "Rename it.",
            "rename it.",
            "Hello! Rename it.",
            "Rename it. No essay please.",
            "Hello! Rename it. No essay please.");
  }

  @Test
  void putsPhrasesOnTheirOwnLineBesideSeveralLines() {
    assertThat(texts("stub")).contains("A\nB", "Hello!\nA\nB", "Hello!\n\nA\nB");
  }

  @Test
  void putsNoPhraseOfAnyToACommand() {
    assertThat(texts("speak")).contains("STOP", "stop").noneMatch(text -> text.contains("Hello"));
  }

  @Test
  void putsNoSpaceBetweenChineseSentences() {
    assertThat(texts("write")).contains("写函数", "你好！写函数", "写函数。谢谢！");
  }

  private static Set<String> texts(String name) {
    Group group =
        GRAMMAR.groups().stream().filter(one -> one.name().equals(name)).findAny().orElseThrow();
    return LongStream.range(0, 600)
        .mapToObj(seed -> text(group, new SplittableRandom(seed)))
        .collect(Collectors.toSet());
  }

  private static String text(Group group, SplittableRandom random) {
    Draw draw = new Draw(GRAMMAR, group.language(), random);
    List<Piece> pieces = draw.fill(group.templates().getFirst());
    return Piece.join(new Variation(GRAMMAR, group, draw, random).vary(pieces));
  }
}
