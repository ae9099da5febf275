package dev.rung.local.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.djl.engine.Engine;
import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import dev.rung.local.checkpoint.Checkpoint;
import dev.rung.local.checkpoint.Json;
import dev.rung.local.device.CpuFeatures;
import dev.rung.local.weights.ContentKey;
import dev.rung.local.weights.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The perplexity of a checkpoint in several precisions, kept in a file beside it.
 *
 * @param checkpoint its {@link ContentKey}
 * @param measure on what and with what it was measured; figures of different ones do not compare
 * @param values by precision, as {@link Precision#label} spells it
 */
public record MeasuredPerplexity(String checkpoint, String measure, Map<String, Double> values) {
  public static final String FILE = "rung-perplexity.json";

  /** Of this version, with the kernels of this machine's CPU. */
  static final String MEASURE =
      "text %d in windows of %d, DJL %s, bf16 by %s, int8 in %d steps"
          .formatted(
              PerplexityMeter.TEXT,
              PerplexityMeter.WINDOW,
              Engine.getDjlVersion(),
              CpuFeatures.here().bf16().orElse("f16"),
              2 * CpuFeatures.here().int8Levels());

  private static final long LONGEST = 100_000;

  public MeasuredPerplexity {
    values = Map.copyOf(values);
  }

  /** How much worse one precision is than another, as a share; absent where one is missing. */
  public OptionalDouble loss(Precision of, Precision against) {
    Double worse = values.get(of.label());
    Double better = values.get(against.label());
    return worse == null || better == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(worse / better - 1);
  }

  /** Whether 8 bits are so little worse that they are chosen by themselves. */
  public boolean isInt8Exact() {
    OptionalDouble loss = loss(Precision.INT8, Precision.BF16);
    return loss.isPresent() && ChosenPrecision.isBearable(loss.getAsDouble());
  }

  /**
   * What was measured of a checkpoint as it is now, by a measure as it is now.
   *
   * @throws InferenceException when a file cannot be read, or is none of these
   */
  static Optional<MeasuredPerplexity> of(Checkpoint checkpoint) throws InferenceException {
    Path file = checkpoint.folder().resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    MeasuredPerplexity found = read(file);
    boolean fits =
        found.measure.equals(MEASURE) && found.checkpoint.equals(ContentKey.of(checkpoint));
    return fits ? Optional.of(found) : Optional.empty();
  }

  private static MeasuredPerplexity read(Path file) throws InferenceException {
    Json.Table table = Json.table(bytes(file), FILE);
    if (table.fields().get("checkpoint") instanceof Json.Text(String checkpoint)
        && table.fields().get("measure") instanceof Json.Text(String measure)
        && table.fields().get("perplexity") instanceof Json.Table(var figures)) {
      Map<String, Double> values = new TreeMap<>();
      for (Map.Entry<String, Json> figure : figures.entrySet()) {
        values.put(figure.getKey(), number(figure.getValue()));
      }
      return new MeasuredPerplexity(checkpoint, measure, values);
    }
    throw fault("needs checkpoint, measure and perplexity");
  }

  private static double number(Json value) throws InferenceException {
    try {
      double number = value instanceof Json.Figure(String digits) ? Double.parseDouble(digits) : 0;
      if (number >= 1 && number < Double.POSITIVE_INFINITY) {
        return number;
      }
    } catch (NumberFormatException odd) {
      throw fault("has a perplexity that is no number");
    }
    throw fault("has a perplexity that is none");
  }

  private static byte[] bytes(Path file) throws InferenceException {
    try {
      if (Files.size(file) > LONGEST) {
        throw fault("has more than " + LONGEST + " bytes");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new InferenceException(
          Reason.BAD_CHECKPOINT, FILE + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static InferenceException fault(String what) {
    return new InferenceException(
        Reason.BAD_CHECKPOINT, FILE + " " + what + ": delete it, or measure again");
  }

  /** Puts it beside the checkpoint, all of it or nothing. */
  void write(Path folder) throws IOException {
    String figures =
        new TreeMap<>(values)
            .entrySet().stream()
                .map(value -> "\"%s\": %s".formatted(value.getKey(), value.getValue()))
                .collect(Collectors.joining(", "));
    String text =
        """
        {
          "checkpoint": "%s",
          "measure": "%s",
          "perplexity": {%s}
        }
        """
            .formatted(checkpoint, measure, figures);
    Path part = Files.createTempFile(folder, FILE, ".part");
    try {
      Files.write(part, text.getBytes(UTF_8));
      Files.move(part, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
