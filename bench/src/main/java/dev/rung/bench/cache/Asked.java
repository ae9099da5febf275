package dev.rung.bench.cache;

import dev.rung.server.cache.CacheKey;
import dev.rung.server.cache.Place;
import dev.rung.server.generate.Answer;
import dev.rung.server.generate.Money;
import java.time.Duration;
import java.util.Optional;

/**
 * What is asked now and then in a trace.
 *
 * @param characters of its answer
 * @param cost of asking a model
 * @param latency of a model's answer
 */
record Asked(int number, int characters, Money cost, Duration latency) {

  Place place() {
    // Of keys the cache takes one part for its hash, which is to be spread as a digest is.
    long spread = number * 0x9E3779B97F4A7C15L;
    return new Place(new CacheKey(spread, number, 0, 0), "bench", Optional.empty(), 0);
  }

  Answer answer() {
    return Made.answer("r" + number, characters, cost, latency);
  }
}
