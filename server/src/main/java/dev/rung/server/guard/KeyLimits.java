package dev.rung.server.guard;

import dev.rung.server.provider.ApiKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The limits of one model that its provider tells, for each key by itself. Safe for several
 * threads; never waits. A key is known from the first call that could be made with it on, until
 * {@link #retain}.
 */
final class KeyLimits {
  private final LongSupplier nanoTime;
  private final LearnedLimits withoutKey;
  private final Map<ApiKey, LearnedLimits> byKey = new ConcurrentHashMap<>();

  KeyLimits(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.withoutKey = new LearnedLimits(nanoTime);
  }

  /** The answer to who wants to take from the limits of one of several keys. */
  sealed interface Answer {
    record Taken(Taking taking) implements Answer {}

    /** Until the first of the keys has room. */
    record Wait(Duration time) implements Answer {}
  }

  /**
   * What one call took.
   *
   * @param key with which it is to be made; absent where the provider needs none
   */
  record Taking(Optional<ApiKey> key, LearnedLimits limits, LearnedLimits.Share share) {
    void giveBack() {
      limits.giveBack(share.tokens());
    }
  }

  /**
   * Takes one request and its tokens from the limits of the first key that has room for it.
   *
   * @param keys in the order in which they are to be tried; none where none is needed
   */
  Answer take(List<ApiKey> keys, Expected tokens) {
    if (keys.isEmpty()) {
      return take(Optional.empty(), withoutKey, tokens);
    }
    keys.forEach(this::of);
    Duration least = Verdict.LONGEST_PAUSE;
    for (ApiKey key : keys) {
      switch (take(Optional.of(key), of(key), tokens)) {
        case Answer.Taken taken -> {
          return taken;
        }
        case Answer.Wait(var time) -> least = time.compareTo(least) < 0 ? time : least;
      }
    }
    return new Answer.Wait(least);
  }

  private static Answer take(Optional<ApiKey> key, LearnedLimits limits, Expected tokens) {
    return switch (limits.take(tokens)) {
      case LearnedLimits.Answer.Wait(var time) -> new Answer.Wait(time);
      case LearnedLimits.Answer.Taken(var share) ->
          new Answer.Taken(new Taking(key, limits, share));
    };
  }

  private LearnedLimits of(ApiKey key) {
    LearnedLimits known = byKey.get(key);
    return known == null ? byKey.computeIfAbsent(key, _ -> new LearnedLimits(nanoTime)) : known;
  }

  /** How long nothing at all can be taken with this key; zero where something can. */
  Duration usedUp(ApiKey key) {
    LearnedLimits known = byKey.get(key);
    return known == null ? Duration.ZERO : known.usedUp();
  }

  /** Forgets every key but these. */
  void retain(Set<ApiKey> keys) {
    byKey.keySet().retainAll(keys);
  }

  int knownKeys() {
    return byKey.size();
  }
}
