package dev.rung.classifier.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.classifier.text.TrainingText;
import dev.rung.classifier.train.TrainingOverlap.Match;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingOverlapTest {
  @TempDir private Path folder;

  @Test
  void findsGeneratedTextWhateverItsCaseAndPunctuation() throws Exception {
    TrainingOverlap known = TrainingOverlap.with(List.of(), 8);
    String text =
        TrainingText.generate(Training.SHIPPED.seed(), Training.PER_TEMPLATE).getFirst().text();

    assertThat(known.match("  " + text.toUpperCase(Locale.ROOT) + " !").same()).isTrue();
    assertThat(known.match("Please list seventeen violet submarines.").isAny()).isFalse();
    assertThat(known.match("?!").isAny()).isFalse();
    assertThat(known.size()).isGreaterThan(5_000);
  }

  @Test
  void findsRunsOfWordsOfFilesAndOfCharactersInChinese() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("own.jsonl"),
            """
            {"id": "a", "source": "s", "tier": 1, "prompt": "the violet submarine sails at nine in May"}
            {"id": "b", "source": "s", "tier": 1, "prompt": "紫色潜水艇九点出发去里斯本"}
            """);

    TrainingOverlap known = TrainingOverlap.with(List.of(file), 4);

    assertThat(known.match("Why does the Violet submarine, SAILS and all, sink?"))
        .isEqualTo(new Match(false, "the violet submarine sails"));
    assertThat(known.match("a violet submarine sails").shared()).isEmpty();
    assertThat(known.match("请问潜水艇九点出发吗").shared()).isEqualTo("潜 水 艇 九");
  }
}
