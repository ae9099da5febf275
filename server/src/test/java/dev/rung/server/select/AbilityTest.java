package dev.rung.server.select;

import static dev.rung.server.select.Choosing.FALLBACK;
import static dev.rung.server.select.Choosing.LARGE;
import static dev.rung.server.select.Choosing.MEDIUM;
import static dev.rung.server.select.Choosing.SELECTOR;
import static dev.rung.server.select.Choosing.SMALL;
import static dev.rung.server.select.Choosing.fleet;
import static dev.rung.server.select.Choosing.headroom;
import static dev.rung.server.select.Choosing.names;
import static dev.rung.server.select.Choosing.plan;
import static dev.rung.server.select.Choosing.ready;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.budget.BudgetState;
import dev.rung.server.generate.BudgetMode;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Limits;
import dev.rung.server.generate.Message;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Part;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Role;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.Tool;
import dev.rung.server.generate.ToolChoice;
import dev.rung.server.provider.Capability;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Models;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What keeps a model from being asked, and on what terms it is. */
class AbilityTest {
  @Test
  void skipsModelsThatLackACapability() {
    Model plain = Models.named("plain", Tier.SMALL).can(Capability.CHAT).build();
    Prompt tools =
        new Prompt(
            List.of(Message.of(Role.USER, "hi")),
            List.of(new Tool("t", "", "{}")),
            new ToolChoice.Auto(),
            Optional.empty());
    Prompt image =
        Prompt.ofMessages(
            List.of(
                new Message(Role.USER, List.of(new Part.ImageUri("https://example.org/a.png")))));
    Prompt schema =
        new Prompt(
            List.of(Message.of(Role.USER, "hi")),
            List.of(),
            new ToolChoice.Auto(),
            Optional.of("{}"));

    assertThat(reason(plain, Requests.of(tools, Limits.NONE))).isEqualTo("cannot do tools");
    assertThat(reason(plain, Requests.of(image, Limits.NONE))).isEqualTo("cannot do vision");
    assertThat(reason(plain, Requests.of(schema, Limits.NONE))).isEqualTo("cannot do json");
  }

  @Test
  void skipsModelsWhoseWindowThePromptDoesNotFit() {
    Model narrow = Models.named("narrow", Tier.SMALL).window(100).build();

    assertThat(reason(narrow, Requests.of("word ".repeat(200))))
        .contains("do not fit its window of 100");
  }

  @Test
  void asksWhoeverHasLittleRoomForAnAnswerLast() {
    Model narrow = Models.named("narrow", Tier.SMALL).window(2_000).build();
    GenerateRequest request = Requests.of("word ".repeat(1_500));

    Plan both =
        SELECTOR.select(
            request,
            Requests.classified(Tier.SMALL),
            Optional.empty(),
            fleet(List.of(ready(narrow), ready(LARGE))));

    assertThat(names(both)).containsExactly("large", "narrow");
    assertThat(both.candidates().getLast().maxTokens()).isBetween(100, 150);
    assertThat(both.excluded()).isEmpty();
    GenerateRequest brief = Requests.withMaxTokens(request, 100);
    Plan ofBrief =
        SELECTOR.select(
            brief,
            Requests.classified(Tier.SMALL),
            Optional.empty(),
            fleet(List.of(ready(narrow), ready(LARGE))));
    assertThat(names(ofBrief)).containsExactly("narrow", "large");
  }

  @Test
  void leavesOnlyTheRoomThatTheWindowHas() {
    Model narrow = Models.named("narrow", Tier.SMALL).window(300).maxTokens(1_000).build();

    Plan plan = plan(Tier.SMALL, Limits.NONE, narrow);

    assertThat(plan.candidates().getFirst().maxTokens()).isBetween(290, 299);
  }

  @Test
  void skipsModelsBelowTheWantedQuality() {
    GenerateRequest request = Requests.of("hi", new LimitsBuilder().minQuality(0.9).build());

    assertThat(reason(MEDIUM, request)).contains("below min_quality");
  }

  @Test
  void cutsTheAnswerToWhatTheCostLimitPays() {
    Limits limits = new LimitsBuilder().maxCost(Money.ofUsd(0.001)).build();

    Plan plan = plan(Tier.LARGE, limits, LARGE);

    Planned cut = plan.candidates().getFirst();
    assertThat(cut.cutByCost()).isTrue();
    assertThat(cut.maxTokens()).isBetween(20, 33);
    assertThat(cut.bound()).isLessThanOrEqualTo(Money.ofUsd(0.001));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 16, 1_000})
  void leavesAnAnswerWholeThatTheCostLimitPaysToTheLastNano(int maxTokens) {
    GenerateRequest free = Requests.withMaxTokens(Requests.of("tea?"), maxTokens);
    Money bound = first(free).bound();

    Planned exact = first(limited(bound, maxTokens));

    assertThat(exact.maxTokens()).isEqualTo(maxTokens);
    assertThat(exact.cutByCost()).isFalse();
    assertThat(exact.bound()).isEqualTo(bound);
  }

  @Test
  void cutsAnAnswerByOneTokenWhereTheCostLimitLacksANano() {
    GenerateRequest free = Requests.withMaxTokens(Requests.of("tea?"), 1_000);
    Money lessByOne = first(free).bound().minus(new Money(1));

    Planned cut = first(limited(lessByOne, 1_000));

    assertThat(cut.maxTokens()).isEqualTo(999);
    assertThat(cut.cutByCost()).isTrue();
  }

  private static Planned first(GenerateRequest request) {
    return SELECTOR
        .select(request, Requests.classified(Tier.LARGE), Optional.empty(), fleet(LARGE))
        .candidates()
        .getFirst();
  }

  private static GenerateRequest limited(Money most, int maxTokens) {
    return Requests.withMaxTokens(
        Requests.of("tea?", new LimitsBuilder().maxCost(most).build()), maxTokens);
  }

  @Test
  void skipsModelsThatTheCostLimitDoesNotPay() {
    GenerateRequest request =
        Requests.of("hi", new LimitsBuilder().maxCost(new Money(1_000)).build());

    assertThat(reason(LARGE, request)).contains("over max_cost");
  }

  @Test
  void servesFreeModelsUnderACostLimitOfNothing() {
    Limits limits = new LimitsBuilder().maxCost(Money.ZERO).build();

    assertThat(names(plan(Tier.SMALL, limits, SMALL, FALLBACK))).containsExactly("mamba");
  }

  @Test
  void skipsModelsThatTheBudgetCannotPay() {
    Fleet fleet =
        new Fleet(
            List.of(ready(SMALL), ready(FALLBACK)),
            new BudgetState(BudgetMode.PREFER_LOCAL, headroom(Money.ZERO)),
            true);

    Plan plan =
        SELECTOR.select(
            Requests.of("hi"), Requests.classified(Tier.SMALL), Optional.empty(), fleet);

    assertThat(names(plan)).containsExactly("mamba");
    assertThat(plan.skipped().getFirst().reason())
        .contains("more than the budget global/daily has left");
  }

  private String reason(Model model, GenerateRequest request) {
    Plan plan =
        SELECTOR.select(request, Requests.classified(Tier.SMALL), Optional.empty(), fleet(model));
    assertThat(plan.candidates()).isEmpty();
    return plan.skipped().getFirst().reason();
  }
}
