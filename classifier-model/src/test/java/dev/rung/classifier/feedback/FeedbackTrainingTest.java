package dev.rung.classifier.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rung.classifier.TaskFeatures;
import dev.rung.classifier.TaskHints;
import dev.rung.classifier.labels.LabelException;
import dev.rung.classifier.serve.ModelException;
import dev.rung.classifier.serve.OnnxTierModel;
import dev.rung.classifier.text.LabelledText;
import dev.rung.classifier.text.TrainingText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedbackTrainingTest {
  private static final List<String> COWS =
      List.of("Alma", "Berta", "Cilla", "Dora", "Elsa", "Frida", "Gerda", "Hilde", "Ida", "Jette");
  private static final List<String> MEASURES =
      List.of("cell count", "milk fat", "calving ease", "fertility", "rumination", "lactation");
  private static final String UNSEEN = "Breeding value of Ronja by milk yield in herd 77";
  private static final List<String> OTHERS =
      List.of(
          "Rename the variable total to sum.",
          "Design the architecture of a ride sharing platform for ten million users.",
          "Translate 'good morning' to French.",
          "Write a function that reverses a list in Python.",
          "Schreibe ein Gedicht über den Herbst.",
          "Explain what a mutex is.");

  /** Of the generated texts, enough to hold what the model knows. */
  private static final int EVERY = 10;

  @TempDir Path folder;
  private final List<String> told = new ArrayList<>();
  private Path verdicts = Path.of("");
  private Path prompts = Path.of("");
  private Path model = Path.of("");

  @BeforeEach
  void name() {
    verdicts = folder.resolve("verdicts.jsonl");
    prompts = folder.resolve("prompts.jsonl");
    model = folder.resolve("own.onnx");
  }

  @Test
  void movesUnseenPromptsWhoseKindWasAnsweredTooWeaklyAndNoOthers() throws Exception {
    bad("TIER_2_SMALL", COWS.size());

    assertThat(train()).isEqualTo(new Learned.Model(Files.size(model)));

    try (OnnxTierModel before = OnnxTierModel.shipped();
        OnnxTierModel after = OnnxTierModel.of(Files.readAllBytes(model))) {
      assertThat(before.judge(task(UNSEEN)).tier()).isLessThan(3);
      assertThat(after.judge(task(UNSEEN)).tier()).isEqualTo(3);
      for (String other : OTHERS) {
        assertThat(after.judge(task(other)).tier())
            .as(other)
            .isEqualTo(before.judge(task(other)).tier());
        // The same sums in another order: the file has more columns.
        assertThat(after.judge(task(other)).gain().orElseThrow())
            .as(other)
            .isCloseTo(before.judge(task(other)).gain().orElseThrow(), within(1e-6));
      }
    }
    assertThat(told)
        .anyMatch(line -> line.matches("feedback left out: 60 .* 0\\.000 before and 1\\.000 .*"))
        .anyMatch(line -> line.matches("kept: [0-9]+ generated prompts: exact 0\\.9.*"));
  }

  @Test
  void theSameFilesGiveTheSameModelThatSaysWhatItWasMadeOf() throws Exception {
    bad("TIER_2_SMALL", COWS.size());
    train();
    byte[] first = Files.readAllBytes(model);

    train();

    assertThat(Files.readAllBytes(model)).isEqualTo(first);
    try (OnnxTierModel made = OnnxTierModel.of(first);
        OnnxTierModel shipped = OnnxTierModel.shipped()) {
      assertThat(made.metadata().get(BaseModel.FROM)).matches("sha256 [0-9a-f]{64}");
      assertThat(made.metadata().get("feedback verdicts")).matches("sha256 [0-9a-f]{64}");
      assertThat(made.metadata().get("feedback prompts")).matches("sha256 [0-9a-f]{64}");
      assertThat(made.metadata().get("feedback")).startsWith("verdicts on 60 answers, 60 of them");
      assertThat(made.metadata().get("feedback left out")).startsWith("60 prompts: agreed 0.000");
      assertThat(made.metadata().keySet()).containsAll(shipped.metadata().keySet());
    }
    FeedbackFiles again =
        new FeedbackFiles(List.of(verdicts), List.of(prompts), Optional.of(model));
    assertThatThrownBy(() -> FeedbackTraining.run(model, again, EVERY, told::add))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("was itself trained on feedback");
  }

  @Test
  void aTierThatIsGivenCountsAndNotWhatWasFoundOfTheAnswer() throws Exception {
    bad("TIER_3_MEDIUM", COWS.size());
    asked(COWS.size(), ",\"tier\":0");

    assertThat(train()).isInstanceOf(Learned.Model.class);

    try (OnnxTierModel after = OnnxTierModel.of(Files.readAllBytes(model))) {
      assertThat(after.judge(task(UNSEEN)).tier()).isZero();
    }
  }

  @Test
  void writesNothingWhereThereIsTooLittle() throws Exception {
    bad("TIER_2_SMALL", 8);

    assertThat(train())
        .isEqualTo(
            new Learned.Refused(
                "there is too little feedback: 48 different prompts say something of the tier that"
                    + " they need, and 50 have to"));
    assertThat(model).doesNotExist();
  }

  @Test
  void writesNothingWhereTheModelWouldForgetWhatItKnows() throws Exception {
    List<String> lines = new ArrayList<>();
    for (LabelledText text : TrainingText.generate(3, 1)) {
      if (text.text().matches("[\\w ,.?'-]+")) {
        lines.add(
            "{\"id\":\"%d\",\"prompt\":\"%s\",\"tier\":%d}"
                .formatted(lines.size(), text.text(), (text.tier() + 2) % 5));
      }
    }
    Files.write(prompts, lines);
    Files.writeString(verdicts, "");

    assertThat(train())
        .isEqualTo(
            new Learned.Refused(
                "nothing was written: the model would forget too much of what it knows of other"
                    + " prompts"));
    assertThat(model).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\0',
      textBlock =
          """
          {"id":"a","verdict":"thumbs","tier":"TIER_2_SMALL","finish_reason":"STOP"}; has no value
          {"id":"a","verdict":"thumbs","value":2,"tier":"TIER_2_SMALL","finish_reason":"STOP"}; value must be within
          {"id":"a","verdict":"stars","value":1,"tier":"TIER_2_SMALL","finish_reason":"STOP"}; not stars
          {"id":"a","verdict":"thumbs","value":1,"tier":"2","finish_reason":"STOP"}; tier must be as
          {"id":"a","verdict":"thumbs","value":"x","tier":"TIER_2_SMALL","finish_reason":"STOP"}; value must be a number
          {"id":"a"; is not JSON
          """)
  void namesFileAndLineOfADamagedVerdict(String line, String why) throws Exception {
    bad("TIER_2_SMALL", COWS.size());
    List<String> lines = new ArrayList<>(Files.readAllLines(verdicts));
    lines.set(6, line);
    Files.write(verdicts, lines);

    assertThatThrownBy(this::train)
        .isInstanceOf(LabelException.class)
        .hasMessageStartingWith(verdicts + ":7: ")
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\0',
      textBlock =
          """
          {"id":"new"}; has no prompt
          {"prompt":"p"}; has no id
          {"id":" ","prompt":"p"}; id must not be blank
          {"id":"new","prompt":"p","tier":7}; tier must be 0 to 4, not 7
          {"id":"a1","prompt":"p"}; the id a1 is taken at
          {"id":"new","prompt":"p"} x; is not JSON
          """)
  void namesFileAndLineOfADamagedPrompt(String line, String why) throws Exception {
    bad("TIER_2_SMALL", COWS.size());
    List<String> lines = new ArrayList<>(Files.readAllLines(prompts));
    lines.set(6, line);
    Files.write(prompts, lines);

    assertThatThrownBy(this::train)
        .isInstanceOf(LabelException.class)
        .hasMessageStartingWith(prompts + ":7: ")
        .hasMessageContaining(why);
  }

  private Learned train() throws Exception {
    FeedbackFiles files = new FeedbackFiles(List.of(verdicts), List.of(prompts), Optional.empty());
    return FeedbackTraining.run(model, files, EVERY, told::add);
  }

  /** Every answer to questions about so many cows was bad. */
  private void bad(String tier, int cows) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < cows * MEASURES.size(); i++) {
      lines.add(verdict(i, 0, tier, "STOP"));
    }
    Files.write(verdicts, lines);
    asked(cows, "");
  }

  private static String verdict(int answer, int value, String tier, String finish) {
    return ("{\"id\":\"a%d\",\"tenant\":\"t\",\"verdict\":\"thumbs\",\"value\":%d.0,\"tier\":\"%s\","
            + "\"finish_reason\":\"%s\",\"signals\":[\"x\"]}")
        .formatted(answer, value, tier, finish);
  }

  private void asked(int cows, String more) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String cow : COWS.subList(0, cows)) {
      for (String measure : MEASURES) {
        lines.add(
            "{\"id\":\"a%d\",\"prompt\":\"Breeding value of %s by %s in herd %d\"%s}"
                .formatted(lines.size(), cow, measure, lines.size(), more));
      }
    }
    Files.write(prompts, lines);
  }

  private static TaskFeatures task(String prompt) {
    return TaskFeatures.of(prompt, TaskHints.NONE, 0);
  }
}
