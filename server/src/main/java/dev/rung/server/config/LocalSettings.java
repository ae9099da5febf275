package dev.rung.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The table [local]: models that run in this process.
 *
 * @param device what they are computed on
 * @param precision of models for which nothing else is configured
 * @param threads that one step of a model uses; 0 is one for each core
 * @param load when their weights are read
 * @param engineDir where native libraries are unpacked; absent is a folder of the user's cache
 * @param maxSequences answers that a model makes at once
 * @param maxWaiting requests that wait in front of a model
 * @param cacheBytes of memory for what a model remembers of its texts
 * @param longestAnswer a model that is expected to take longer is passed over, where another can
 *     answer
 * @param prefillTokens of a prompt that are read in one step, so that running answers go on
 */
public record LocalSettings(
    Device device,
    Precision precision,
    int threads,
    Load load,
    Optional<Path> engineDir,
    int maxSequences,
    int maxWaiting,
    long cacheBytes,
    Duration longestAnswer,
    int prefillTokens) {
  /** Those that every architecture has. */
  private static final Format<Precision> PRECISION =
      Format.oneOf(
          List.of(Precision.AUTO, Precision.F32, Precision.BF16, Precision.INT8), Precision::label);

  private static final Format<Integer> THREADS = Format.count(0, 1024);
  private static final Format<Integer> SEQUENCES = Format.count(1, 256);
  private static final Format<Integer> WAITING = Format.count(1, 100_000);
  private static final Format<Long> BYTES = Format.whole(1L << 20, 1L << 44);
  private static final Format<Duration> LONGEST =
      Durations.between(Duration.ofSeconds(1), Duration.ofDays(1));
  private static final Format<Integer> PREFILL = Format.count(1, 65_536);

  public static final LocalSettings DEFAULT =
      new LocalSettings(
          Device.AUTO,
          Precision.AUTO,
          0,
          Load.EAGER,
          Optional.empty(),
          8,
          64,
          2L << 30,
          Duration.ofMinutes(2),
          128);

  /** What a model is computed on. */
  public enum Device {
    /** A GPU where one can be used, else the CPU. */
    AUTO,
    CPU,
    GPU;

    static final Format<Device> FORMAT = Format.oneOf(List.of(values()), Device::label);

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** When weights are read. */
  public enum Load {
    /** When the daemon starts, beside everything else. */
    EAGER,
    /** For the first request. */
    LAZY;

    static final Format<Load> FORMAT = Format.oneOf(List.of(values()), Load::label);

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public LocalSettings {
    THREADS.check("threads", threads);
    SEQUENCES.check("max_sequences", maxSequences);
    WAITING.check("max_waiting", maxWaiting);
    BYTES.check("cache_bytes", cacheBytes);
    LONGEST.check("longest_answer", longestAnswer);
    PREFILL.check("prefill_tokens", prefillTokens);
  }

  static LocalSettings read(Section section) {
    return new LocalSettings(
        section.get("device", Device.FORMAT, DEFAULT.device),
        section.get("precision", PRECISION, DEFAULT.precision),
        section.get("threads", THREADS, DEFAULT.threads),
        section.get("load", Load.FORMAT, DEFAULT.load),
        section.find("engine_dir", Format.PATH).map(section.reading()::resolve),
        section.get("max_sequences", SEQUENCES, DEFAULT.maxSequences),
        section.get("max_waiting", WAITING, DEFAULT.maxWaiting),
        section.get("cache_bytes", BYTES, DEFAULT.cacheBytes),
        section.get("longest_answer", LONGEST, DEFAULT.longestAnswer),
        section.get("prefill_tokens", PREFILL, DEFAULT.prefillTokens));
  }
}
