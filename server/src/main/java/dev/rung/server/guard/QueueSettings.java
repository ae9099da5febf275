package dev.rung.server.guard;

import java.time.Duration;

/**
 * The queue in front of a model whose rate or calls in flight are used up.
 *
 * @param length requests that wait at most; 0 lets nobody wait
 * @param longest wait of each
 */
public record QueueSettings(int length, Duration longest) {
  public static final QueueSettings DEFAULT = new QueueSettings(64, Duration.ofMillis(500));
  public static final QueueSettings NONE = new QueueSettings(0, Duration.ZERO);

  public QueueSettings {
    if (length < 0 || longest.isNegative()) {
      throw new IllegalArgumentException("length and longest must be 0 or more");
    }
  }
}
