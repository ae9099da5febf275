package dev.rung.local.decoding;

import static dev.rung.local.decoding.ToyCalls.call;
import static dev.rung.local.decoding.ToyCalls.greedy;
import static dev.rung.local.decoding.ToyCalls.prompt;
import static dev.rung.local.decoding.ToyCalls.request;
import static dev.rung.local.decoding.ToyCalls.tell;
import static dev.rung.local.decoding.ToyCalls.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.local.decoding.ToyCalls.Call;
import dev.rung.local.decoding.ToyCalls.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Guesses change how many steps an answer takes, and nothing else. */
class GuessingTest {
  private static final int LENGTH = 60;

  @Test
  void anAnswerThatCopiesTakesFewSteps() throws Exception {
    for (boolean states : new boolean[] {false, true}) {
      ToyRule copying = ToyRule.copying(LENGTH);
      ToyDecoder toy =
          states ? ToyDecoder.withStates(copying) : ToyDecoder.withKeysAndValues(copying);
      int[] prompt = prompt(1, LENGTH);
      try (Scheduler scheduler = start(toy, 7)) {
        Told told = tell(scheduler, request(prompt, greedy(120)));

        assertThat(told.text()).isEqualTo(text(copying.greedy(prompt, 120)));
        assertThat(told.generated().generatedTokens()).isEqualTo(120);
        assertThat(toy.steps).hasSizeLessThan(30);
      }
      assertThat(toy.openSequences()).isZero();
    }
  }

  @Test
  void wrongGuessesAreForgotten() throws Exception {
    for (boolean states : new boolean[] {false, true}) {
      ToyRule rule = ToyRule::repetitive;
      ToyDecoder toy = states ? ToyDecoder.withStates(rule) : ToyDecoder.withKeysAndValues(rule);
      try (Scheduler scheduler = start(toy, 7)) {
        for (int seed = 0; seed < 20; seed++) {
          int[] prompt = prompt(seed, 10 + seed);
          Told told = tell(scheduler, request(prompt, greedy(100)));

          assertThat(told.text()).isEqualTo(text(rule.greedy(prompt, 100)));
        }
      }
      assertThat(toy.events).anySatisfy(event -> assertThat(event).startsWith("cut"));
    }
  }

  @Test
  void aModelThatCannotGoBackReadsItsTextAgain() throws Exception {
    ToyRule rule = ToyRule::repetitive;
    ToyDecoder toy = ToyDecoder.withStates(rule);
    try (Scheduler scheduler = start(toy, 20)) {
      int[] prompt = prompt(3, 20);
      Told told = tell(scheduler, request(prompt, greedy(100)));

      assertThat(told.text()).isEqualTo(text(rule.greedy(prompt, 100)));
    }
    assertThat(toy.openSequences()).isZero();
  }

  @Test
  void manyAtOnceShareTheRowsOfAStep() throws Exception {
    ToyRule copying = ToyRule.copying(LENGTH);
    ToyDecoder toy = ToyDecoder.withKeysAndValues(copying);
    try (Scheduler scheduler = start(toy, 7)) {
      List<Call> calls = new ArrayList<>();
      for (int seed = 0; seed < 4; seed++) {
        calls.add(call(scheduler, request(prompt(seed, LENGTH), greedy(60))));
      }
      for (int seed = 0; seed < 4; seed++) {
        assertThat(calls.get(seed).told().get().text())
            .isEqualTo(text(copying.greedy(prompt(seed, LENGTH), 60)));
      }
    }
    assertThat(toy.steps)
        .allSatisfy(
            step -> assertThat(step.stream().mapToInt(Integer::intValue).sum()).isLessThan(30));
  }

  @Test
  void guessesFollowTheLatestPlaceThatLooksAlike() {
    PromptLookup lookup = new PromptLookup();
    Tokens tokens = new Tokens(new int[] {1, 2, 3, 4, 5, 1, 2, 3, 6, 7, 1, 2, 3});

    assertThat(lookup.guess(tokens, 3)).containsExactly(6, 7, 1);
    assertThat(lookup.guess(tokens, 0)).isEmpty();
    assertThat(lookup.guess(new Tokens(new int[] {9, 2, 3, 8, 1, 2, 3}), 2)).containsExactly(8, 1);
    assertThat(lookup.guess(new Tokens(new int[] {1, 2, 3}), 7)).isEmpty();
    assertThat(lookup.guess(new Tokens(new int[] {1}), 7)).isEmpty();
  }

  @Test
  void guessingRestsWhenItIsWrong() {
    PromptLookup lookup = new PromptLookup();
    Tokens tokens = new Tokens(new int[] {1, 2, 3, 1, 2, 3});
    lookup.checked(0);
    assertThat(lookup.guess(tokens, 1)).hasSize(1);
    lookup.checked(0);
    for (int i = 0; i < 8; i++) {
      assertThat(lookup.guess(tokens, 1)).isEmpty();
    }
    assertThat(lookup.guess(tokens, 1)).hasSize(1);
    lookup.checked(1);
    assertThat(lookup.guess(tokens, 1)).hasSize(1);
  }

  private static Scheduler start(ToyDecoder toy, int guesses) {
    DecodingSettings settings =
        new DecodingSettings(
            8, 20, 16, 1_000_000, false, guesses, ToyCalls.LONG, Duration.ofSeconds(30));
    return Scheduler.start("toy", toy, Set.of(), settings, () -> {});
  }
}
