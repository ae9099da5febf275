package dev.rung.local.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import dev.rung.local.decoding.Decoder.Input;
import dev.rung.local.decoding.Decoder.Sequence;
import dev.rung.local.weights.Precision;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What callers get wrong is found before native code sees it, and changes nothing. */
class DecoderArgumentsTest {
  private static final int[] HELLO = {5, 6, 7};

  private static TorchDecoder decoder;

  @BeforeAll
  static void load() throws Exception {
    decoder = Oracle.named("phi-tiny").decoder(Precision.F32);
  }

  @AfterAll
  static void close() {
    decoder.close();
  }

  private static Input input(Sequence sequence, int... tokens) {
    return new Input(sequence, tokens, 1);
  }

  private static void refuses(String message, Input... inputs) {
    assertThatThrownBy(() -> decoder.forward(List.of(inputs)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aSequenceHasRoomWithinTheWindow() {
    assertThatThrownBy(() -> decoder.open(0)).hasMessageContaining("capacity must be 1 to");
    assertThatThrownBy(() -> decoder.open(decoder.contextWindow() + 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not " + (decoder.contextWindow() + 1));
  }

  @Test
  void tokensAreThoseOfTheVocabulary() throws Exception {
    try (Sequence sequence = decoder.open(8)) {
      refuses("a token must be below " + decoder.vocabulary(), input(sequence, -1));
      refuses("a token must be below", input(sequence, 5, decoder.vocabulary()));
      assertThat(sequence.length()).isZero();
    }
  }

  @Test
  void aSequenceTakesNoMoreThanItHasRoomFor() throws Exception {
    try (Sequence sequence = decoder.open(4)) {
      var _ = decoder.forward(List.of(input(sequence, HELLO)));

      refuses("2 tokens do not fit into a sequence that holds 3 of 4", input(sequence, 8, 9));
      assertThat(sequence.length()).isEqualTo(3);
    }
  }

  @Test
  void aStepIsNeitherEmptyNorTooWideNorHasASequenceTwice() throws Exception {
    try (Sequence one = decoder.open(decoder.contextWindow());
        Sequence two = decoder.open(decoder.contextWindow())) {
      int[] many = new int[decoder.widestStep() / 2 + 1];

      refuses("a step without tokens");
      refuses("at most " + decoder.widestStep(), input(one, many), input(two, many));
      refuses("twice in one step", input(one, 5), input(one, 6));
    }
  }

  @Test
  void moreRowsThanTokensAreNotToBeHad() throws Exception {
    try (Sequence sequence = decoder.open(8)) {
      assertThatThrownBy(() -> new Input(sequence, HELLO, 4))
          .hasMessageContaining("4 rows wanted of 3");
      assertThatThrownBy(() -> new Input(sequence, new int[0], 0))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aSequenceIsOfThisModelAndOpen() throws Exception {
    Sequence closed = decoder.open(8);
    closed.close();
    closed.close();

    refuses("a sequence of another model, or a closed one", input(closed, 5));
    try (TorchDecoder other = Oracle.named("phi-tiny").decoder(Precision.F32);
        Sequence foreign = other.open(8)) {
      refuses("a sequence of another model", input(foreign, 5));
      assertThatThrownBy(() -> decoder.fork(foreign, 0, 8)).hasMessageContaining("another model");
    }
  }

  @Test
  void aForkBeginsWithWhatIsThere() throws Exception {
    try (Sequence sequence = decoder.open(8)) {
      var _ = decoder.forward(List.of(input(sequence, HELLO)));

      assertThatThrownBy(() -> decoder.fork(sequence, 4, 8))
          .hasMessageContaining("4 tokens of 3 cannot go on with room for 8");
      assertThatThrownBy(() -> decoder.fork(sequence, 3, 2))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> sequence.cut(4)).hasMessageContaining("cannot be cut from 3 to 4");
    }
  }

  @Test
  void memoryIsRefusedBeforeItIsTaken() throws Exception {
    long before = decoder.sequenceBytes(decoder.contextWindow());
    InferenceException refused =
        catchThrowableOfType(
            InferenceException.class,
            () -> {
              try (OpenSequences open = new OpenSequences()) {
                while (true) {
                  open.add(decoder.open(decoder.contextWindow()));
                }
              }
            });

    assertThat(refused.reason()).isEqualTo(Reason.OUT_OF_MEMORY);
    assertThat(refused)
        .hasMessageContaining("a sequence of " + decoder.contextWindow() + " tokens")
        .hasMessageContaining("takes " + before + " bytes");
    decoder.open(decoder.contextWindow()).close();
  }

  private static final class OpenSequences implements AutoCloseable {
    private final ArrayList<Sequence> sequences = new ArrayList<>();

    void add(Sequence sequence) {
      sequences.add(sequence);
    }

    @Override
    public void close() {
      sequences.forEach(Sequence::close);
    }
  }
}
