package dev.rung.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that nobody types. */
@Timeout(600)
class HostileTextTest {
  private static final int MEBIBYTE = 1 << 20;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a", " ", "\n", "\u0000", "\uD800", "\uDC00", "`", "\"", "「", "'", "```\n", "> ", "{", "漢",
        "\u0301", "x\u0301", "1. ", "- ", "_", "?", ":", "🙂"
      })
  void aMebibyteOfOnePatternIsRead(String pattern) {
    String text = pattern.repeat(MEBIBYTE / pattern.length());

    TaskFeatures task = TaskFeatures.of(text, TaskHints.NONE, 0);

    assertThat(task.text().length()).isEqualTo(text.length());
    assertThat(task.text().words()).isBetween(0, TextReader.HEAD + TextReader.TAIL);
    assertThat(task.code().lines()).isBetween(0, text.length());
  }

  @Test
  void randomUnitsAreReadWithoutFailure() {
    long seed = 20_260_401;
    Random random = new Random(seed);

    for (int round = 0; round < 3_000; round++) {
      String text = randomText(random);
      TaskFeatures task = TaskFeatures.of(text, TaskHints.NONE, 0);

      assertThat(task.text().words())
          .as("seed %d, round %d", seed, round)
          .isBetween(0, text.length());
    }
  }

  @Test
  void timeDoesNotGrowWithLength() {
    String text = "\"'`「(".repeat(MEBIBYTE);

    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < 50; i++) {
      assertThat(TaskFeatures.of(text, TaskHints.NONE, 0).text().length()).isEqualTo(text.length());
    }

    // Of the processor's time: a machine that stands still takes none.
    assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - before))
        .isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void readsHeadAndTailOfALongText() {
    String middle = "so it went on and on ".repeat(50_000);

    TaskFeatures task =
        TaskFeatures.of(
            "Nothing to see. " + middle + "\n\nTranslate it into Spanish.", TaskHints.NONE, 0);

    assertThat(task.text().action()).contains(Sense.TRANSLATE);
  }

  private static String randomText(Random random) {
    String spice = "`'\"“”„「」\n\t{}();:?#>-* 漢あx1\u0301\uD83D\uDE00";
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(400);
    for (int i = 0; i < length; i++) {
      boolean anything = random.nextInt(4) == 0;
      text.append(
          anything
              ? (char) random.nextInt(Character.MAX_VALUE + 1)
              : spice.charAt(random.nextInt(spice.length())));
    }
    return text.toString();
  }
}
