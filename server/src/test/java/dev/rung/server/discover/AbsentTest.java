package dev.rung.server.discover;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is said of models that the catalogue knows and that are not here. */
class AbsentTest extends LookingCase {
  @Test
  void namesTheKeyThatAModelWaitsFor() throws Exception {
    assertThat(on("gpt-4o"))
        .isEqualTo("gpt-4o is openai's: set OPENAI_API_KEY and start Rung again.");
    assertThat(on("GPT-4O")).isEqualTo(on("gpt-4o"));
    assertThat(on("claude"))
        .isEqualTo("claude-sonnet-5.5 is anthropic's: set ANTHROPIC_API_KEY and start Rung again.");
  }

  @Test
  void namesTheDayFromWhichAModelIsGone() throws Exception {
    assertThat(on("gpt-4-turbo"))
        .startsWith("gpt-4-turbo is openai's: its provider ended it on 2026-10-23");
  }

  @Test
  void namesTheCommandThatFetchesALocalModel() throws Exception {
    assertThat(on("phi"))
        .isEqualTo("phi-2 runs in Rung's own process once it is there: rung models pull phi-2.");
  }

  @Test
  void saysThatOfflineKeepsAModelAway() throws Exception {
    looking.toml("[routing]\noffline = \"yes\"\n");

    assertThat(on("gpt-4o")).isEqualTo("gpt-4o is openai's, and offline is \"yes\".");
    assertThat(on("phi-2")).contains("rung models pull phi-2");
  }

  @Test
  void saysNothingOfModelsThatAreHereOrThatNobodyKnows() throws Exception {
    looking.with("OPENAI_API_KEY", "sk-test");

    assertThat(looking.look().advice().on("gpt-4o")).isEmpty();
    assertThat(looking.look().advice().on("no-such-model")).isEmpty();
    assertThat(on("claude")).contains("ANTHROPIC_API_KEY");
  }

  private String on(String name) throws Exception {
    return looking.look().advice().on(name).orElseThrow();
  }
}
