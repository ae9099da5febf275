package dev.rung.local.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import dev.rung.local.decoding.Decoder.Input;
import dev.rung.local.decoding.Decoder.Sequence;
import dev.rung.local.program.Oracle;
import dev.rung.local.weights.PackedCache;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphRefusalsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"falcon-mamba-tiny, FalconMambaForCausalLM", "phi-norm, qk_layernorm"})
  void refusesByNameWhatHasNoGraph(String name, String what) {
    InferenceException refused =
        catchThrowableOfType(
            InferenceException.class,
            () -> Graphs.load(Oracle.named(name).folder(), GraphSettings.int4(32), 1));

    assertThat(refused).hasMessageContaining(what).hasMessageContaining("choose another precision");
  }

  @Test
  void refusesASequenceBeyondTheLimitAndGivesMemoryBack() throws Exception {
    try (OrtDecoder decoder = decoder()) {
      int most = (int) (100_000_000 / decoder.sequenceBytes(1));
      int capacity = decoder.contextWindow();
      assertThat(most).isGreaterThan(capacity);
      for (int round = 0; round < 3; round++) {
        java.util.ArrayList<Sequence> open = new java.util.ArrayList<>();
        InferenceException refused =
            catchThrowableOfType(
                InferenceException.class,
                () -> {
                  while (open.size() <= most / capacity) {
                    open.add(decoder.open(capacity));
                  }
                });
        assertThat(refused.reason()).isEqualTo(Reason.OUT_OF_MEMORY);
        assertThat(open).hasSize(most / capacity);
        open.forEach(Sequence::close);
      }
    }
  }

  @Test
  void memoryThatTheSystemDoesNotHaveIsAnAnswer() {
    InferenceException refused =
        catchThrowableOfType(
            InferenceException.class, () -> ZeroedMemory.of(Long.MAX_VALUE / 2).close());

    assertThat(refused.reason()).isEqualTo(Reason.OUT_OF_MEMORY);
  }

  @Test
  void refusesStepsThatCannotBe() throws Exception {
    try (OrtDecoder decoder = decoder();
        OrtDecoder other = decoder();
        Sequence sequence = decoder.open(4)) {
      Input one = new Input(sequence, new int[] {1}, 0);

      assertRefused(decoder, List.of(one, one), "twice");
      assertRefused(decoder, List.of(new Input(sequence, new int[5], 0)), "do not fit");
      assertRefused(decoder, List.of(new Input(sequence, new int[] {9_999}, 0)), "below");
      assertRefused(decoder, List.of(), "tokens");
      assertRefused(other, List.of(one), "another model");
      assertThatThrownBy(() -> decoder.open(0)).hasMessageContaining("capacity");
      assertThatThrownBy(() -> decoder.fork(sequence, 2, 4)).hasMessageContaining("cannot go on");
      assertThatThrownBy(() -> sequence.cut(1)).hasMessageContaining("cannot be cut");
      sequence.close();
      assertRefused(decoder, List.of(one), "closed one");
    }
  }

  @Test
  void packsOnceAndLoadsFromThere() throws Exception {
    PackedCache cache = new PackedCache(List.of(folder), Graphs.TEMPORARY, 1);
    Path phi = Oracle.named("phi-tiny").folder();
    Graphs.load(phi, GraphSettings.int4(32), 1, cache).close();
    List<Path> files = files();
    assertThat(files).hasSize(3);
    var time = Files.getLastModifiedTime(files.getFirst());

    try (OrtDecoder decoder = Graphs.load(phi, GraphSettings.int4(32), 1, cache);
        Sequence sequence = decoder.open(4)) {
      assertThat(decoder.forward(List.of(new Input(sequence, new int[] {1}, 1))).rows())
          .isEqualTo(1);
    }
    assertThat(files()).isEqualTo(files);
    assertThat(Files.getLastModifiedTime(files.getFirst())).isEqualTo(time);
  }

  private List<Path> files() throws Exception {
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static OrtDecoder decoder() throws InferenceException {
    return Graphs.load(Oracle.named("phi-tiny").folder(), GraphSettings.int4(32), 1);
  }

  private static void assertRefused(OrtDecoder decoder, List<Input> inputs, String message) {
    assertThatThrownBy(() -> decoder.forward(inputs))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
