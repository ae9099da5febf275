package dev.rung.server.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GridTest {
  @Test
  void mayBeEmpty() {
    assertThat(new Grid(List.of()).rows()).isEmpty();
  }

  @Test
  void refusesRowsOfDifferentLength() {
    List<List<Integer>> ragged = List.of(List.of(1, 2), List.of(3));

    assertThatThrownBy(() -> new Grid(ragged))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rows of a grid must all have the same length");
  }

  @Test
  void doesNotChangeWithTheListsItWasMadeFrom() {
    List<Integer> row = new ArrayList<>(List.of(1, 2));
    List<List<Integer>> rows = new ArrayList<>(List.of(row));
    Grid grid = new Grid(rows);

    row.set(0, 9);
    rows.add(List.of(3, 4));

    assertThat(grid.rows()).isEqualTo(List.of(List.of(1, 2)));
  }
}
