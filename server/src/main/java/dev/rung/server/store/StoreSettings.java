package dev.rung.server.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a store works.
 *
 * @param file absent keeps everything in memory; its folder is there
 * @param sync whether a change has survived a loss of power when it is done; else only the death of
 *     the process
 * @param company how long a change waits for others to be written with it
 * @param queue changes that may wait; further ones are refused
 * @param erasing whether nothing of what is deleted stays in pages that are in use
 */
public record StoreSettings(
    Optional<Path> file, boolean sync, Duration company, int queue, boolean erasing) {
  private static final Duration COMPANY = Duration.ofMillis(50);
  private static final int QUEUE = 65_536;

  /** Survives a loss of power. */
  public static StoreSettings durable(Path file) {
    return new StoreSettings(Optional.of(file), true, COMPANY, QUEUE, false);
  }

  /** Survives the death of the process; what is deleted can be erased. */
  public static StoreSettings relaxed(Path file) {
    return new StoreSettings(Optional.of(file), false, COMPANY, QUEUE, true);
  }

  /** Survives nothing. */
  public static StoreSettings inMemory() {
    return new StoreSettings(Optional.empty(), false, COMPANY, QUEUE, false);
  }
}
