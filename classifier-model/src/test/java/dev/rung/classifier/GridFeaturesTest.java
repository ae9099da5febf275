package dev.rung.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class GridFeaturesTest {
  private static final double EXACT = 1e-9;

  @Test
  void oneColourHasNoEntropy() {
    GridFeatures features = GridFeatures.of(List.of(grid(3, 3, 0)));

    assertThat(features.size()).isEqualTo(9 / 900.0, within(EXACT));
    assertThat(features.entropy()).isZero();
    assertThat(features.diversity()).isEqualTo(0.1, within(EXACT));
    assertThat(features.transformation()).isZero();
  }

  @Test
  void tenEquallyFrequentColoursHaveTheMost() {
    GridFeatures features =
        GridFeatures.of(List.of(List.of(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9))));

    assertThat(features.entropy()).isEqualTo(1, within(EXACT));
    assertThat(features.diversity()).isEqualTo(1, within(EXACT));
  }

  @Test
  void theLargestGridCountsAndNoFigureExceedsOne() {
    GridFeatures features = GridFeatures.of(List.of(grid(2, 2, 1), grid(40, 40, 1)));

    assertThat(features.size()).isEqualTo(1);
    assertThat(features.transformation()).isEqualTo(0.7, within(EXACT));
  }

  @Test
  void changesOfShapeColoursAndCellsAddUp() {
    GridFeatures recoloured = GridFeatures.of(List.of(grid(2, 2, 1), grid(2, 2, 5)));
    GridFeatures reshaped = GridFeatures.of(List.of(grid(2, 2, 1), grid(2, 3, 5)));
    GridFeatures same = GridFeatures.of(List.of(grid(2, 2, 1), grid(2, 2, 1)));

    assertThat(recoloured.transformation()).isEqualTo(0.6, within(EXACT));
    assertThat(reshaped.transformation()).isEqualTo(1, within(EXACT));
    assertThat(same.transformation()).isZero();
  }

  @Test
  void emptyGridsAreNothing() {
    GridFeatures features = GridFeatures.of(List.of(List.of(), List.of()));

    assertThat(features).isEqualTo(new GridFeatures(0, 0, 0, 0));
  }

  @Test
  void noGridsAreRefused() {
    assertThatThrownBy(() -> GridFeatures.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("grids");
  }

  private static List<List<Integer>> grid(int rows, int columns, int colour) {
    return Collections.nCopies(rows, Collections.nCopies(columns, colour));
  }
}
