package dev.rung.classifier.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.classifier.labels.RatedPrompt;
import dev.rung.classifier.text.LabelledText;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class GainTrainingTest {
  private static final List<String> THINGS =
      List.of("pears", "lamps", "boats", "stamps", "rings", "goats", "mugs", "kites", "bells");
  private static final String SHORT_SUM = "Mia has 3 %s and buys 4 more. How many has she?";
  private static final String LONG_SUM =
      "Mia has 3 %s. Half of them are old, and a third of the rest are sold at 20%% less than the"
          + " 12 dollars that each cost. How much does she get for what she sells?";

  @Test
  void whatSomebodyJudgedByReadingDecidesTheOrder() {
    GainTraining training = new GainTraining();
    for (String thing : THINGS) {
      training.addText(
          new LabelledText("Write a song on " + thing, 4, "songs", "en", "creative", 0.5));
      training.addText(
          new LabelledText("Sort numbers of " + thing, 2, "sorts", "en", "function", 0.5));
      training.addRated(rated("Write a poem on " + thing, 0, OptionalInt.empty()));
      training.addRated(rated("Sort letters of " + thing, 1, OptionalInt.empty()));
      training.addRated(rated(SHORT_SUM.formatted(thing), 0.05, OptionalInt.of(1)));
      training.addRated(rated(LONG_SUM.formatted(thing), 0.7, OptionalInt.of(5)));
    }

    Mixture judges = training.train().judges();

    assertThat(judges.gain(Input.of("Sort letters of trees")))
        .isGreaterThan(judges.gain(Input.of("Write a poem on trees")));
    assertThat(judges.gain(Input.of(LONG_SUM.formatted("trees"))))
        .isGreaterThan(judges.gain(Input.of(SHORT_SUM.formatted("trees"))) + 0.2);
  }

  private static RatedPrompt rated(String text, double gain, OptionalInt steps) {
    return new RatedPrompt(text, text, gain, steps);
  }
}
