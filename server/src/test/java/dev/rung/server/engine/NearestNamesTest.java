package dev.rung.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNamesTest {
  private static final List<String> KNOWN =
      List.of("claude-sonnet", "gpt-4o", "gpt-4o-mini", "phi-2", "llama3.2");

  @Test
  void putsTheSmallestChangeFirst() {
    assertThat(NearestNames.of("gtp-4o", KNOWN)).startsWith("gpt-4o");
    assertThat(NearestNames.of("phi2", KNOWN)).startsWith("phi-2");
  }

  @Test
  void takesANameThatContainsTheOtherAsNear() {
    assertThat(NearestNames.of("Claude", KNOWN)).startsWith("claude-sonnet");
    assertThat(NearestNames.of("openai/phi-2", KNOWN)).startsWith("phi-2");
  }

  @Test
  void namesThreeAtMostAndEachOnce() {
    assertThat(NearestNames.of("gpt", List.of("gpt-a", "gpt-a", "gpt-b", "gpt-c", "gpt-d")))
        .containsExactly("gpt-a", "gpt-b", "gpt-c");
  }

  @Test
  void namesNothingWhereNothingIsKnown() {
    assertThat(NearestNames.of("gpt", List.of())).isEmpty();
  }

  @Test
  void putsTheShortestNextToAnEmptyName() {
    assertThat(NearestNames.of("", KNOWN)).startsWith("phi-2");
  }

  @Test
  void looksOnlyAtTheBeginningOfAHostileName() {
    assertThat(NearestNames.of("x".repeat(1_000_000), KNOWN)).hasSize(3);
  }
}
