package dev.rung.server.config;

import java.time.Duration;

/**
 * The table [guard]: what protects models from us and requests from models.
 *
 * @param inFlight calls in flight at one model
 * @param window of time whose calls decide whether a model is left alone
 * @param leastCalls fewer in a window decide nothing
 * @param failureShare of them from which it is left alone
 * @param slowFrom a first output later than this is slow
 * @param slowShare of slow calls from which it is left alone
 * @param open for how long at first; twice as long each time it is still down
 * @param longestOpen for how long at most
 * @param lastResort calls in flight at a model that is left alone, for requests that nobody else
 *     can answer
 * @param retries calls at one model for one request beyond the first
 * @param backoff before the first of them, at most
 * @param longestBackoff before any of them; longer waits that a provider asks for are not waited
 * @param retryShare of all calls that may be such further ones
 * @param queue requests that wait in front of one model at most
 * @param queueWait how long each waits for a rate limit or a place before it goes elsewhere
 * @param learnLimits whether limits that providers tell in their headers are kept
 * @param concurrency calls in flight at one provider
 * @param hedge a second model beside one that is slow to begin
 */
public record GuardTable(
    int inFlight,
    Duration window,
    int leastCalls,
    double failureShare,
    Duration slowFrom,
    double slowShare,
    Duration open,
    Duration longestOpen,
    int lastResort,
    int retries,
    Duration backoff,
    Duration longestBackoff,
    double retryShare,
    int queue,
    Duration queueWait,
    boolean learnLimits,
    ConcurrencyTable concurrency,
    HedgeTable hedge) {
  private static final Format<Integer> LAST_RESORT = Format.count(0, 100_000);
  private static final Format<Integer> RETRIES = Format.count(0, 10);
  private static final Format<Double> SHARE = Format.number(0, 1);
  private static final Format<Double> ABOVE_NOTHING = Format.number(0.01, 1);
  private static final Format<Duration> WINDOW =
      Durations.between(Duration.ofSeconds(1), Duration.ofHours(1));
  private static final Format<Duration> TIME =
      Durations.between(Duration.ofMillis(1), Duration.ofHours(1));
  private static final Format<Integer> QUEUE = Format.count(0, 100_000);
  private static final Format<Duration> QUEUE_WAIT =
      Durations.between(Duration.ZERO, Duration.ofMinutes(1));

  public static final GuardTable DEFAULT =
      new GuardTable(
          256,
          Duration.ofSeconds(30),
          5,
          0.5,
          Duration.ofSeconds(60),
          0.8,
          Duration.ofSeconds(5),
          Duration.ofMinutes(2),
          8,
          1,
          Duration.ofMillis(200),
          Duration.ofSeconds(5),
          0.2,
          64,
          Duration.ofMillis(500),
          true,
          ConcurrencyTable.DEFAULT,
          HedgeTable.DEFAULT);

  public GuardTable {
    Format.UP_TO_A_MILLION.check("in_flight", inFlight);
    WINDOW.check("window", window);
    Format.UP_TO_A_MILLION.check("least_calls", leastCalls);
    ABOVE_NOTHING.check("failure_share", failureShare);
    TIME.check("slow_from", slowFrom);
    ABOVE_NOTHING.check("slow_share", slowShare);
    TIME.check("open", open);
    TIME.check("longest_open", longestOpen);
    LAST_RESORT.check("last_resort", lastResort);
    RETRIES.check("retries", retries);
    TIME.check("backoff", backoff);
    TIME.check("longest_backoff", longestBackoff);
    SHARE.check("retry_share", retryShare);
    QUEUE.check("queue", queue);
    QUEUE_WAIT.check("queue_wait", queueWait);
    if (open.compareTo(longestOpen) > 0 || backoff.compareTo(longestBackoff) > 0) {
      throw new IllegalArgumentException(
          "open must not exceed longest_open, nor backoff longest_backoff");
    }
  }

  static GuardTable read(Section section) {
    Duration open = section.get("open", TIME, DEFAULT.open);
    Duration backoff = section.get("backoff", TIME, DEFAULT.backoff);
    return new GuardTable(
        section.get("in_flight", Format.UP_TO_A_MILLION, DEFAULT.inFlight),
        section.get("window", WINDOW, DEFAULT.window),
        section.get("least_calls", Format.UP_TO_A_MILLION, DEFAULT.leastCalls),
        section.get("failure_share", ABOVE_NOTHING, DEFAULT.failureShare),
        section.get("slow_from", TIME, DEFAULT.slowFrom),
        section.get("slow_share", ABOVE_NOTHING, DEFAULT.slowShare),
        open,
        atLeast(section, "longest_open", open, DEFAULT.longestOpen, "open"),
        section.get("last_resort", LAST_RESORT, DEFAULT.lastResort),
        section.get("retries", RETRIES, DEFAULT.retries),
        backoff,
        atLeast(section, "longest_backoff", backoff, DEFAULT.longestBackoff, "backoff"),
        section.get("retry_share", SHARE, DEFAULT.retryShare),
        section.get("queue", QUEUE, DEFAULT.queue),
        section.get("queue_wait", QUEUE_WAIT, DEFAULT.queueWait),
        section.get("learn_limits", Format.FLAG, DEFAULT.learnLimits),
        section.table("concurrency", ConcurrencyTable::read),
        section.table("hedge", HedgeTable::read));
  }

  /** A time that another one doubles up to; where it is too short, what is written is reported. */
  private static Duration atLeast(
      Section section, String key, Duration first, Duration fallback, String firstKey) {
    Duration longest = section.get(key, TIME, fallback);
    if (longest.compareTo(first) >= 0) {
      return longest;
    }
    section.problem(section.has(key) ? key : firstKey, ": " + firstKey + " must not exceed " + key);
    return first;
  }
}
