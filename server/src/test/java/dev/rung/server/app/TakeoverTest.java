package dev.rung.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.app.Takeover.Failed;
import dev.rung.server.app.Takeover.Step;
import dev.rung.server.log.CapturedLog;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TakeoverTest {
  private final List<String> done = new ArrayList<>();

  private Step well(String what) {
    return new Step(what, () -> done.add(what), () -> done.add(what + " back"));
  }

  private Step failing(String what) {
    return new Step(what, TakeoverTest::fail, () -> done.add(what + " back"));
  }

  private static void fail() {
    throw new IllegalStateException("broken");
  }

  @Test
  void takesEveryStepInOrder() {
    assertThat(Takeover.take(List.of(well("models"), well("budgets")))).isEmpty();

    assertThat(done).containsExactly("models", "budgets");
  }

  @Test
  void takesBackWhatWasTakenAndWhatFailedHalfwayTheLastFirst() {
    try (CapturedLog log = CapturedLog.of(Takeover.class)) {
      Failed failed =
          Takeover.take(List.of(well("models"), failing("budgets"), well("guards"))).orElseThrow();

      assertThat(done).containsExactly("models", "budgets back", "models back");
      assertThat(failed.stuck()).isEmpty();
      assertThat(failed.text())
          .isEqualTo(
              "the new configuration could not be put in force: a fault of Rung's own"
                  + " (IllegalStateException) in budgets, which its log tells more of. The one of"
                  + " before is in force again");
      assertThat(log.lines()).hasSize(1);
      assertThat(log.lines().getFirst()).contains(" ERROR ", "step=budgets", "broken");
    }
  }

  @Test
  void namesWhatCannotBePutBackAndPutsBackTheRest() {
    try (CapturedLog log = CapturedLog.of(Takeover.class)) {
      Step stuck = new Step("engine", () -> done.add("engine"), TakeoverTest::fail);

      Failed failed =
          Takeover.take(List.of(well("models"), stuck, failing("budgets"))).orElseThrow();

      assertThat(done).containsExactly("models", "engine", "budgets back", "models back");
      assertThat(failed.text())
          .endsWith(
              "The one of before is in force again but for these, which could not be put back:"
                  + " engine. Start Rung anew");
      assertThat(log.lines()).hasSize(2);
    }
  }
}
