package dev.rung.server.engine;

import dev.rung.server.cache.Cache;
import dev.rung.server.generate.Answer;
import dev.rung.server.generate.CachePolicy;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Outcome;
import dev.rung.server.generate.Usage;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Step 4 of the path: gives what was answered before, and keeps what is answered now. */
final class CacheStep {
  private final Cache cache;
  private final LongSupplier nanoTime;

  CacheStep(Rooms rooms) {
    this.cache = rooms.cache();
    this.nanoTime = rooms.nanoTime();
  }

  /** What is kept for an equal request, made into an answer to this one. */
  Optional<Answer> find(GenerateRequest request, Decided decided, long start) {
    return request.limits().cache() == CachePolicy.BYPASS
        ? Optional.empty()
        : cache.find(request, decided.arm()).map(kept -> answer(request, kept, decided, start));
  }

  void keep(GenerateRequest request, Decided decided, Outcome outcome) {
    if (request.limits().cache() != CachePolicy.BYPASS
        && outcome instanceof Outcome.Answered answered
        && isWorthKeeping(answered.answer())) {
      cache.keep(request, decided.arm(), answered.answer());
    }
  }

  /** Whole, and not a makeshift that would outlive what made it necessary. */
  private static boolean isWorthKeeping(Answer answer) {
    boolean whole =
        switch (answer.finishReason()) {
          case STOP, TOOL_CALLS -> true;
          case LENGTH, CONTENT_FILTER, BUDGET, CANCELLED, ERROR -> false;
        };
    return whole && answer.decision().degraded().isEmpty();
  }

  private Answer answer(GenerateRequest request, Answer kept, Decided decided, long start) {
    Duration latency = Duration.ofNanos(nanoTime.getAsLong() - start);
    return new Answer(
        request.id(),
        kept.text(),
        kept.toolCalls(),
        kept.model(),
        kept.tier(),
        kept.provider(),
        kept.finishReason(),
        Usage.NONE,
        Money.ZERO,
        latency,
        Optional.of(latency),
        true,
        decided.kept(kept));
  }
}
