package dev.rung.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class VocabularyTest {
  private final Vocabulary vocabulary = Vocabulary.of(List.of(grams("rename the old garden")));

  @Test
  void knowsWhatItWasMadeOf() {
    Familiar same = grams("rename the old garden").familiar(vocabulary);

    assertThat(same.unfamiliar()).isZero();
    assertThat(same.grams()).containsExactly(grams("rename the old garden").distinct());
  }

  @Test
  void leavesOutWhatItDoesNotKnow() {
    WordGrams some = grams("rename the zeppelin");
    Familiar known = some.familiar(vocabulary);

    assertThat(some.distinct()).contains(known.grams());
    assertThat(known.grams()).isSorted();
    assertThat(known.unfamiliar())
        .isCloseTo(1 - (double) known.grams().length / some.count(), within(1e-9));
    assertThat(known.unfamiliar()).isBetween(0.2, 0.6);
    assertThat(grams("Zeppelin flights worldwide").familiar(vocabulary).unfamiliar()).isOne();
  }

  @Test
  void hasEachBucketOnceInAscendingOrder() {
    StringBuilder text = new StringBuilder("rename the old garden");
    for (int i = 0; i < 150; i++) {
      text.append(" word").append(i * 7_919 % 101);
    }
    WordGrams many = grams(text.toString());

    Familiar all = many.familiar(vocabulary);

    assertThat(all.allGrams()).containsExactly(many.distinct());
    assertThat(all.grams()).isSorted().doesNotHaveDuplicates().isNotEmpty();
  }

  @Test
  void nothingIsUnfamiliarWithoutWords() {
    assertThat(grams("").familiar(vocabulary).unfamiliar()).isZero();
    assertThat(grams("").familiar(vocabulary).grams()).isEmpty();
  }

  @Test
  void comesBackFromItsBytes() {
    Vocabulary back = Vocabulary.of(vocabulary.toBytes());

    assertThat(back.toBytes()).isEqualTo(vocabulary.toBytes());
    assertThat(grams("rename the old garden").familiar(back).unfamiliar()).isZero();
    assertThat(grams("rename").familiar(Vocabulary.of(new byte[0])).unfamiliar()).isOne();
  }

  @Test
  void refusesMoreBytesThanItHasSlots() {
    assertThatThrownBy(() -> Vocabulary.of(new byte[Vocabulary.SLOTS / 8 + 1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a vocabulary has at most 524288 bytes, not 524289");
  }

  private static WordGrams grams(String text) {
    return TaskFeatures.of(text, TaskHints.NONE, 0).grams();
  }
}
