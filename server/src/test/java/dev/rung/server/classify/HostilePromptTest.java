package dev.rung.server.classify;

import static dev.rung.server.classify.Judging.judge;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Hints;
import dev.rung.server.generate.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Prompts that nobody types, and many at once. */
@Timeout(600)
class HostilePromptTest {
  private static final int MEBIBYTE = 1 << 20;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        " ",
        "\u0000\u0001\u001B",
        "\uD800",
        "design",
        "```",
        "漢",
        "\"",
        "at ()",
        "🙂",
        "שלום ",
        "\u202Eabc",
        "“„",
        "「『",
        "('",
        "Donaudampfschifffahrt",
        "设计",
        "e\u0301",
        "not ",
        "3 ",
        "from import "
      })
  void aMebibyteIsJudged(String pattern) {
    String prompt = pattern.repeat(MEBIBYTE / Math.max(1, pattern.length()));

    Classification judged = judge(prompt);

    assertThat(judged.tier().level()).isBetween(0, 4);
    assertThat(judged.score()).isBetween(0.0, 1.0);
    assertThat(judged.confidence()).isBetween(0.0, 1.0);
    assertThat(judged.failed()).isFalse();
  }

  @Test
  void manyThreadsJudgeAlike() throws InterruptedException, ExecutionException {
    long seed = 42;
    List<Prompt> prompts = prompts(new Random(seed));
    List<Classification> alone = prompts.stream().map(p -> judge(p.instruction())).toList();

    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<List<Classification>>> together = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        together.add(
            threads.submit(() -> prompts.stream().map(p -> judge(p.instruction())).toList()));
      }

      for (Future<List<Classification>> judged : together) {
        assertThat(judged.get()).as("seed %d", seed).isEqualTo(alone);
      }
    }
  }

  @Test
  void onePromptIsAlwaysJudgedTheSame() {
    Prompt prompt = Prompt.ofUser("Design a scalable platform, and compare two ways to do it");

    Classification first = judge(prompt.instruction(), Hints.NONE);
    Classification second = judge(prompt.instruction(), Hints.NONE);

    assertThat(second).isEqualTo(first);
  }

  private static List<Prompt> prompts(Random random) {
    List<String> words =
        List.of(
            "design",
            "write",
            "a",
            "function",
            "story",
            "platform",
            "?",
            "\n",
            "```\n",
            "{",
            "hello",
            "what",
            "is",
            "compare",
            "test",
            "\"",
            ":",
            "fix",
            "typo",
            "écris");
    List<Prompt> prompts = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(30); j >= 0; j--) {
        text.append(words.get(random.nextInt(words.size()))).append(' ');
      }
      prompts.add(Prompt.ofUser(text.toString()));
    }
    return prompts;
  }
}
