package dev.rung.server.select;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.budget.BudgetState;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Limits;
import dev.rung.server.generate.Message;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Reduction;
import dev.rung.server.generate.Role;
import dev.rung.server.generate.Strategy;
import dev.rung.server.generate.Tier;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Models;
import dev.rung.server.provider.Reach;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShorteningTest {
  private static final Model PHI =
      Models.named("phi-2", Tier.TINY).free().reach(Reach.IN_PROCESS).window(1_000).build();
  private static final Model MAMBA =
      Models.named("mamba", Tier.LOCAL_FALLBACK)
          .free()
          .reach(Reach.IN_PROCESS)
          .window(1_200)
          .build();
  private static final Model OLLAMA =
      Models.named("ollama", Tier.TINY).free().reach(Reach.LOOPBACK).window(1_000).build();
  private static final Model LARGE = Models.named("large", Tier.LARGE).window(100_000).build();

  /** Tokens, about. */
  private static final int TURN = 504;

  private final TieredSelector selector = new TieredSelector(Strategy.BALANCED, Weights.DEFAULT);

  @Test
  void leavesTheOldestTurnsOut() {
    GenerateRequest talk = talk(4);

    Plan plan = plan(talk, PHI);

    // 4 turns of 504 tokens and a question of 7, into 1,000 without the 400 of an answer.
    assertThat(plan.candidates())
        .singleElement()
        .satisfies(planned -> {
          assertThat(planned.reduction()).contains(new Reduction(3, 3 * TURN));
          assertThat(planned.maxTokens()).isEqualTo(400);
        });
    assertThat(plan.excluded()).isEmpty();
  }

  @Test
  void keepsAsMuchRoomAsIsAskedForUpToHalfOfTheWindow() {
    assertThat(room(Requests.withMaxTokens(talk(4), 100))).isEqualTo(100);
    assertThat(room(Requests.withMaxTokens(talk(4), 900))).isEqualTo(500);
  }

  private int room(GenerateRequest request) {
    return plan(request, PHI).candidates().getFirst().maxTokens();
  }

  @Test
  void cutsDocumentsAfterTheTurns() {
    GenerateRequest request = Requests.withHints(talk(1), Requests.documents("x".repeat(8_000)));

    Optional<Reduction> reduction = plan(request, PHI).candidates().getFirst().reduction();

    assertThat(reduction.map(Reduction::turns)).contains(1);
    assertThat(reduction.map(Reduction::tokens).orElse(0L)).isBetween(1_900L, 2_000L);
  }

  @Test
  void asksWhoTakesAllOfItFirst() {
    Plan plan = plan(talk(4), PHI, LARGE, MAMBA);

    assertThat(names(plan)).containsExactly("large", "phi-2", "mamba");
    assertThat(plan.candidates().getFirst().reduction()).isEmpty();
    assertThat(plan.candidates().getLast().reduction()).isPresent();
  }

  @Test
  void shortensForModelsInThisProcessOnly() {
    Plan plan = plan(talk(4), OLLAMA);

    assertThat(plan.candidates()).isEmpty();
    assertThat(plan.excluded())
        .singleElement()
        .extracting(Exclusion::kind)
        .isEqualTo(Exclusion.Kind.CONTEXT);
  }

  @Test
  void neverLeavesOutWhatIsToBeDone() {
    String lines = "a line of some words\n".repeat(30);
    Message system = Message.of(Role.SYSTEM, "s".repeat(4_000));
    GenerateRequest request =
        Requests.of(Prompt.ofMessages(List.of(system, Message.of(Role.USER, lines))), Limits.NONE);

    assertThat(plan(request, PHI).candidates()).isEmpty();
  }

  @Test
  void cutsTheMiddleOfWhatWasSentLast() {
    Plan plan = plan(Requests.of("Sort:\n" + "row\n".repeat(2_000) + "Now."), PHI);

    assertThat(plan.candidates())
        .singleElement()
        .extracting(Planned::reduction)
        .isEqualTo(Optional.of(new Reduction(0, 2_007 - 600)));
  }

  @Test
  void doesTheSameForAModelThatIsNamed() {
    GenerateRequest talk = talk(4);

    Plan plan = selector.pin(talk, Requests.classified(Tier.TINY), ready(PHI), fleet(ready(PHI)));

    assertThat(plan.candidates().getFirst().reduction()).contains(new Reduction(3, 3 * TURN));
  }

  private static GenerateRequest talk(int turns) {
    List<Message> messages =
        IntStream.range(0, turns)
            .mapToObj(i -> Message.of(i % 2 == 0 ? Role.USER : Role.ASSISTANT, "x".repeat(2_000)))
            .collect(Collectors.toList());
    messages.add(Message.of(Role.USER, "Go on, you"));
    return Requests.of(Prompt.ofMessages(messages), Limits.NONE);
  }

  private Plan plan(GenerateRequest request, Model... models) {
    ModelState[] states =
        Arrays.stream(models).map(ShorteningTest::ready).toArray(ModelState[]::new);
    return selector.select(
        request, Requests.classified(Tier.TINY), Optional.empty(), fleet(states));
  }

  private static Fleet fleet(ModelState... states) {
    return new Fleet(List.of(states), BudgetState.UNLIMITED, true);
  }

  private static ModelState ready(Model model) {
    return new ModelState(model, model.latencyPrior(), model.qualityPrior(), Optional.empty());
  }

  private static List<String> names(Plan plan) {
    return plan.candidates().stream().map(planned -> planned.model().name()).toList();
  }
}
