package dev.rung.classifier.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PieceTest {

  @Test
  void joinsWithoutSpacesTooMany() {
    assertThat(join("buy ", "", " milk ", ".")).isEqualTo("buy milk.");
    assertThat(join(" a", " b")).isEqualTo(" a b");
  }

  @Test
  void leavesMaterialAsItIs() {
    assertThat(Piece.join(List.of(new Piece("a: ", false), new Piece("  b", true))))
        .isEqualTo("a:   b");
  }

  private static String join(String... texts) {
    return Piece.join(java.util.Arrays.stream(texts).map(text -> new Piece(text, false)).toList());
  }
}
