package dev.rung.server.engine;

import dev.rung.server.cache.CacheKey;
import dev.rung.server.generate.Answer;
import dev.rung.server.generate.Deadline;
import dev.rung.server.generate.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Has equal requests that are in flight together share one call: the first one leads, the others
 * wait for its answer, each for half of its own time: a leader who has more time must not leave
 * them without any to ask by themselves. Where the leader fails, goes away or does not read its own
 * answer one of them leads; after two failures each goes its own way. Safe for several threads.
 */
final class Sharing {
  private static final int FAILURES = 2;

  /** How often those who wait look whether the leader's reader still takes something. */
  private static final long LOOK = Duration.ofMillis(100).toNanos();

  private final ConcurrentMap<Requests, Leading> flights = new ConcurrentHashMap<>();

  /**
   * One of equal requests.
   *
   * @param key what they have in common
   * @param purgings how many purges there had been: what came after a purge waits for nothing that
   *     began before it
   * @param stalled whether its own reader takes nothing of the answer; asked by other threads
   */
  record Flight(CacheKey key, long purgings, BooleanSupplier stalled) {
    private Requests requests() {
      return new Requests(key, purgings);
    }
  }

  private record Requests(CacheKey key, long purgings) {}

  private record Leading(CompletableFuture<Landing> landing, BooleanSupplier stalled) {}

  /** How a leader's call ended. */
  private sealed interface Landing {
    record Answered(Answer answer) implements Landing {}

    /** With an answer that is nobody else's. */
    record Apart() implements Landing {}

    record Failed() implements Landing {}

    record Left() implements Landing {}

    /** Not yet, for its reader takes nothing of it. */
    record Stalled() implements Landing {}

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
      Flight flight,
      Deadline deadline,
      Supplier<Outcome> lead,
      Predicate<Answer> forOthers,
      Function<Answer, Outcome> give,
      Supplier<Outcome> gone) {
    for (int failures = 0; failures < FAILURES; ) {
      Leading mine = new Leading(new CompletableFuture<>(), flight.stalled());
      Leading other = flights.putIfAbsent(flight.requests(), mine);
      if (other == null) {
        return lead(flight.requests(), mine, lead, forOthers);
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
        case Landing.Stalled _ -> flights.remove(flight.requests(), other);
      }
    }
    return lead.get();
  }

  private Outcome lead(
      Requests requests, Leading mine, Supplier<Outcome> lead, Predicate<Answer> forOthers) {
    Landing landing = new Landing.Failed();
    try {
      Outcome outcome = lead.get();
      landing = landing(outcome, forOthers);
      return outcome;
    } finally {
      flights.remove(requests, mine);
      mine.landing().complete(landing);
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

  private static Landing await(Leading other, Deadline deadline) {
    for (long left = patience(deadline).toNanos(); left > 0; left -= LOOK) {
      Optional<Landing> landing = await(other, Math.min(left, LOOK));
      if (landing.isPresent()) {
        return landing.get();
      }
    }
    return other.landing().getNow(new Landing.Late());
  }

  private static Optional<Landing> await(Leading other, long nanos) {
    try {
      return Optional.of(other.landing().get(nanos, TimeUnit.NANOSECONDS));
    } catch (TimeoutException notYet) {
      return other.stalled().getAsBoolean() ? Optional.of(new Landing.Stalled()) : Optional.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.of(new Landing.Gone());
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
