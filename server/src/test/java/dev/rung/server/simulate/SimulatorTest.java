package dev.rung.server.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rung.server.budget.BudgetState;
import dev.rung.server.budget.Unlimited;
import dev.rung.server.cache.Cache;
import dev.rung.server.classify.Classification;
import dev.rung.server.engine.EngineSettings;
import dev.rung.server.engine.Patience;
import dev.rung.server.engine.Rooms;
import dev.rung.server.engine.RoutingEngine;
import dev.rung.server.experiment.Experiments;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Signal;
import dev.rung.server.generate.Strategy;
import dev.rung.server.generate.Tier;
import dev.rung.server.guard.FleetGuard;
import dev.rung.server.guard.GuardSettings;
import dev.rung.server.guard.Hedges;
import dev.rung.server.guard.Retries;
import dev.rung.server.guard.RetrySettings;
import dev.rung.server.key.Keyring;
import dev.rung.server.provider.Advice;
import dev.rung.server.provider.Capability;
import dev.rung.server.provider.Listed;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Prices;
import dev.rung.server.provider.Reach;
import dev.rung.server.provider.Registry;
import dev.rung.server.provider.Roster;
import dev.rung.server.select.Fleet;
import dev.rung.server.select.ModelState;
import dev.rung.server.select.TieredSelector;
import dev.rung.server.select.Weights;
import dev.rung.server.template.TemplateAnswer;
import dev.rung.server.template.Templates;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Prompts here are "tier N": that is how hard they are taken to be; "template" is covered. */
class SimulatorTest {
  private static final Model SMALL = model("small", Tier.SMALL, 0.5, Reach.LOOPBACK);
  private static final Model LARGE = model("large", Tier.LARGE, 1, Reach.REMOTE);

  @Test
  void pricesEveryStrategyAndEverythingAtOneTier() throws Exception {
    Simulation all =
        simulate(
            """
            {"prompt": "template"}
            {"prompt": "tier 2", "output_tokens": 100}
            {"prompt": "tier 4", "output_tokens": 1000}
            """);

    assertThat(all.tasks()).isEqualTo(3);
    assertThat(all.models()).isEqualTo(2);
    assertThat(all.outputTokens()).isEqualTo(20 + 100 + 1000);
    Figures balanced = all.of(Strategy.BALANCED);
    assertThat(balanced.byTier())
        .containsEntry(Tier.TEMPLATE, 1L)
        .containsEntry(Tier.SMALL, 1L)
        .containsEntry(Tier.LARGE, 1L);
    assertThat(balanced.cost()).isEqualTo(tokens(100, 0.5).plus(tokens(1000, 1)));
    assertThat(balanced.latency()).isEqualTo(Duration.ofMillis((500 + 1000) / 3));
    assertThat(all.fixed())
        .extracting(Simulation.Fixed::name)
        .containsExactly("all tier 2: small", "all tier 4: large");
    Figures large = all.fixed().get(1).figures();
    assertThat(large.cost()).isEqualTo(tokens(20, 1).plus(tokens(100, 1)).plus(tokens(1000, 1)));
    assertThat(all.baseline().orElseThrow().figures()).isEqualTo(large);
    assertThat(balanced.savedAgainst(large)).isCloseTo(1 - 1050.0 / 1120, within(1e-9));
    assertThat(balanced.smallShare()).isCloseTo(2.0 / 3, within(1e-9));
  }

  @Test
  void expectsLittleLossOnEasyTasksAndMuchOnTasksAboveTheModel() throws Exception {
    Simulation all = simulate("{\"prompt\": \"tier 1\"}\n{\"prompt\": \"tier 4\"}");

    double easy = 1 - 0.5 * 0.25;
    double tooHard = 1 - 0.5 * 1 * 2;
    assertThat(all.fixed().get(0).figures().quality())
        .isCloseTo((easy + tooHard) / 2, within(1e-9));
    assertThat(all.of(Strategy.QUALITY_FIRST).quality()).isEqualTo(1);
  }

  @Test
  void goesByTheGainWhereTheClassifierHasSaidIt() throws Exception {
    Simulation all = simulate("{\"prompt\": \"gain 0.3\"}\n{\"prompt\": \"gain 0\"}");

    double lacks = 0.5;
    assertThat(all.fixed().get(0).figures().quality())
        .isCloseTo((1 - lacks * 0.3 / 0.3 + 1) / 2, within(1e-9));
    assertThat(all.fixed().get(1).figures().quality()).isEqualTo(1);
  }

  @Test
  void countsTasksThatNobodyMayServe() throws Exception {
    Simulation all = simulate("{\"prompt\": \"tier 4\", \"limits\": {\"min_tier\": 3}}");

    assertThat(all.of(Strategy.LOCAL_ONLY).nobody()).isEqualTo(1);
    assertThat(all.of(Strategy.LOCAL_ONLY).served()).isZero();
    assertThat(all.of(Strategy.BALANCED).nobody()).isZero();
  }

  @Test
  void guessesHowLongAnswersAreAndKeepsToTheLimit() throws Exception {
    Simulation all =
        simulate(
            "{\"prompt\": \"tier 4\"}{\"prompt\": \"tier 1\"}"
                + "{\"prompt\": \"tier 3\", \"limits\": {\"max_tokens\": 10}}");

    assertThat(all.outputTokens())
        .isEqualTo(ExpectedAnswer.usual(Tier.LARGE) + ExpectedAnswer.usual(Tier.TINY) + 10);
  }

  @Test
  void saysWhatDecidedAndHowOftenTheClassifierWasUnsure() throws Exception {
    Simulation all =
        simulate("{\"prompt\": \"tier 2\"}{\"prompt\": \"unsure\"}{\"prompt\": \"template\"}");

    assertThat(all.bumped()).isEqualTo(1);
    assertThat(all.spoke())
        .containsExactly(
            new Simulation.Spoke("told", List.of(0L, 0L, 1L, 1L, 0L), 2),
            new Simulation.Spoke("template:known", List.of(1L, 0L, 0L, 0L, 0L), 1),
            new Simulation.Spoke("length", List.of(0L, 0L, 0L, 0L, 0L), 2));
  }

  @Test
  void anEmptyFileComesToNothing() throws Exception {
    Simulation none = simulate("");

    assertThat(none.tasks()).isZero();
    assertThat(none.strategies()).isEmpty();
    assertThat(none.baseline().orElseThrow().figures().cost()).isEqualTo(Money.ZERO);
  }

  private static Simulation simulate(String tasks) throws Exception {
    try (TaskReader reader =
        TaskReader.of(new ByteArrayInputStream(tasks.getBytes(StandardCharsets.UTF_8)), "tasks")) {
      return new Simulator(
              engine(),
              new PricedFleet(List.of(SMALL, LARGE), Map.of()),
              Strategy.BALANCED,
              Optional.of(LARGE))
          .run(reader);
    }
  }

  /** Output costs a dollar for a million tokens times the quality; input is free. */
  private static Money tokens(int output, double quality) {
    return new Money(Math.round(output * quality * 1000));
  }

  private static Model model(String name, Tier tier, double quality, Reach reach) {
    return new Model(
        name,
        tier,
        "provider",
        name,
        Optional.of(Prices.of(Money.ZERO, Money.ofUsd(quality))),
        100_000,
        10_000,
        EnumSet.allOf(Capability.class),
        List.of(),
        Duration.ofMillis(Math.round(quality * 1000)),
        quality,
        reach,
        false,
        "test");
  }

  private static RoutingEngine engine() {
    List<Listed> listed =
        List.of(new Listed(SMALL, Optional.empty()), new Listed(LARGE, Optional.empty()));
    List<ModelState> states =
        listed.stream()
            .map(Listed::model)
            .map(m -> new ModelState(m, m.latencyPrior(), m.qualityPrior(), Optional.empty()))
            .toList();
    Templates templates =
        text ->
            text.equals("template")
                ? Optional.of(new TemplateAnswer("known", "yes"))
                : Optional.empty();
    Rooms rooms =
        new Rooms(
            templates,
            (prompt, hints) -> classified(prompt.instruction()),
            Experiments.NONE,
            Cache.NONE,
            new TieredSelector(Strategy.BALANCED, Weights.DEFAULT),
            new Registry(new Roster(listed, List.of(), Map.of(), Advice.NONE)),
            (roster, caller) -> new Fleet(states, BudgetState.UNLIMITED, true),
            Unlimited.INSTANCE,
            new FleetGuard(GuardSettings.DEFAULT, System::nanoTime),
            new Keyring(InstantSource.system(), System::nanoTime, new Random(1)),
            new Retries(RetrySettings.NONE, new SecureRandom()),
            Hedges.NONE,
            Patience.BLOCKING,
            done -> {},
            () -> Instant.EPOCH,
            () -> 0);
    return new RoutingEngine(
        rooms, new EngineSettings(true, Optional.empty(), true, Strategy.BALANCED, Map.of()));
  }

  private static Classification classified(String text) {
    boolean unsure = text.equals("unsure");
    Tier tier =
        text.startsWith("tier ") ? Tier.ofLevel(Integer.parseInt(text.substring(5))) : Tier.MEDIUM;
    return new Classification(
        tier,
        0.5,
        1,
        List.of(),
        text.startsWith("gain ")
            ? OptionalDouble.of(Double.parseDouble(text.substring(5)))
            : OptionalDouble.empty(),
        unsure,
        false,
        List.of(
            new Signal("told", 1, "as it says"),
            new Signal("length", 0.1, "short"),
            new Signal("outranked", 0, "not counted")),
        "told");
  }
}
