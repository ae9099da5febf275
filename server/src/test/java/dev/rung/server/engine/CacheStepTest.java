package dev.rung.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.budget.BudgetState;
import dev.rung.server.cache.Cache;
import dev.rung.server.call.Samples;
import dev.rung.server.generate.Answer;
import dev.rung.server.generate.CacheHit;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Strategy;
import dev.rung.server.generate.Tier;
import dev.rung.server.select.Fleet;
import dev.rung.server.select.Plan;
import dev.rung.server.select.Requests;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What equal requests in flight are told of one's answer. */
class CacheStepTest {
  private static final GenerateRequest REQUEST = Requests.of("why?");
  private static final Decided DECIDED =
      new Decided(
          Requests.classified(Tier.SMALL),
          Optional.empty(),
          new Plan(
              Strategy.BALANCED,
              Tier.SMALL,
              List.of(),
              List.of(),
              List.of(),
              Optional.empty(),
              Optional.empty()),
          new Fleet(List.of(), BudgetState.UNLIMITED, true),
          true);

  private final CacheStep step = new CacheStep(Cache.NONE, () -> 0);

  @Test
  void tellsThemThatAnAnswerIsBeyondItsTime() {
    CacheHit stale = new CacheHit(CacheHit.Kind.EXACT, 1, Duration.ofHours(3), new Money(5), true);
    Answer kept = from(Optional.of(stale));

    Answer shared = step.shared(kept, REQUEST, DECIDED, 0);

    assertThat(CacheStep.isForOthers(kept, DECIDED)).isTrue();
    assertThat(shared.cache()).contains(stale);
    assertThat(shared.decision().degraded())
        .containsExactly("nobody could answer now: the answer is 3 h old");
  }

  @Test
  void countsWhatWasMadeForAnotherOneAsAHitThatSavedItsCost() {
    Answer made = from(Optional.empty());

    Answer shared = step.shared(made, REQUEST, DECIDED, 0);

    assertThat(shared.cache())
        .contains(new CacheHit(CacheHit.Kind.EXACT, 1, Duration.ZERO, made.cost(), false));
    assertThat(shared.cost().isZero()).isTrue();
  }

  @Test
  void handsTheAnswerToASimilarQuestionToNobodyElse() {
    CacheHit similar = new CacheHit(CacheHit.Kind.SIMILAR, 0.9, Duration.ZERO, new Money(5), false);

    assertThat(CacheStep.isForOthers(from(Optional.of(similar)), DECIDED)).isFalse();
  }

  private static Answer from(Optional<CacheHit> cache) {
    Answer made = Samples.answer(REQUEST, "because");
    return new Answer(
        made.id(),
        made.text(),
        made.toolCalls(),
        made.model(),
        made.tier(),
        made.provider(),
        made.finishReason(),
        made.usage(),
        made.cost(),
        made.latency(),
        made.timeToFirstToken(),
        cache,
        made.decision());
  }
}
