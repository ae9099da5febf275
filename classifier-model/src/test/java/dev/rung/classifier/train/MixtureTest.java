package dev.rung.classifier.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rung.classifier.TaskFeatures;
import dev.rung.classifier.TaskHints;
import dev.rung.classifier.labels.ComparedPrompt;
import dev.rung.classifier.serve.OnnxTierModel;
import dev.rung.classifier.serve.Sharpness;
import dev.rung.classifier.text.LabelledText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MixtureTest {
  private static final List<String> THINGS =
      List.of("a shop", "the clock", "a bridge", "my garden", "the harbour", "tea", "a violin");

  /** Times that a text comes, for the network among the judges to learn it. */
  private static final int ENOUGH = 40;

  private static GainTraining.Trained trained;

  @BeforeAll
  static void train() {
    GainTraining training = new GainTraining();
    for (String thing : THINGS) {
      for (int i = 0; i < ENOUGH; i++) {
        training.addText(text("tell a tale of " + thing, "creative", 0.05));
        training.addText(text("implement a parser for " + thing, "function", 0.5));
      }
      training.addText(text("3 men paint " + thing + " twice. how long?", "problem", 0.3));
      training.addText(
          text("3 men paint " + thing + ". half of 9 go. then 7 come. how long?", "problem", 0.6));
      training.addText(text("what is 3 plus 4 in " + thing, "sum", 0.4));
      training.addCompared(compared("Which is true of " + thing + "? A. the law B. none", 1, 0));
      training.addCompared(compared("Which is true of " + thing + "? A. the sea B. none", 1, 1));
    }
    trained = training.train();
    trained.judges().round();
  }

  @Test
  void tellsApartWithinEachSortOfPrompts() {
    assertThat(gain("Which is true of a river? A. the law B. none"))
        .isGreaterThan(gain("Which is true of a river? A. the sea B. none"));
    assertThat(gain("3 men paint a river. half of 9 go. then 7 come. how long?"))
        .isGreaterThan(gain("3 men paint a river twice. how long?"));
    assertThat(gain("implement a parser for a river"))
        .isGreaterThan(gain("tell a tale of a river"));
  }

  @Test
  void saysHowWellItDoesOnWhatItHasNotSeen() {
    assertThat(trained.unseen()).startsWith("14 prompts: APGR ");
  }

  @Test
  void theFileSaysWhatTheJudgesSay() throws Exception {
    List<String> prompts = List.of("", "tell a tale of tea", "3 men paint 9 walls", "नमस्ते ?");
    Map<String, String> metadata =
        Training.served(
            prompts.stream().map(prompt -> Sample.of(prompt, "s", 0, 1)).toList(),
            new Sharpness(1, 1));
    byte[] file = ModelFile.of(new Network(4, 5, 1), Optional.of(trained.judges()), metadata);

    try (OnnxTierModel model = OnnxTierModel.of(file)) {
      for (String prompt : prompts) {
        double said = model.judge(TaskFeatures.of(prompt, TaskHints.NONE, 0)).gain().orElseThrow();
        assertThat(said).as(prompt).isCloseTo(gain(prompt), within(1e-4)).isBetween(0.0, 1.0);
      }
    }
  }

  private static double gain(String prompt) {
    return trained.judges().gain(Input.of(prompt));
  }

  private static LabelledText text(String text, String kind, double gain) {
    return new LabelledText(text, 2, "t", "en", kind, gain);
  }

  private static ComparedPrompt compared(String text, double strong, double weak) {
    return new ComparedPrompt(text, "set", text, strong, weak);
  }
}
