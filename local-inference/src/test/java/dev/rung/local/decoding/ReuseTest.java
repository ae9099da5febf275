package dev.rung.local.decoding;

import static dev.rung.local.decoding.ToyCalls.await;
import static dev.rung.local.decoding.ToyCalls.call;
import static dev.rung.local.decoding.ToyCalls.greedy;
import static dev.rung.local.decoding.ToyCalls.prompt;
import static dev.rung.local.decoding.ToyCalls.request;
import static dev.rung.local.decoding.ToyCalls.tell;
import static dev.rung.local.decoding.ToyCalls.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.local.GenerationOptions;
import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import dev.rung.local.decoding.ToyCalls.Call;
import dev.rung.local.decoding.ToyCalls.Told;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the model remembers is bounded, and is used again for prompts that begin alike. */
class ReuseTest {
  private static final int[] SHARED = prompt(1, 50);
  private static final long PLENTY = 1_000_000;

  @Test
  void promptsGoOnFromPastOnesThatBeganAlike() throws Exception {
    ToyDecoder toy = ToyDecoder.withKeysAndValues(ToyRule::noise);
    try (Scheduler scheduler = start(toy, PLENTY)) {
      assertThat(ask(scheduler, sharedAnd(2, 10), 5)).isZero();
      assertThat(ask(scheduler, sharedAnd(3, 10), 5)).isEqualTo(50);
      assertThat(ask(scheduler, sharedAnd(3, 10), 5)).isEqualTo(59);
      assertThat(ask(scheduler, sharedAnd(3, 20), 5)).isEqualTo(60);
      assertThat(ask(scheduler, prompt(9, 60), 5)).isZero();
    }
    assertThat(toy.openSequences()).isZero();
  }

  @Test
  void aConversationGoesOnFromTheAnswerBefore() throws Exception {
    ToyDecoder toy = ToyDecoder.withStates(ToyRule::noise);
    try (Scheduler scheduler = start(toy, PLENTY)) {
      int[] next = prompt(8, 30);
      ask(scheduler, SHARED, 5);
      ToyRule rule = ToyRule::noise;
      int[] answer = rule.greedy(SHARED, 5).stream().mapToInt(Integer::intValue).toArray();

      // The last token of an answer has not been read.
      assertThat(ask(scheduler, joined(joined(SHARED, answer), next), 5)).isEqualTo(54);
    }
  }

  @Test
  void aModelWithStatesKeepsOneWhereTwoPromptsPart() throws Exception {
    ToyDecoder toy = ToyDecoder.withStates(ToyRule::noise);
    try (Scheduler scheduler = start(toy, PLENTY)) {
      assertThat(ask(scheduler, sharedAnd(2, 40), 5)).isZero();
      assertThat(ask(scheduler, sharedAnd(3, 40), 5)).isZero();
      assertThat(ask(scheduler, sharedAnd(4, 40), 5)).isEqualTo(50);
      assertThat(ask(scheduler, sharedAnd(5, 1), 5)).isEqualTo(50);
    }
    assertThat(toy.openSequences()).isZero();
  }

  @Test
  void pastAnswersMakeRoomForNewOnes() throws Exception {
    ToyDecoder toy = ToyDecoder.withKeysAndValues(ToyRule::noise);
    // For two answers of 64 tokens.
    try (Scheduler scheduler = start(toy, 128 * ToyDecoder.BYTES_PER_TOKEN)) {
      ask(scheduler, prompt(1, 60), 5);
      ask(scheduler, prompt(2, 60), 5);
      assertThat(toy.openSequences()).isEqualTo(2);
      assertThat(ask(scheduler, prompt(1, 60), 5)).isEqualTo(59); // In place, or by giving up 2.
      ask(scheduler, prompt(3, 60), 5);
      assertThat(ask(scheduler, prompt(2, 60), 5)).isZero();
      assertThat(toy.mostOpenSequences()).isEqualTo(2);
      assertThat(ask(scheduler, prompt(4, 100), 20)).isZero();
      assertThat(ask(scheduler, prompt(4, 100), 20)).isEqualTo(99);
    }
    assertThat(toy.openSequences()).isZero();
  }

  @Test
  void whatNeverFitsIsRefused() {
    ToyDecoder toy = ToyDecoder.withKeysAndValues(ToyRule::noise);
    try (Scheduler scheduler = start(toy, 1_000)) {
      assertThatThrownBy(() -> tell(scheduler, request(prompt(1, 90), greedy(20))))
          .hasMessage(
              "109 tokens take 1090 bytes; the model may take 1000: ask for fewer, or allow it"
                  + " more")
          .extracting("reason")
          .isEqualTo(Reason.CONTEXT_TOO_LONG);
    }
  }

  @Test
  void whatDoesNotFitNowWaits() throws Exception {
    ToyDecoder toy = ToyDecoder.withKeysAndValues(ToyRule::noise);
    Semaphore steps = new Semaphore(0);
    toy.gate(steps);
    try (Scheduler scheduler = start(toy, 1_000)) {
      Call first = call(scheduler, request(prompt(1, 50), greedy(20)));
      toy.awaitStep();
      Call second = call(scheduler, request(prompt(2, 50), greedy(20)));
      await(() -> scheduler.waiting() == 1);
      steps.release(10_000);

      assertThat(first.told().get().text()).isEqualTo(alone(prompt(1, 50), 20));
      assertThat(second.told().get().text()).isEqualTo(alone(prompt(2, 50), 20));
      assertThat(toy.mostOpenSequences()).isEqualTo(1);
    }
  }

  @Test
  void aDecoderThatKnowsLessMemoryThanTheSettingsIsServed() throws Exception {
    ToyDecoder toy = ToyDecoder.withKeysAndValues(ToyRule::noise);
    toy.limitOpen(1);
    Semaphore steps = new Semaphore(0);
    toy.gate(steps);
    try (Scheduler scheduler = start(toy, PLENTY)) {
      Call first = call(scheduler, request(prompt(1, 50), greedy(20)));
      toy.awaitStep();
      Call second = call(scheduler, request(prompt(2, 50), greedy(20)));
      await(() -> scheduler.waiting() == 1);
      steps.release(10_000);

      assertThat(first.told().get().text()).isEqualTo(alone(prompt(1, 50), 20));
      assertThat(second.told().get().text()).isEqualTo(alone(prompt(2, 50), 20));
      toy.limitOpen(0);
      assertThatThrownBy(() -> tell(scheduler, request(prompt(3, 50), greedy(20))))
          .hasMessage("the toy has no memory");
    }
  }

  @Test
  void answersAreTheSameWhateverIsReused() throws Exception {
    for (boolean states : new boolean[] {false, true}) {
      ToyDecoder toy =
          states
              ? ToyDecoder.withStates(ToyRule::noise)
              : ToyDecoder.withKeysAndValues(ToyRule::noise);
      Random random = new Random(3);
      try (Scheduler scheduler = start(toy, 4_000)) {
        for (int i = 0; i < 60; i++) {
          int[] prompt = joined(Arrays.copyOf(SHARED, random.nextInt(51)), prompt(i % 7, 1 + i));
          List<Call> calls =
              IntStream.range(0, 3)
                  .mapToObj(each -> call(scheduler, request(prompt, greedy(8))))
                  .toList();
          for (Call call : calls) {
            assertThat(call.told().get().text()).isEqualTo(alone(prompt, 8));
          }
        }
      }
      assertThat(toy.openSequences()).isZero();
    }
  }

  @Test
  void nobodyGoesOnFromThePromptsOfAnotherScope() throws Exception {
    for (boolean states : new boolean[] {false, true}) {
      ToyDecoder toy =
          states
              ? ToyDecoder.withStates(ToyRule::noise)
              : ToyDecoder.withKeysAndValues(ToyRule::noise);
      try (Scheduler scheduler = start(toy, PLENTY)) {
        assertThat(reused(scheduler, sharedAnd(2, 10), "one")).isZero();
        assertThat(reused(scheduler, sharedAnd(2, 20), "two")).isZero();
        assertThat(reused(scheduler, sharedAnd(2, 20), "one")).isEqualTo(60);
        assertThat(reused(scheduler, sharedAnd(2, 30), "two")).isEqualTo(70);
        assertThat(reused(scheduler, sharedAnd(2, 30), "")).isZero();
      }
      assertThat(toy.openSequences()).isZero();
    }
  }

  private static int reused(Scheduler scheduler, int[] prompt, String scope) throws Exception {
    Told told = tell(scheduler, request(prompt, greedy(1).withCacheScope(scope)));
    assertThat(told.text()).isEqualTo(alone(prompt, 1));
    await(() -> scheduler.working() == 0);
    return told.generated().reusedTokens();
  }

  @Test
  void whatOnlyAGuessSaidIsNotReusedWhereAStopTextEndedTheAnswer() throws Exception {
    ToyRule rule = ToyRule::repetitive;
    for (boolean states : new boolean[] {false, true}) {
      ToyDecoder toy = states ? ToyDecoder.withStates(rule) : ToyDecoder.withKeysAndValues(rule);
      try (Scheduler scheduler = start(toy, PLENTY, 7)) {
        for (int seed = 0; seed < 40; seed++) {
          int[] prompt = prompt(seed, 30);
          List<Integer> whole = rule.greedy(prompt, 40);
          GenerationOptions stopping = greedy(40).withStop(List.of(text(whole.subList(24, 27))));

          int made = tell(scheduler, request(prompt, stopping)).generated().generatedTokens();
          int[] next = joined(joined(prompt, ids(whole.subList(0, made))), prompt(seed, 1));

          assertThat(tell(scheduler, request(next, greedy(4))).text())
              .isEqualTo(text(rule.greedy(next, 4)));
        }
      }
      assertThat(toy.openSequences()).isZero();
    }
  }

  private static int ask(Scheduler scheduler, int[] prompt, int maxTokens) throws Exception {
    Told told = tell(scheduler, request(prompt, greedy(maxTokens)));
    assertThat(told.text()).isEqualTo(alone(prompt, maxTokens));
    await(() -> scheduler.working() == 0);
    return told.generated().reusedTokens();
  }

  private static int[] sharedAnd(long seed, int length) {
    return joined(SHARED, prompt(seed, length));
  }

  private static int[] joined(int[] one, int[] other) {
    return IntStream.concat(Arrays.stream(one), Arrays.stream(other)).toArray();
  }

  private static String alone(int[] prompt, int count) throws InferenceException {
    ToyRule rule = ToyRule::noise;
    return text(rule.greedy(prompt, count));
  }

  private static int[] ids(List<Integer> tokens) {
    return tokens.stream().mapToInt(Integer::intValue).toArray();
  }

  private static Scheduler start(ToyDecoder toy, long cacheBytes) {
    return start(toy, cacheBytes, 0);
  }

  private static Scheduler start(ToyDecoder toy, long cacheBytes, int guesses) {
    DecodingSettings settings =
        new DecodingSettings(
            3, 20, 16, cacheBytes, true, guesses, ToyCalls.LONG, Duration.ofSeconds(30));
    return Scheduler.start("toy", toy, Set.of(), settings, () -> {});
  }
}
