package dev.rung.server.engine;

import static dev.rung.server.engine.ScriptedModel.fails;
import static dev.rung.server.engine.ScriptedModel.hands;
import static dev.rung.server.engine.ScriptedModel.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Answer;
import dev.rung.server.generate.Arm;
import dev.rung.server.generate.CachePolicy;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Limits;
import dev.rung.server.generate.Outcome;
import dev.rung.server.generate.Refusal;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.Usage;
import dev.rung.server.provider.Completion;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.Listed;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Models;
import dev.rung.server.record.RequestRecord;
import dev.rung.server.select.LimitsBuilder;
import dev.rung.server.select.Requests;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CachedAnswerTest {
  private static final Model TINY = Models.named("tiny", Tier.TINY).build();
  private static final Model SMALL = Models.named("small", Tier.SMALL).build();
  private static final GenerateRequest FIRST = Requests.of("why?");
  private static final GenerateRequest SECOND = Requests.withId(FIRST, "r2");
  private static final Limits BYPASS = new LimitsBuilder().cache(CachePolicy.BYPASS).build();
  private static final Limits ONLY = new LimitsBuilder().cache(CachePolicy.ONLY).build();

  private final EngineUnderTest engine = new EngineUnderTest(TINY, SMALL);
  private final MapCache cache = new MapCache();

  @BeforeEach
  void useTheCache() {
    engine.cache = cache;
  }

  @Test
  void answersAnEqualRequestFromTheCacheOnItsOwnAccount() {
    AtomicLong now = new AtomicLong();
    engine.nanoTime = () -> now.addAndGet(1_000);
    Answer first = engine.answer(FIRST);

    Answer second = engine.answer(SECOND);

    assertThat(engine.provider.asked()).containsExactly("small");
    assertThat(second.text()).isEqualTo(first.text());
    assertThat(second.id().value()).isEqualTo("r2");
    assertThat(second.cacheHit()).isTrue();
    assertThat(second.cost().isZero()).isTrue();
    assertThat(second.usage()).isEqualTo(Usage.NONE);
    assertThat(second.model()).contains("small");
    assertThat(second.latency()).isPositive().isLessThan(first.latency());
    assertThat(second.timeToFirstToken()).contains(second.latency());
    assertThat(second.decision().attempts()).isEmpty();
    assertThat(second.decision().model()).contains("small");
    assertThat(second.decision().reason()).isEqualTo("as scripted; answered from the cache");
  }

  @Test
  void recordsAHitAsOneAndFree() {
    engine.answer(FIRST);
    engine.answer(SECOND);

    RequestRecord hit = engine.records.getLast();
    assertThat(hit.cacheHit()).isTrue();
    assertThat(hit.succeeded()).isTrue();
    assertThat(hit.cost().isZero()).isTrue();
    assertThat(hit.id().value()).isEqualTo("r2");
    assertThat(engine.records.getFirst().cacheHit()).isFalse();
    assertThat(engine.budget.reservations()).hasSize(1);
  }

  @Test
  void handsAKeptAnswerOnWithItsToolCalls() {
    Chunk.ToolCallDelta call = new Chunk.ToolCallDelta(0, "c1", "find", "{}");
    engine.provider.on("small", hands(new Chunk.Delta("Looking. "), call));
    engine.answer(FIRST);
    Sinks.Stream caller = new Sinks.Stream();

    engine.stream(SECOND, caller);

    assertThat(caller.chunks()).containsExactly(new Chunk.Delta("Looking. "), call);
  }

  @Test
  void keepsTheArmsOfAnExperimentApart() {
    engine.experiments = (request, tier) -> Optional.of(new Arm("canary", request.id().value()));

    engine.answer(FIRST);
    Answer other = engine.answer(SECOND);

    assertThat(other.cacheHit()).isFalse();
    assertThat(cache.size()).isEqualTo(2);
  }

  @Test
  void neitherLooksNorKeepsWhereTheCallerBypassesIt() {
    GenerateRequest request = Requests.of("why?", BYPASS);

    engine.answer(request);
    engine.answer(request);

    assertThat(cache.looks()).isZero();
    assertThat(cache.size()).isZero();
    assertThat(engine.provider.asked()).hasSize(2);
  }

  @Test
  void refusesWhereOnlyKeptAnswersAreAllowedAndNoneIs() {
    Refusal refusal = engine.rejection(Requests.of("why?", ONLY));

    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.CACHE_MISS);
    assertThat(refusal.field()).contains("cache");
    assertThat(engine.provider.asked()).isEmpty();
    assertThat(engine.record().error()).contains("CACHE_MISS");
  }

  @Test
  void servesAKeptAnswerWhereOnlyThoseAreAllowed() {
    engine.answer(FIRST);

    assertThat(engine.answer(Requests.of("why?", ONLY)).cacheHit()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = FinishReason.class,
      names = {"LENGTH", "CONTENT_FILTER"})
  void keepsNoAnswerThatWasCutShort(FinishReason reason) {
    engine.provider.on("small", says("partly").endingWith(reason, Optional.empty()));

    engine.answer(FIRST);

    assertThat(cache.size()).isZero();
  }

  @Test
  void keepsNoMakeshift() {
    engine.provider.on("small", fails(FailureKind.UNAVAILABLE));

    Answer makeshift = engine.answer(FIRST);

    assertThat(makeshift.decision().degraded()).isNotEmpty();
    assertThat(cache.size()).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = Tier.class,
      names = {"TINY", "MEDIUM", "LARGE"})
  void keepsTheAnswerOfTheOnlyModelThatThereIs(Tier tier) {
    EngineUnderTest alone = new EngineUnderTest(Models.named("only", tier).build());
    alone.cache = cache;

    Answer first = alone.answer(FIRST);
    Answer second = alone.answer(SECOND);

    assertThat(second.cacheHit()).isTrue();
    assertThat(second.decision().degraded())
        .isEqualTo(first.decision().degraded())
        .containsExactly("tier 2 cannot serve: served by " + tier.label());
  }

  @Test
  void keepsNothingOfALocalFallback() {
    EngineUnderTest alone = new EngineUnderTest(Models.named("mamba", Tier.LOCAL_FALLBACK).build());
    alone.cache = cache;

    alone.answer(FIRST);

    assertThat(cache.size()).isZero();
  }

  @Test
  void keepsNothingOfWhoStandsInForAModelThatIsNotReadyYet() {
    EngineUnderTest loading =
        new EngineUnderTest(
            List.of(
                EngineUnderTest.ready(TINY), new Listed(SMALL, Optional.of("is being loaded"))));
    loading.cache = cache;

    loading.answer(FIRST);

    assertThat(cache.size()).isZero();
  }

  @Test
  void asksTheModelThatHasComeInThePlaceOfAStandIn() {
    EngineUnderTest before = new EngineUnderTest(TINY);
    before.cache = cache;
    before.answer(FIRST);

    assertThat(engine.answer(Requests.of("why?", ONLY)).text()).isEqualTo("tiny");
    assertThat(engine.answer(FIRST).text()).isEqualTo("small");
    assertThat(engine.answer(SECOND).text()).isEqualTo("small");
    assertThat(engine.provider.asked()).containsExactly("small");
  }

  @Test
  void keepsNothingOfAStandInThatWasToldLess() {
    EngineUnderTest alone = new EngineUnderTest(TINY);
    alone.cache = cache;
    alone.provider.on(
        "tiny",
        (_, sink) -> {
          sink.accept(new Chunk.Delta("because"));
          return new Completion(
              FinishReason.STOP,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              List.of("seed was left out"));
        });

    assertThat(alone.answer(FIRST).decision().degraded()).hasSize(2);
    assertThat(cache.size()).isZero();
  }

  @Test
  void keepsNothingOfAFailure() {
    engine.provider.on("small", fails(FailureKind.TIMEOUT)).on("tiny", fails(FailureKind.TIMEOUT));

    assertThat(engine.generate(FIRST)).isInstanceOf(Outcome.Failed.class);
    assertThat(cache.size()).isZero();
    assertThat(engine.record().latency()).isLessThan(Duration.ofMinutes(1));
  }
}
