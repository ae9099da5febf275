package dev.rung.server.app.cli;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Many prompts instead of one. */
final class BatchOptions {
  private static final int NANO_DIGITS = 9;
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000);

  @Option(
      names = "--batch",
      paramLabel = "FILE.jsonl",
      description = "Answer a file of requests, one JSON object per line, instead of a prompt.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "FILE.jsonl",
      description =
          "With --batch: where results go. What is answered in it already is not asked again.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description = "With --batch: requests in flight at once; the daemon has a limit of its own.")
  private Optional<Integer> parallel = Optional.empty();

  @Option(
      names = "--max-cost",
      paramLabel = "USD",
      converter = DollarConverter.class,
      description = "With --batch: the most that the whole file may cost.")
  private Optional<BigDecimal> maxCost = Optional.empty();

  Optional<Path> file() {
    return file;
  }

  Optional<Path> out() {
    return out;
  }

  Optional<Integer> parallel() {
    return parallel;
  }

  /** In nano-dollars. */
  Optional<Long> maxCost() {
    return maxCost.map(usd -> usd.movePointRight(NANO_DIGITS).longValue());
  }

  /** Refuses what means nothing without a file of requests. */
  void check() throws UsageException {
    if (file.isEmpty() && (out.isPresent() || parallel.isPresent() || maxCost.isPresent())) {
      throw new UsageException("--out, --parallel and --max-cost need --batch");
    }
    if (maxCost.filter(usd -> usd.signum() < 0 || usd.compareTo(MOST) > 0).isPresent()) {
      throw new UsageException("--max-cost must be 0 to 1000000000 USD, not " + maxCost.get());
    }
  }
}
