package dev.rung.local.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import dev.rung.local.LoadOptions;
import dev.rung.local.checkpoint.Checkpoint;
import dev.rung.local.decoding.Decoder;
import dev.rung.local.decoding.Perplexity;
import dev.rung.local.device.Device;
import dev.rung.local.tokenizer.Tokenizer;
import dev.rung.local.weights.ContentKey;
import dev.rung.local.weights.Precision;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Measures the perplexity of checkpoints on the CPU, in the precisions that are chosen between
 * there, on a short text of prose and code that comes with this module.
 */
public final class PerplexityMeter {
  /** Number of the text; another one makes other figures. */
  static final int TEXT = 1;

  /** Tokens; enough for a model to make use of, and a bounded memory. */
  static final int WINDOW = 512;

  private static final List<Precision> PRECISIONS = List.of(Precision.BF16, Precision.INT8);

  private final LocalRuntime runtime;
  private final LoadOptions options;

  /**
   * @param options whose device and precision are not read
   */
  public PerplexityMeter(LocalRuntime runtime, LoadOptions options) {
    this.runtime = runtime;
    this.options = options;
  }

  /** Is told how far it is. */
  @FunctionalInterface
  public interface Listener {
    void at(Precision precision, int done, int total);
  }

  /**
   * Measures, one precision after the other, and keeps the result beside the checkpoint; seconds to
   * minutes for each.
   *
   * @throws InferenceException when the checkpoint cannot be loaded, or fails
   * @throws IOException when the result cannot be written
   */
  public MeasuredPerplexity measure(Path folder, Listener listener)
      throws InferenceException, IOException {
    Checkpoint checkpoint = Checkpoint.read(folder);
    Map<String, Double> values = new TreeMap<>();
    for (Precision precision : PRECISIONS) {
      values.put(precision.label(), perplexity(checkpoint, precision, listener));
    }
    MeasuredPerplexity measured =
        new MeasuredPerplexity(ContentKey.of(checkpoint), MeasuredPerplexity.MEASURE, values);
    measured.write(folder);
    return measured;
  }

  private double perplexity(Checkpoint checkpoint, Precision precision, Listener listener)
      throws InferenceException {
    int vocabulary = checkpoint.config().vocabulary();
    try (Decoder decoder = runtime.loadDecoder(checkpoint.folder(), in(precision));
        Tokenizer tokenizer = Tokenizer.read(checkpoint.folder(), vocabulary)) {
      int[] tokens = tokenizer.encodeWhole(tokenizer.quote(text()));
      int window = Math.min(WINDOW, decoder.contextWindow());
      double value =
          Perplexity.of(
              decoder, tokens, window, done -> listener.at(precision, done, tokens.length));
      if (!Double.isFinite(value)) {
        throw new InferenceException(
            Reason.FAILED, "the perplexity in " + precision.label() + " is no number");
      }
      return value;
    }
  }

  private LoadOptions in(Precision precision) {
    return new LoadOptions(
        Optional.of(Device.CPU),
        Optional.of(precision),
        options.threads(),
        options.maxSequences(),
        options.maxWaiting(),
        options.cacheBytes(),
        options.prefillTokens());
  }

  private static String text() {
    String name = "perplexity-" + TEXT + ".txt";
    try (InputStream in = PerplexityMeter.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no text " + name);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + name, e);
    }
  }
}
