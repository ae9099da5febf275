package dev.rung.local.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.local.checkpoint.Checkpoint;
import dev.rung.local.decoding.Decoder;
import dev.rung.local.decoding.Decoder.Input;
import dev.rung.local.decoding.Decoder.Logits;
import dev.rung.local.decoding.Decoder.Sequence;
import dev.rung.local.device.Device;
import dev.rung.local.program.Oracle;
import dev.rung.local.program.TorchDecoder;
import dev.rung.local.weights.Precision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a graph with rounded weights computes, against a program in single precision on the same
 * rounded weights: the difference is what the kernels err.
 */
@ParameterizedClass(name = "{0}")
@ValueSource(
    strings = {"phi-tiny", "phi-odd", "phi-wide", "llama-tiny", "llama-odd", "mistral-tiny"})
class RoundedGraphTest {
  private static final long CACHE_LIMIT = 100_000_000;
  private static final int BLOCK = 32;

  /** Runs of the noisy program. */
  private static final int DRAWS = 6;

  /** A draw more or less is rarely further from all others. */
  private static final double SPREAD = 1.25;

  @Parameter String name = "";
  @TempDir private Path folder;

  @Test
  void withoutRoundedActivationsItIsTheProgram() throws Exception {
    GraphSettings settings =
        new GraphSettings(GraphSettings.int4(BLOCK).layers(), GraphSettings.int4(BLOCK).head(), 0);

    assertThat(relativeError(settings)).isLessThan(1e-4);
  }

  /** What that must be, a program in single precision with noise as large as the steps says. */
  @Test
  void withRoundedActivationsItErrsByTheirRounding() throws Exception {
    Oracle oracle = Oracle.named(name);
    GraphSettings settings = GraphSettings.int4(BLOCK);
    Path rounded = RoundedCheckpoint.write(oracle.folder(), settings, folder);
    int[] ids = oracle.prompts().getLast().ids();
    List<Double> draws = new ArrayList<>();
    try (TorchDecoder noisy = Oracle.noisyInBlocks(rounded)) {
      List<float[]> exact = exact(rounded, ids);
      for (int draw = 0; draw < DRAWS; draw++) {
        draws.add(relativeError(rows(noisy, ids), exact));
      }
    }

    assertThat(relativeError(settings))
        .isBetween(Collections.min(draws) / SPREAD, SPREAD * Collections.max(draws));
  }

  @Test
  void withoutZerosItIsTheProgramToo() throws Exception {
    GraphSettings settings =
        new GraphSettings(
            Optional.of(new BlockPacking(4, BLOCK, false)),
            Optional.of(new BlockPacking(4, 16, false)),
            0);

    assertThat(relativeError(settings)).isLessThan(1e-4);
  }

  @Test
  void portionsAndBatchesAreLikeTheWhole() throws Exception {
    int[] ids = Oracle.named(name).prompts().getLast().ids();
    GraphSettings settings = GraphSettings.int4(BLOCK);
    try (OrtDecoder decoder = Graphs.load(Oracle.named(name).folder(), settings, 2);
        Sequence first = decoder.open(ids.length);
        Sequence second = decoder.open(ids.length);
        Sequence third = decoder.open(ids.length)) {
      List<float[]> expected = rows(decoder, ids);
      Logits logits =
          decoder.forward(
              List.of(
                  new Input(first, Arrays.copyOf(ids, 60), 1),
                  new Input(second, Arrays.copyOf(ids, 3), 3),
                  new Input(third, Arrays.copyOf(ids, 1), 1)));
      List<float[]> actual = new ArrayList<>();
      for (int i = 0; i < logits.rows(); i++) {
        actual.add(logits.row(i));
      }

      assertThat(
              relativeError(
                  actual,
                  List.of(
                      expected.get(59),
                      expected.get(0),
                      expected.get(1),
                      expected.get(2),
                      expected.get(0))))
          .isLessThan(1e-4);
    }
  }

  private double relativeError(GraphSettings settings) throws Exception {
    Oracle oracle = Oracle.named(name);
    Path rounded = RoundedCheckpoint.write(oracle.folder(), settings, folder);
    int[] ids = oracle.prompts().getLast().ids();
    try (OrtDecoder graph = Graphs.load(oracle.folder(), settings, 2)) {
      return relativeError(rows(graph, ids), exact(rounded, ids));
    }
  }

  private static List<float[]> exact(Path rounded, int[] ids) throws Exception {
    Oracle.startEngine();
    try (TorchDecoder program =
        TorchDecoder.load(Checkpoint.read(rounded), Precision.F32, Device.CPU, CACHE_LIMIT, 1)) {
      return rows(program, ids);
    }
  }

  private static List<float[]> rows(Decoder decoder, int[] ids) throws Exception {
    try (Sequence sequence = decoder.open(ids.length)) {
      Logits logits = decoder.forward(List.of(new Input(sequence, ids, ids.length)));
      List<float[]> rows = new ArrayList<>();
      for (int i = 0; i < logits.rows(); i++) {
        rows.add(logits.row(i));
      }
      return rows;
    }
  }

  private static double relativeError(List<float[]> actual, List<float[]> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    double error = 0;
    double size = 0;
    for (int row = 0; row < actual.size(); row++) {
      for (int i = 0; i < expected.get(row).length; i++) {
        double difference = actual.get(row)[i] - expected.get(row)[i];
        error += difference * difference;
        size += expected.get(row)[i] * expected.get(row)[i];
      }
    }
    return Math.sqrt(error / size);
  }
}
