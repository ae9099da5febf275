package dev.rung.local.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeadLayoutTest {

  @Test
  void headsOfCommonModelsStayAsTheyAre() {
    assertThat(new HeadLayout(80, 32).isPlain()).isTrue();
    assertThat(new HeadLayout(64, 64).isPlain()).isTrue();
    assertThat(new HeadLayout(128, 128).isPlain()).isTrue();
  }

  @Test
  void turnedPairsLieHalfAPaddedWidthApart() {
    HeadLayout layout = new HeadLayout(20, 8);

    assertThat(layout.padded()).isEqualTo(32);
    assertThat(layout.pairs()).isEqualTo(8);
    int[] places = layout.turnedPlaces();
    for (int i = 0; i < 4; i++) {
      assertThat(places[i]).isEqualTo(i);
      assertThat(places[8 + i]).isEqualTo(4 + i);
    }
    assertThat(places).containsOnlyOnce(8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19);
  }

  @Test
  void valuesKeepTheirOrder() {
    assertThat(new HeadLayout(6, 6).plainPlaces())
        .containsExactly(0, 1, 2, 3, 4, 5, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1);
  }
}
