package dev.rung.server.engine;

import dev.rung.server.cache.Cache;
import dev.rung.server.cache.Hit;
import dev.rung.server.cache.Kept;
import dev.rung.server.cache.Place;
import dev.rung.server.cache.Question;
import dev.rung.server.generate.Answer;
import dev.rung.server.generate.Attempt;
import dev.rung.server.generate.CacheHit;
import dev.rung.server.generate.CachePolicy;
import dev.rung.server.generate.Decision;
import dev.rung.server.generate.FallbackPolicy;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Outcome;
import dev.rung.server.select.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Step 4 of the path: gives what was answered before, and keeps what is answered now. */
final class CacheStep {
  private final Cache cache;
  private final LongSupplier nanoTime;

  CacheStep(Cache cache, LongSupplier nanoTime) {
    this.cache = cache;
    this.nanoTime = nanoTime;
  }

  /** Where the answer is kept; absent where the caller or the settings want none of it. */
  Optional<Place> place(GenerateRequest request, Decided decided) {
    return request.limits().cache() == CachePolicy.BYPASS
        ? Optional.empty()
        : cache.place(new Question(request, decided.arm(), decided.plan().pinned()));
  }

  /** Whether equal requests in flight share one answer. */
  boolean shares() {
    return cache.sharesInFlight();
  }

  /** What is kept for an equal request, made into an answer to this one. */
  Optional<Answer> find(Place place, GenerateRequest request, Decided decided, long start) {
    return cache
        .find(place, request.id())
        .filter(hit -> isGoodEnough(hit.kept(), request, decided))
        .map(hit -> answer(request, hit, decided.kept(hit, List.of()), start));
  }

  /** A stand-in's answer is no longer, where a model of the task's own tier has come. */
  private static boolean isGoodEnough(Kept kept, GenerateRequest request, Decided decided) {
    return request.limits().cache() == CachePolicy.ONLY || !decided.plan().isOutdone(kept.tier());
  }

  /** What is kept beyond its time, where nobody could answer and the caller takes another's. */
  Optional<Answer> stale(
      Place place, GenerateRequest request, Decided decided, Outcome outcome, long start) {
    Optional<List<Attempt>> attempts = attemptsThatFailed(outcome);
    if (attempts.isEmpty() || !takesAnothers(request, decided)) {
      return Optional.empty();
    }
    return cache
        .findStale(place, request.id())
        .map(hit -> answer(request, hit, decided.kept(hit, attempts.get()), start));
  }

  /** Absent where somebody answered, or began to, or the caller is gone. */
  private static Optional<List<Attempt>> attemptsThatFailed(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answered _, Outcome.Cancelled _ -> Optional.empty();
      case Outcome.Failed failed ->
          failed.partial().isPresent()
              ? Optional.empty()
              : Optional.of(failed.decision().map(Decision::attempts).orElse(List.of()));
      case Outcome.Rejected _ -> Optional.of(List.of());
    };
  }

  private static boolean takesAnothers(GenerateRequest request, Decided decided) {
    return switch (request.limits().fallback()) {
      case FallbackPolicy.ALLOW -> true;
      case FallbackPolicy.DEFAULT -> decided.routed();
      case FallbackPolicy.NONE -> false;
    };
  }

  /**
   * What was answered to an equal request a moment ago, made into an answer to this one; where it
   * was kept before, it is as old as it was for that one.
   */
  Answer shared(Answer other, GenerateRequest request, Decided decided, long start) {
    Kept kept =
        new Kept(
            other.text(),
            other.toolCalls(),
            other.model(),
            other.tier(),
            other.provider(),
            other.finishReason(),
            other.cost());
    CacheHit account =
        other
            .cache()
            .orElseGet(
                () -> new CacheHit(CacheHit.Kind.EXACT, 1, Duration.ZERO, other.cost(), false));
    Hit hit = new Hit(kept, account);
    return answer(request, hit, decided.kept(hit, List.of()), start);
  }

  void keep(Place place, Decided decided, Outcome outcome) {
    if (outcome instanceof Outcome.Answered answered
        && isWorthKeeping(answered.answer(), decided)) {
      cache.keep(place, answered.answer());
    }
  }

  /**
   * Whether it answers equal requests that came meanwhile: one that could be kept, or was found for
   * the very same question. Who else wants similar questions' answers each finds out alone.
   */
  static boolean isForOthers(Answer answer, Decided decided) {
    return answer
        .cache()
        .map(hit -> hit.kind() == CacheHit.Kind.EXACT)
        .orElseGet(() -> isWorthKeeping(answer, decided));
  }

  /** Whole, and not a makeshift that would outlive what made it necessary. */
  static boolean isWorthKeeping(Answer answer, Decided decided) {
    boolean whole =
        switch (answer.finishReason()) {
          case STOP, TOOL_CALLS -> true;
          case LENGTH, CONTENT_FILTER, BUDGET, CANCELLED, ERROR -> false;
        };
    return whole && !answer.cacheHit() && isNoMakeshift(answer, decided.plan());
  }

  /** One that falls short by nothing, or only by the tier of who always stands in. */
  private static boolean isNoMakeshift(Answer answer, Plan plan) {
    List<String> degraded = answer.decision().degraded();
    String model = answer.model().orElse("");
    return degraded.isEmpty()
        || (plan.isForGood(answer.tier()) && degraded.equals(plan.degraded(answer.tier(), model)));
  }

  /** What was used and spent is that of attempts that came to nothing before. */
  private Answer answer(GenerateRequest request, Hit hit, Decision decision, long start) {
    Duration latency = Duration.ofNanos(nanoTime.getAsLong() - start);
    Kept kept = hit.kept();
    return new Answer(
        request.id(),
        kept.text(),
        kept.toolCalls(),
        kept.model(),
        kept.tier(),
        kept.provider(),
        kept.finishReason(),
        decision.used(),
        decision.spent(),
        latency,
        Optional.of(latency),
        Optional.of(hit.account()),
        decision);
  }
}
