package dev.rung.local.device;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks NVIDIA's driver for its GPUs, by the program {@code nvidia-smi} that comes with it. Threads:
 * any.
 */
final class NvidiaDriver {
  private static final List<String> COMMAND =
      List.of(
          "nvidia-smi",
          "--query-gpu=name,memory.total,memory.free",
          "--format=csv,noheader,nounits");
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** Name, total and free memory in MiB. */
  private static final Pattern CARD = Pattern.compile("(.+), *(\\d+), *(\\d+)");

  private static final long MIB = 1 << 20;

  private final List<String> command;
  private final Duration limit;

  NvidiaDriver() {
    this(COMMAND, LIMIT);
  }

  NvidiaDriver(List<String> command, Duration limit) {
    this.command = List.copyOf(command);
    this.limit = limit;
  }

  /**
   * The GPUs, the first being the one that CUDA takes by itself.
   *
   * @throws UnusableException when there is no driver, or it does not answer; with the reason
   */
  List<GraphicsCard> cards() throws UnusableException {
    ChildOutcome outcome;
    try {
      outcome = ChildOutcome.of(new ProcessBuilder(command), limit);
    } catch (IOException noProgram) {
      throw new UnusableException("no NVIDIA driver is installed");
    }
    if (outcome.code() != 0) {
      throw new UnusableException("the NVIDIA driver does not answer: " + outcome.lastLine());
    }
    List<GraphicsCard> cards = new ArrayList<>();
    Matcher card = CARD.matcher("");
    for (String line : outcome.output().lines().toList()) {
      if (card.reset(line.strip()).matches()) {
        cards.add(
            new GraphicsCard(
                card.group(1),
                MIB * Long.parseLong(card.group(2)),
                MIB * Long.parseLong(card.group(3))));
      }
    }
    if (cards.isEmpty()) {
      throw new UnusableException("the NVIDIA driver knows of no GPU");
    }
    return cards;
  }
}
