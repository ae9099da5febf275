package dev.rung.classifier.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FenceTest {

  @Test
  void putsMarksAroundMaterialOfSeveralLines() {
    List<Piece> pieces = List.of(new Piece("Fix:\n", false), new Piece("a\nb", true));

    List<Piece> fenced = Fence.around(pieces, new SplittableRandom(1));

    assertThat(fenced).hasSize(2).startsWith(pieces.getFirst());
    assertThat(fenced.getLast().text()).contains("\na\nb").isNotEqualTo("a\nb");
  }

  @Test
  void leavesMaterialWithinALine() {
    List<Piece> pieces =
        List.of(
            new Piece("Fix ", false),
            new Piece("a\nb", true),
            new Piece("\n", false),
            new Piece("one line", true));

    assertThat(Fence.around(pieces, new SplittableRandom(1))).isEqualTo(pieces);
  }
}
