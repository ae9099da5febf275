package dev.rung.local.program;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StateHistoryTest {
  private final StateHistory history = new StateHistory();

  @Test
  void aCutIntoTheLastStepLeavesItsKeptTokensToComputeAgain() {
    history.append(new int[] {1, 2, 3});
    history.append(new int[] {4, 5, 6});

    history.cut(5);

    assertThat(history.length()).isEqualTo(5);
    assertThat(history.undo()).isTrue();
    assertThat(history.pending()).containsExactly(4, 5);
    assertThat(history.canCut(4)).isTrue();
    assertThat(history.canCut(2)).isFalse();
  }

  @Test
  void whatIsComputedAgainDoesNotPileUp() {
    history.append(new int[] {1, 2, 3});
    history.cut(2);
    history.append(new int[] {7, 8});

    assertThat(history.undo()).isFalse();
    assertThat(history.pending()).isEmpty();

    history.cut(3);

    assertThat(history.pending()).containsExactly(7);
    assertThat(history.canCut(1)).isFalse();
  }

  @Test
  void aCutToTheStepsBeginningNeedsNothingComputedAgain() {
    history.append(new int[] {1});
    history.append(new int[600]);

    assertThat(history.canCut(1)).isTrue();
    assertThat(history.canCut(1 + StateHistory.MOST_PENDING)).isTrue();
    assertThat(history.canCut(2 + StateHistory.MOST_PENDING)).isFalse();
    history.cut(1);

    assertThat(history.undo()).isTrue();
    assertThat(history.pending()).isEmpty();
  }

  @Test
  void aCopyAfterACutTakesTheEarlierStateAndTheSameTokens() {
    history.append(new int[] {1, 2, 3, 4});
    history.cut(3);

    History.Copy copy = history.copy(2);

    assertThat(copy.undo()).isTrue();
    assertThat(copy.history().length()).isEqualTo(2);
    assertThat(copy.history().undo()).isFalse();
    assertThat(copy.history().pending()).containsExactly(1, 2);
    assertThat(copy.history().copy(1).undo()).isFalse();
    assertThat(copy.history().copy(1).history().pending()).containsExactly(1);
  }

  @Test
  void aCopyOfTheWholeTakesTheStateAsItIs() {
    history.append(new int[] {1, 2});

    History.Copy copy = history.copy(2);

    assertThat(copy.undo()).isFalse();
    assertThat(copy.history().pending()).isEmpty();
    assertThat(copy.history().length()).isEqualTo(2);
    assertThat(copy.history().canCut(1)).isFalse();
  }
}
