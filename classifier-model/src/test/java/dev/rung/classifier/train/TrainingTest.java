package dev.rung.classifier.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rung.classifier.TaskFeatures;
import dev.rung.classifier.TaskHints;
import dev.rung.classifier.Vocabulary;
import dev.rung.classifier.labels.LabelException;
import dev.rung.classifier.serve.OnnxTierModel;
import dev.rung.classifier.serve.Sharpness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTest {
  private static final Recipe SHORT = new Recipe(6, 6, 8, 0.01, 0.01, 0.01, 0.2, 0.2, 3);
  private static final Sharpness AS_SAID = new Sharpness(1, 1);
  private static final List<String> SMALL = List.of("rename %s", "fix the typo in %s", "indent %s");
  private static final List<String> LARGE =
      List.of("design the architecture of %s", "write a novel on %s", "compare strategies for %s");
  private static final List<String> THINGS =
      List.of("a shop", "the clock", "a bridge", "my garden", "the harbour", "tea", "a violin");

  @TempDir Path folder;

  @Test
  void learnsToTellTiersApart() {
    Network network = Trainer.train(lessons(samples()), SHORT);

    assertThat(argmax(network, "rename the river")).isEqualTo(1);
    assertThat(argmax(network, "design the architecture of the river")).isEqualTo(4);
  }

  @Test
  void theSameSeedGivesTheSameNetwork() {
    float[] one = Trainer.train(lessons(samples()), SHORT).outputs(Input.of("rename tea"));
    float[] other = Trainer.train(lessons(samples()), SHORT).outputs(Input.of("rename tea"));

    assertThat(other).isEqualTo(one);
  }

  @Test
  void theFileSaysWhatTheNetworkSays() throws Exception {
    List<Sample> samples = samples();
    Network network = Trainer.train(lessons(samples), SHORT);
    network.round();
    Sharpness temperatures = new Sharpness(0.5, 2);
    byte[] file = ModelFile.of(network, Optional.empty(), Training.served(samples, temperatures));
    Vocabulary vocabulary = Vocabulary.of(samples.stream().map(Sample::words).toList());

    try (OnnxTierModel model = OnnxTierModel.of(file)) {
      for (String prompt : List.of("", "rename tea", "some words that were not there", "?")) {
        Said said = Folds.ask(network, vocabulary, Sample.of(prompt, "s", 1, 1));
        float[] expected = Temperature.probabilities(said, temperatures);
        List<Double> actual =
            model.judge(TaskFeatures.of(prompt, TaskHints.NONE, 0)).probabilities();
        for (int i = 0; i < expected.length; i++) {
          assertThat(actual.get(i)).as(prompt).isCloseTo(expected[i], within(1e-5));
        }
      }
    }
  }

  @Test
  void roundingChangesLittle() {
    Network network = Trainer.train(lessons(samples()), SHORT);
    float[] before = network.outputs(Input.of("design the architecture of tea"));

    network.round();

    float[] after = network.outputs(Input.of("design the architecture of tea"));
    for (int i = 0; i < before.length; i++) {
      assertThat(after[i]).isCloseTo(before[i], within(0.1f));
    }
  }

  @Test
  void everySampleIsJudgedByANetworkThatHasNotSeenItsSource() {
    List<Sample> samples = samples();
    List<String> told = new ArrayList<>();

    List<Said> said = Folds.judge(samples, SHORT, told::add);

    assertThat(told).hasSize(4);
    assertThat(said).hasSameSizeAs(samples);
    for (int i = 0; i < said.size(); i++) {
      assertThat(said.get(i).outputs()).hasSize(5);
      assertThat(said.get(i).tier()).isEqualTo(samples.get(i).tier());
    }
  }

  @Test
  void temperatureMakesConfidenceTheShareThatIsRight() {
    List<Said> said = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      // Says 98 %, and is right in 70 of 100 cases.
      said.add(new Said(new float[] {4, 0}, i % 10 < 7 ? 0 : 1, 0, 1));
    }

    Sharpness found = Temperature.of(said);

    assertThat(Temperature.probabilities(said.getFirst(), found)[0]).isCloseTo(0.7f, within(0.01f));
    assertThat(Quality.of(said, found).calibrationError()).isLessThan(0.01);
    assertThat(Quality.of(said, AS_SAID).calibrationError()).isGreaterThan(0.2);
    assertThat(Quality.of(said, AS_SAID).exact()).isCloseTo(0.7, within(1e-9));
    assertThat(Temperature.of(List.of())).isEqualTo(AS_SAID);
  }

  @Test
  void textOfUnknownWordsHasATemperatureOfItsOwn() {
    List<Said> said = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      said.add(new Said(new float[] {4, 0}, i % 10 < 9 ? 0 : 1, 0, 1));
      said.add(new Said(new float[] {4, 0}, i % 10 < 7 ? 0 : 1, 1, 1));
    }

    Sharpness found = Temperature.of(said);

    assertThat(Temperature.probabilities(said.get(0), found)[0]).isCloseTo(0.9f, within(0.01f));
    assertThat(Temperature.probabilities(said.get(1), found)[0]).isCloseTo(0.7f, within(0.01f));
    assertThat(found.at(0.5)).isBetween(found.known(), found.unknown());
  }

  @Test
  void noVerdictIsMadeMuchSurerAndThatOnUnknownWordsIsMadeLessSure() {
    List<Said> said = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      // Says 73 %, and is right in 99 of 100 cases, whatever words are known.
      said.add(new Said(new float[] {1, 0}, i % 100 < 99 ? 0 : 1, i % 2, 1));
    }

    Sharpness found = Temperature.of(said);

    assertThat(found.known()).isEqualTo(0.85);
    assertThat(found.unknown()).isEqualTo(1.6);
  }

  @Test
  void thePictureHasABarAsHighAsTheShareThatIsRight() {
    List<Said> said = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      said.add(new Said(new float[] {4, 0}, i % 10 < 7 ? 0 : 1, 0, 1));
    }

    String svg = Reliability.svg(Map.of("all", said), AS_SAID);

    assertThat(svg)
        .contains("all: 100, calibration error 0.28")
        .contains("height='168' fill='#27c'")
        .contains("<title>70 of 100</title>")
        .endsWith("</svg>\n");
    assertThat(svg.split("<title>", -1)).hasSize(2);
  }

  @Test
  void aRunWritesAModelThatServesAndSaysWhatItWasMadeOf() throws Exception {
    StringBuilder lines = new StringBuilder();
    List<Sample> samples = samples();
    for (int i = 0; i < samples.size(); i++) {
      lines.append(
          "{\"id\":\"%d\",\"source\":\"%s\",\"prompt\":\"%s\",\"tier\":%d}%n"
              .formatted(i, samples.get(i).source(), prompts().get(i), samples.get(i).tier()));
    }
    Path prompts = Files.writeString(folder.resolve("prompts.jsonl"), lines);
    Path rated = Files.writeString(folder.resolve("rated.jsonl"), "{\"id\":\"7\",\"gain\":0.3}");
    Path target = folder.resolve("own.onnx");
    List<String> told = new ArrayList<>();

    TrainingFiles files = new TrainingFiles(List.of(prompts), List.of(), List.of(rated));
    Training.run(target, files, 0, SHORT, told::add);

    assertThat(told)
        .anyMatch(line -> line.startsWith("prompts.jsonl: 42 prompts"))
        .anyMatch(line -> line.startsWith("rated.jsonl: 1 prompts"));
    assertThat(told.getLast()).startsWith(target.toString());
    assertThat(folder.resolve("own.onnx.svg"))
        .content()
        .contains("written prompts: 42, calibration error 0.");
    try (OnnxTierModel model = OnnxTierModel.of(Files.readAllBytes(target))) {
      assertThat(model.judge(TaskFeatures.of("rename tea", TaskHints.NONE, 0)).tier()).isEqualTo(1);
      assertThat(model.metadata())
          .containsKeys("input prompts.jsonl", "input rated.jsonl", "vocabulary");
    }
  }

  @Test
  void aFileThatCannotBeReadIsNamed() {
    Path missing = folder.resolve("none.jsonl");

    assertThatThrownBy(() ->
            Training.run(
                folder.resolve("x.onnx"),
                new TrainingFiles(List.of(missing), List.of(), List.of()),
                0,
                SHORT,
                line -> {}))
        .isInstanceOf(LabelException.class)
        .hasMessageContaining("none.jsonl");
  }

  private static int argmax(Network network, String prompt) {
    float[] said = network.outputs(Input.of(prompt));
    int best = 0;
    for (int i = 1; i < said.length; i++) {
      best = said[i] > said[best] ? i : best;
    }
    return best;
  }

  private static List<Lesson> lessons(List<Sample> samples) {
    return samples.stream().map(Sample::lesson).toList();
  }

  private static List<String> prompts() {
    List<String> prompts = new ArrayList<>();
    for (List<String> templates : Arrays.asList(SMALL, LARGE)) {
      for (String template : templates) {
        THINGS.forEach(thing -> prompts.add(template.formatted(thing)));
      }
    }
    return prompts;
  }

  private static List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    List<String> prompts = prompts();
    for (int i = 0; i < prompts.size(); i++) {
      int tier = i < prompts.size() / 2 ? 1 : 4;
      samples.add(Sample.of(prompts.get(i), "source" + i / THINGS.size(), tier, 1));
    }
    return samples;
  }
}
