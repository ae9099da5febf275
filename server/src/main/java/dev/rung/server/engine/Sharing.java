package dev.rung.server.engine;

import dev.rung.server.cache.CacheKey;
import dev.rung.server.generate.Answer;
import dev.rung.server.generate.Deadline;
import dev.rung.server.generate.Outcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Has equal requests that are in flight together share one call: the first one leads, the others
 * wait for its answer, each for half of its own time: a leader whose reader is slow, or who has
 * more time, must not leave them without any to ask by themselves. Where the leader fails or goes
 * away one of them leads; after two failures each goes its own way. Safe for several threads.
 */
final class Sharing {
  private static final int FAILURES = 2;

  private final ConcurrentMap<CacheKey, CompletableFuture<Landing>> flights =
      new ConcurrentHashMap<>();

  /** How a leader's call ended. */
  private sealed interface Landing {
    record Answered(Answer answer) implements Landing {}

    /** With an answer that is nobody else's. */
    record Apart() implements Landing {}

    record Failed() implements Landing {}

    record Left() implements Landing {}

    /** It did not in time. */
    record Late() implements Landing {}

    /** Nobody waits for it any more. */
    record Gone() implements Landing {}
  }

  /**
   * The outcome for one of them.
   *
   * @param lead asks a model, or finds what was kept meanwhile
   * @param forOthers whether its answer is one to others as well
   * @param give hands on another one's answer
   * @param gone ends a request whose caller went away while it waited
   */
  Outcome answer(
      CacheKey key,
      Deadline deadline,
      Supplier<Outcome> lead,
      Predicate<Answer> forOthers,
      Function<Answer, Outcome> give,
      Supplier<Outcome> gone) {
    for (int failures = 0; failures < FAILURES; ) {
      CompletableFuture<Landing> mine = new CompletableFuture<>();
      CompletableFuture<Landing> other = flights.putIfAbsent(key, mine);
      if (other == null) {
        return lead(key, mine, lead, forOthers);
      }
      switch (await(other, deadline)) {
        case Landing.Answered(var answer) -> {
          return give.apply(answer);
        }
        case Landing.Gone _ -> {
          return gone.get();
        }
        case Landing.Apart _, Landing.Late _ -> {
          return lead.get();
        }
        case Landing.Failed _ -> failures++;
        case Landing.Left _ -> {
          // The next one leads.
        }
      }
    }
    return lead.get();
  }

  private Outcome lead(
      CacheKey key,
      CompletableFuture<Landing> mine,
      Supplier<Outcome> lead,
      Predicate<Answer> forOthers) {
    Landing landing = new Landing.Failed();
    try {
      Outcome outcome = lead.get();
      landing = landing(outcome, forOthers);
      return outcome;
    } finally {
      flights.remove(key, mine);
      mine.complete(landing);
    }
  }

  private static Landing landing(Outcome outcome, Predicate<Answer> forOthers) {
    return switch (outcome) {
      case Outcome.Answered(var answer) ->
          forOthers.test(answer) ? new Landing.Answered(answer) : new Landing.Apart();
      case Outcome.Cancelled _ -> new Landing.Left();
      case Outcome.Failed _, Outcome.Rejected _ -> new Landing.Failed();
    };
  }

  private static Landing await(CompletableFuture<Landing> other, Deadline deadline) {
    try {
      return other.get(patience(deadline).toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      return new Landing.Late();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new Landing.Gone();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException("a flight always lands", impossible);
    }
  }

  /** How long a request waits for another one's answer. */
  static Duration patience(Deadline deadline) {
    return deadline.remaining().dividedBy(2);
  }

  /** How many leaders are on their way. */
  int flights() {
    return flights.size();
  }
}
