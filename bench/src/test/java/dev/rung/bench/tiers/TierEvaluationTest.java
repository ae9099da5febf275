package dev.rung.bench.tiers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TierEvaluationTest {
  private static final String HELLO =
      "{\"id\": \"h\", \"source\": \"talk\", \"prompt\": \"hello\", \"tier\": 0}";

  @TempDir private Path folder;
  private final List<String> printed = new ArrayList<>();

  @Test
  void asksTemplatesFirstAndThenTheRules() throws IOException {
    Path out = folder.resolve("out.jsonl");

    boolean done = run(prompts(), "--predictions", out.toString());

    assertThat(done).isTrue();
    assertThat(Files.readAllLines(out))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith("{\"id\":\"h\",\"tier\":0,\"confidence\":1.0,\"rule\":\"template:"),
            line ->
                assertThat(line)
                    .startsWith("{\"id\":\"d\",\"tier\":4,")
                    .doesNotContain("template"));
    assertThat(printed).anyMatch(line -> line.startsWith("all                n 2  exact 1.000"));
  }

  @Test
  void leavesTemplatesOutWhereTheConfigurationDoes() throws IOException {
    Path config = folder.resolve("rung.toml");
    Files.writeString(config, "[routing]\ntemplates = false\n");

    boolean done = run(prompts(), "--config", config.toString());

    assertThat(done).isTrue();
    assertThat(printed).contains("answered           0 of 1 prompts of tier 0 (0.000)");
  }

  @Test
  void saysWhatIsWrongAndHowItIsUsed() throws IOException {
    assertThat(TierEvaluation.run(List.of(), printed::add)).isFalse();

    assertThat(printed)
        .containsExactly(
            "name at least one file of labelled prompts", "usage: " + TierEvaluation.USAGE);
  }

  @Test
  void saysWhichLineIsWrong() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.jsonl"), "{}\n");

    assertThat(run(bad)).isFalse();
    assertThat(printed).containsExactly(bad + ":1: has no tier");
  }

  private Path prompts() throws IOException {
    String design =
        "{\"id\": \"d\", \"source\": \"talk\", \"tier\": 4, \"prompt\":"
            + " \"Design the architecture of a ride sharing platform for ten million users.\"}";
    return Files.write(folder.resolve("prompts.jsonl"), List.of(HELLO, design));
  }

  private boolean run(Path file, String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(file.toString()));
    arguments.addAll(List.of(options));
    return TierEvaluation.run(arguments, printed::add);
  }
}
