package dev.rung.server.config;

import java.time.Duration;

/**
 * The table [keys]: how keys are looked after.
 *
 * @param checkInterval between two checks of every key; zero checks only when asked to
 * @param checkTimeout for the check of one key
 */
public record KeySettings(Duration checkInterval, Duration checkTimeout) {
  private static final Format<Duration> INTERVAL =
      Durations.between(Duration.ZERO, Duration.ofDays(1));
  private static final Format<Duration> TIMEOUT =
      Durations.between(Duration.ofMillis(1), Duration.ofMinutes(1));

  public static final KeySettings DEFAULT =
      new KeySettings(Duration.ofMinutes(5), Duration.ofSeconds(10));

  public KeySettings {
    INTERVAL.check("check_interval", checkInterval);
    TIMEOUT.check("check_timeout", checkTimeout);
  }

  static KeySettings read(Section section) {
    return new KeySettings(
        section.get("check_interval", INTERVAL, DEFAULT.checkInterval),
        section.get("check_timeout", TIMEOUT, DEFAULT.checkTimeout));
  }
}
