package dev.rung.local.program;

import static dev.rung.local.program.Oracle.assertClose;
import static dev.rung.local.program.Oracle.assertPosition;
import static dev.rung.local.program.Oracle.last;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.local.InferenceException;
import dev.rung.local.decoding.Decoder;
import dev.rung.local.decoding.Decoder.Input;
import dev.rung.local.decoding.Decoder.Logits;
import dev.rung.local.decoding.Decoder.Sequence;
import dev.rung.local.program.Oracle.Prompt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/**
 * What every decoder does in single precision: it computes what the original modelling code does,
 * in whatever portions tokens come.
 */
public abstract class DecoderParity<D extends Decoder> {
  protected static final int CAPACITY = 200;

  @Parameter protected String name = "";
  protected Oracle oracle = new Oracle(java.nio.file.Path.of(""), List.of());
  protected D decoder;

  protected abstract D load(Oracle oracle) throws InferenceException;

  @BeforeEach
  void load() throws InferenceException {
    oracle = Oracle.named(name);
    decoder = load(oracle);
  }

  @AfterEach
  void close() {
    decoder.close();
  }

  @Test
  void everyPositionsLogitsAreTheOriginals() throws InferenceException {
    for (Prompt prompt : oracle.prompts()) {
      Logits logits = whole(prompt);

      assertThat(logits.rows()).isEqualTo(prompt.ids().length);
      for (int i = 0; i < logits.rows(); i++) {
        assertPosition(logits.row(i), prompt.positions().get(i));
      }
      assertClose(logits.row(logits.rows() - 1), prompt.lastLogits(), "last logits");
    }
  }

  @Test
  void theLikeliestTokensAreTheOriginals() throws InferenceException {
    for (Prompt prompt : oracle.prompts()) {
      try (Sequence sequence = decoder.open(CAPACITY)) {
        float[] first = last(decoder, sequence, prompt.ids());

        assertThat(Oracle.greedy(decoder, sequence, first, prompt.greedy().length))
            .isEqualTo(Arrays.stream(prompt.greedy()).boxed().toList());
      }
    }
  }

  @Test
  void tokenByTokenIsLikeTheWhole() throws InferenceException {
    for (Prompt prompt : oracle.prompts()) {
      try (Sequence sequence = decoder.open(CAPACITY)) {
        for (int i = 0; i < prompt.ids().length; i++) {
          assertPosition(last(decoder, sequence, prompt.ids()[i]), prompt.positions().get(i));
        }
      }
    }
  }

  @Test
  void portionsOfAnySizeAreLikeTheWhole() throws InferenceException {
    int[] ids = longest().ids();
    for (int size : new int[] {2, 7, 16, 17, 64, 129}) {
      try (Sequence sequence = decoder.open(ids.length)) {
        for (int start = 0; start < ids.length; start += size) {
          int end = Math.min(ids.length, start + size);
          float[] row = last(decoder, sequence, Arrays.copyOfRange(ids, start, end));
          assertPosition(row, longest().positions().get(end - 1));
        }
      }
    }
  }

  /** Wide steps may have kernels of their own; narrow ones are held to the original. */
  @Test
  void wideStepsAreLikeNarrowOnes() throws InferenceException {
    int count = Math.min(480, decoder.contextWindow() / 40 * 40);
    int[] ids = new Random(1).ints(count, 3, decoder.vocabulary()).toArray();
    try (Sequence narrow = decoder.open(ids.length);
        Sequence wide = decoder.open(ids.length);
        Sequence later = decoder.open(ids.length)) {
      float[] expected = {};
      for (int start = 0; start < ids.length; start += 40) {
        expected = last(decoder, narrow, Arrays.copyOfRange(ids, start, start + 40));
      }
      last(decoder, later, Arrays.copyOf(ids, 150));

      assertClose(last(decoder, wide, ids), expected, "logits of one step");
      assertClose(
          last(decoder, later, Arrays.copyOfRange(ids, 150, ids.length)),
          expected,
          "logits of a wide step behind others");
    }
  }

  @Test
  void sequencesOfOneStepDoNotTouchEachOther() throws InferenceException {
    List<Sequence> sequences = new ArrayList<>();
    List<Input> inputs = new ArrayList<>();
    for (Prompt prompt : oracle.prompts()) {
      Sequence sequence = decoder.open(CAPACITY);
      sequences.add(sequence);
      inputs.add(new Input(sequence, prompt.ids(), 1));
    }
    Logits logits = decoder.forward(inputs);

    for (int step = 0; step <= 32; step++) {
      inputs = new ArrayList<>();
      for (int i = 0; i < sequences.size(); i++) {
        Prompt prompt = oracle.prompts().get(i);
        if (step == 32) {
          assertClose(logits.row(i), prompt.afterGreedy(), "logits after greedy");
        } else {
          int next = Oracle.argmax(logits.row(i));
          assertThat(next).isEqualTo(prompt.greedy()[step]);
          inputs.add(new Input(sequences.get(i), new int[] {next}, 1));
        }
      }
      logits = step < 32 ? decoder.forward(inputs) : logits;
    }
    sequences.forEach(Sequence::close);
  }

  @Test
  void onlyWantedRowsComeBack() throws InferenceException {
    Prompt prompt = oracle.prompts().get(1);
    try (Sequence one = decoder.open(CAPACITY);
        Sequence two = decoder.open(CAPACITY)) {
      Logits logits =
          decoder.forward(
              List.of(new Input(one, prompt.ids(), 0), new Input(two, prompt.ids(), 3)));

      assertThat(logits.rows()).isEqualTo(3);
      assertPosition(logits.row(0), prompt.positions().get(4));
      assertPosition(logits.row(2), prompt.positions().get(6));
      assertThat(decoder.forward(List.of(new Input(one, new int[] {1}, 0))).rows()).isZero();
    }
  }

  @Test
  void aCutSequenceGoesOnLikeAFreshOne() throws InferenceException {
    Prompt prompt = longest();
    try (Sequence sequence = decoder.open(CAPACITY)) {
      last(decoder, sequence, Arrays.copyOf(prompt.ids(), 20));
      for (int kept = 0; kept <= 5; kept++) {
        int[] guess = Arrays.copyOfRange(prompt.ids(), sequence.length(), sequence.length() + 5);
        Arrays.fill(guess, kept, guess.length, 3);
        int start = sequence.length();
        decoder.forward(List.of(new Input(sequence, guess, guess.length)));
        assertThat(sequence.canCut(start + kept)).isTrue();

        sequence.cut(start + kept);

        assertThat(sequence.length()).isEqualTo(start + kept);
        int next = prompt.ids()[start + kept];
        assertPosition(last(decoder, sequence, next), prompt.positions().get(start + kept));
      }
    }
  }

  @Test
  void aForkGoesOnLikeAFreshOneAndLeavesItsSourceAlone() throws InferenceException {
    Prompt prompt = longest();
    try (Sequence source = decoder.open(50)) {
      last(decoder, source, Arrays.copyOf(prompt.ids(), 40));
      last(decoder, source, 5);
      try (Sequence earlier = decoder.fork(source, 40, CAPACITY);
          Sequence same = decoder.fork(source, 41, CAPACITY)) {
        float[] row = last(decoder, earlier, Arrays.copyOfRange(prompt.ids(), 40, 130));
        assertClose(row, prompt.lastLogits(), "logits of the fork");
        assertClose(last(decoder, same, 6), last(decoder, source, 6), "logits of both");
      }
      assertThat(source.length()).isEqualTo(42);
    }
  }

  @Test
  void aForkOfACutSequenceGoesOnLikeAFreshOne() throws InferenceException {
    Prompt prompt = longest();
    try (Sequence source = decoder.open(CAPACITY)) {
      last(decoder, source, Arrays.copyOf(prompt.ids(), 20));
      last(decoder, source, Arrays.copyOfRange(prompt.ids(), 20, 28));
      source.cut(26);
      try (Sequence fork = decoder.fork(source, 25, 30)) {
        assertPosition(last(decoder, fork, prompt.ids()[25]), prompt.positions().get(25));
      }
      assertPosition(last(decoder, source, prompt.ids()[26]), prompt.positions().get(26));
    }
  }

  private Prompt longest() {
    return oracle.prompts().getLast();
  }

  private Logits whole(Prompt prompt) throws InferenceException {
    try (Sequence sequence = decoder.open(prompt.ids().length)) {
      return decoder.forward(List.of(new Input(sequence, prompt.ids(), prompt.ids().length)));
    }
  }
}
