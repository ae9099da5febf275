package dev.rung.local.decoding;

import static dev.rung.local.decoding.ToyCalls.await;
import static dev.rung.local.decoding.ToyCalls.call;
import static dev.rung.local.decoding.ToyCalls.greedy;
import static dev.rung.local.decoding.ToyCalls.prompt;
import static dev.rung.local.decoding.ToyCalls.request;
import static dev.rung.local.decoding.ToyCalls.settings;
import static dev.rung.local.decoding.ToyCalls.tell;
import static dev.rung.local.decoding.ToyCalls.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rung.local.Generated;
import dev.rung.local.Generated.End;
import dev.rung.local.GenerationOptions;
import dev.rung.local.GenerationOptions.Extras;
import dev.rung.local.GenerationOptions.Logprobs;
import dev.rung.local.TokenChoice.Scored;
import dev.rung.local.decoding.ToyCalls.Call;
import dev.rung.local.decoding.ToyCalls.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers are those of the model alone, whoever else is served. */
class SchedulerTest {
  private static final int END_TOKEN = 39;

  private final ToyDecoder toy = ToyDecoder.withKeysAndValues(ToyRule::noise);
  private final Scheduler scheduler =
      Scheduler.start("toy", toy, Set.of(END_TOKEN), settings(3, 20, 4), () -> {});

  @AfterEach
  void everythingIsFreed() {
    scheduler.close();

    assertThat(toy.openSequences()).isZero();
    assertThat(toy.isClosed()).isTrue();
  }

  @Test
  void everythingIsFreedWhereTheSystemGivesNoThread() {
    ToyDecoder other = ToyDecoder.withKeysAndValues(ToyRule::noise);
    AtomicBoolean ended = new AtomicBoolean();
    ThreadFactory none =
        work ->
            new Thread(work) {
              @Override
              public synchronized void start() {
                throw new OutOfMemoryError("unable to create native thread");
              }
            };

    assertThatThrownBy(() ->
            Scheduler.start(
                "other", other, Set.of(), settings(3, 20, 4), () -> ended.set(true), none))
        .isInstanceOf(OutOfMemoryError.class);

    assertThat(other.isClosed()).isTrue();
    assertThat(ended).isTrue();
  }

  @Test
  void memoryIsGivenBackAfterWork() throws Exception {
    DecodingSettings soon =
        new DecodingSettings(3, 20, 4, 1_000_000, false, 0, Duration.ofMillis(1), ToyCalls.LONG);
    ToyDecoder tidy = ToyDecoder.withKeysAndValues(ToyRule::noise);

    try (Scheduler other = Scheduler.start("tidy", tidy, Set.of(END_TOKEN), soon, () -> {})) {
      tell(other, request(prompt(1, 5), greedy(3)));

      await(() -> tidy.tidied() > 0);
    }
    assertThat(toy.tidied()).isZero();
  }

  @Test
  void anAnswerIsWhatTheModelSaysUntilItEnds() throws Exception {
    for (int seed = 0; seed < 30; seed++) {
      int[] prompt = prompt(seed, 1 + 3 * seed);
      List<Integer> expected = toyAlone(prompt, 20);
      int end = expected.indexOf(END_TOKEN);

      Told told = tell(scheduler, request(prompt, greedy(20)));

      assertThat(told.text()).isEqualTo(text(end < 0 ? expected : expected.subList(0, end)));
      assertThat(told.generated().end()).isEqualTo(end < 0 ? End.LENGTH : End.STOP);
      assertThat(told.generated().promptTokens()).isEqualTo(prompt.length);
      assertThat(told.generated().generatedTokens()).isEqualTo(end < 0 ? 20 : end);
    }
  }

  @Test
  void manyAtOnceAreAnsweredAsEachAlone() throws Exception {
    List<Request> requests = new ArrayList<>();
    for (int seed = 0; seed < 20; seed++) {
      requests.add(request(prompt(seed, 1 + 5 * seed), drawn(10 + seed, seed)));
    }
    List<String> alone = new ArrayList<>();
    for (Request request : requests) {
      alone.add(tell(scheduler, request).text());
    }

    List<Call> calls = requests.stream().map(request -> call(scheduler, request)).toList();

    for (int i = 0; i < calls.size(); i++) {
      assertThat(calls.get(i).told().get().text()).isEqualTo(alone.get(i));
    }
    assertThat(toy.mostOpenSequences()).isBetween(2, 3);
  }

  @Test
  void promptsAreReadInPortionsWhileAnswersGoOn() throws Exception {
    Semaphore steps = new Semaphore(0);
    toy.gate(steps);
    Call first = call(scheduler, request(endless(50), greedy(50)));
    toy.awaitStep();
    Call second = call(scheduler, request(prompt(2, 40), greedy(1)));
    await(() -> scheduler.waiting() == 1);
    steps.release(1_000);

    second.told().get();
    first.told().get();
    assertThat(toy.steps.stream().filter(step -> step.size() == 2))
        .hasSize(10)
        .containsOnly(List.of(1, 4));
  }

  @Test
  void aShortPromptDoesNotWaitForTheEndOfALongOne() throws Exception {
    Semaphore steps = new Semaphore(0);
    toy.gate(steps);
    Call longOne = call(scheduler, request(prompt(1, 500), greedy(1)));
    toy.awaitStep();
    Call shortOne = call(scheduler, request(prompt(2, 6), greedy(1)));
    await(() -> scheduler.waiting() == 1);
    steps.release(4);

    assertThat(shortOne.told().get().text()).isEqualTo(text(toyAlone(prompt(2, 6), 1)));
    assertThat(longOne.told()).isNotDone();
    steps.release(1_000);
    assertThat(longOne.told().get().text()).isEqualTo(text(toyAlone(prompt(1, 500), 1)));
    assertThat(toy.steps.get(1).stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(toy.steps.getFirst().getFirst());
  }

  @Test
  void aStopTextEndsAnAnswerAcrossTokens() throws Exception {
    List<Integer> tokens = toyAlone(endless(10), 10);
    String whole = text(tokens);
    String stop = tokens.get(4) + " " + tokens.get(5);
    GenerationOptions options = greedy(10).withStop(List.of(stop));

    Told told = tell(scheduler, request(endless(10), options));

    assertThat(told.text()).isEqualTo(whole.substring(0, whole.indexOf(stop)));
    assertThat(told.generated().end()).isEqualTo(End.STOP);
  }

  @Test
  void theContextWindowEndsAnAnswer() throws Exception {
    int[] prompt = prompt(5, ToyDecoder.WINDOW - 2);

    Generated generated = tell(scheduler, request(prompt, greedy(50))).generated();

    assertThat(generated.generatedTokens()).isLessThanOrEqualTo(2);
  }

  @Test
  void confidenceAndLogprobsAreTheModels() throws Exception {
    int[] prompt = endless(20);
    Extras logprobs = new Extras(0, 0, 1, new Logprobs(true, 3));

    Generated generated = tell(scheduler, request(prompt, greedy(20).with(logprobs))).generated();

    assertThat(generated.logprobs()).hasSize(20);
    assertThat(generated.logprobs())
        .allSatisfy(choice -> {
          assertThat(choice.likeliest()).hasSize(3).startsWith(choice.taken());
          assertThat(choice.likeliest())
              .extracting(Scored::logprob)
              .isSortedAccordingTo((one, other) -> Double.compare(other, one));
        });
    double mean =
        generated.logprobs().stream()
            .limit(16)
            .mapToDouble(choice -> choice.taken().logprob())
            .average()
            .orElseThrow();
    assertThat(generated.confidence().orElseThrow().tokens()).isEqualTo(16);
    assertThat(generated.confidence().orElseThrow().logprob()).isCloseTo(mean, within(1e-9));
    assertThat(generated.confidence().orElseThrow().entropy()).isPositive();
    assertThat(generated.confidence().orElseThrow().margin()).isPositive();
  }

  /** A prompt on which so many tokens follow before the end. */
  private static int[] endless(int tokens) throws Exception {
    for (int seed = 0; seed < 10_000; seed++) {
      int[] prompt = prompt(seed, 3);
      if (!toyAlone(prompt, tokens).contains(END_TOKEN)) {
        return prompt;
      }
    }
    throw new AssertionError("every answer ends early");
  }

  private static List<Integer> toyAlone(int[] prompt, int count) throws Exception {
    ToyRule rule = ToyRule::noise;
    return rule.greedy(prompt, count);
  }

  private static GenerationOptions drawn(int maxTokens, long seed) {
    return new GenerationOptions(
        maxTokens,
        OptionalDouble.of(0.9),
        OptionalDouble.of(0.95),
        OptionalLong.of(seed),
        List.of(),
        ToyCalls.LONG);
  }
}
