package dev.rung.server.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.generate.Candidate;
import dev.rung.server.generate.Decision;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Refusal;
import dev.rung.server.generate.Strategy;
import dev.rung.server.generate.StrategyPreview;
import dev.rung.server.generate.Tier;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Models;
import dev.rung.server.select.LimitsBuilder;
import dev.rung.server.select.Requests;
import dev.rung.server.template.TemplateAnswer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Decisions that nobody carries out. */
class DryRunTest {
  private static final Model TINY = Models.named("tiny", Tier.TINY).price(0.1, 0.1).build();
  private static final Model SMALL = Models.named("small", Tier.SMALL).build();
  private static final Model LARGE =
      Models.named("large", Tier.LARGE).price(10, 30).quality(0.95).build();
  private static final GenerateRequest REQUEST = Requests.of("explain");

  private final EngineUnderTest engine = new EngineUnderTest(TINY, SMALL, LARGE);

  @AfterEach
  void calledNobodyAndRecordedNothing() {
    assertThat(engine.provider.asked()).isEmpty();
    assertThat(engine.budget.reservations()).isEmpty();
    assertThat(engine.records).isEmpty();
  }

  @Test
  void decidesWhatAnsweringWouldDecide() throws RefusedException {
    Decision decision = engine.engine().route(REQUEST, false);
    EngineUnderTest twin = new EngineUnderTest(TINY, SMALL, LARGE);
    Decision carriedOut = twin.answer(REQUEST).decision();

    assertThat(decision.attempts()).isEmpty();
    assertThat(decision)
        .usingRecursiveComparison()
        .ignoringFields("attempts")
        .isEqualTo(carriedOut);
  }

  @Test
  void comparesTheStrategiesOfThisVersion() throws RefusedException {
    Decision decision = engine.engine().route(REQUEST, true);

    assertThat(decision.strategies())
        .extracting(StrategyPreview::strategy)
        .containsExactly(
            Strategy.BALANCED,
            Strategy.QUALITY_FIRST,
            Strategy.COST_FIRST,
            Strategy.PREFER_LOCAL,
            Strategy.LOCAL_ONLY,
            Strategy.PRIORITY);
    assertThat(choice(decision, Strategy.BALANCED)).contains("small");
    assertThat(choice(decision, Strategy.QUALITY_FIRST)).contains("large");
    assertThat(choice(decision, Strategy.LOCAL_ONLY)).isEmpty();
    assertThat(preview(decision, Strategy.LOCAL_ONLY).note()).contains("not on this machine");
    assertThat(preview(decision, Strategy.BALANCED).note()).isEmpty();
    assertThat(preview(decision, Strategy.BALANCED).confidence()).isEqualTo(0.8);
  }

  @Test
  void showsTheTemplateThatWouldAnswer() throws RefusedException {
    engine.templates = text -> Optional.of(new TemplateAnswer("greeting", "Hello"));

    Decision alone = engine.engine().route(REQUEST, false);
    Decision compared = engine.engine().route(REQUEST, true);

    assertThat(alone.tier()).contains(Tier.TEMPLATE);
    assertThat(alone.strategies()).isEmpty();
    assertThat(compared.tier()).contains(Tier.TEMPLATE);
    assertThat(compared.strategies()).hasSize(6);
    assertThat(compared.comparedTo(List.of())).isEqualTo(alone);
  }

  @Test
  void showsWhyNobodyWouldServe() throws RefusedException {
    Decision decision =
        engine.engine().route(Requests.of("hi", new LimitsBuilder().minQuality(1).build()), false);

    assertThat(decision.model()).isEmpty();
    assertThat(decision.skipped()).hasSize(3);
    assertThat(decision.reason()).endsWith("no model can serve it");
  }

  @Test
  void refusesAnUnknownModel() {
    GenerateRequest request = Requests.of("hi", new LimitsBuilder().model("big").build());

    assertThatThrownBy(() -> engine.engine().route(request, false))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused ->
                assertThat(refused.refusal().reason()).isEqualTo(Refusal.Reason.UNKNOWN_MODEL))
        .hasMessageContaining("no model or alias");
  }

  private static StrategyPreview preview(Decision decision, Strategy strategy) {
    return decision.strategies().stream()
        .filter(preview -> preview.strategy() == strategy)
        .findFirst()
        .orElseThrow();
  }

  private static Optional<String> choice(Decision decision, Strategy strategy) {
    return preview(decision, strategy).choice().map(Candidate::model);
  }
}
