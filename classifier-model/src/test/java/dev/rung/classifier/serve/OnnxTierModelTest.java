package dev.rung.classifier.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.classifier.TaskFeatures;
import dev.rung.classifier.TaskHints;
import dev.rung.classifier.TierVerdict;
import dev.rung.onnx.ElementType;
import dev.rung.onnx.Graph;
import dev.rung.onnx.Node;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The model that comes with Rung, as it serves. */
class OnnxTierModelTest {

  @ParameterizedTest
  @CsvSource({
    "'turn off the lights in the kitchen', 0",
    "'Fix the typo: our architecture is scalible', 1",
    "'Write a Python function that returns the n-th Fibonacci number.', 2",
    "'Design a payment platform for 20 million users across three regions.', 4",
    "'Schreibe eine Kurzgeschichte über einen Leuchtturmwärter mit überraschendem Ende.', 4"
  })
  void findsTheTierOfPlainCases(String prompt, int tier) throws ModelException {
    try (OnnxTierModel model = OnnxTierModel.shipped()) {
      assertThat(judge(model, prompt).tier()).isEqualTo(tier);
    }
  }

  @Test
  void codeAndReckoningGainMoreFromAStrongModelThanInventionAndTalk() throws ModelException {
    try (OnnxTierModel model = OnnxTierModel.shipped()) {
      double code = gain(model, "Implement a thread-safe LRU cache in Java with O(1) operations.");
      double poem = gain(model, "Write a funny poem about a cat that is afraid of mice.");
      double longSum =
          gain(
              model,
              "Ann has 40 eggs. Half of them are brown. She sells a third of the brown ones at $3"
                  + " each, and 12 of the others at 20% less. How much does she earn?");
      double shortSum = gain(model, "Ann has 40 eggs and sells 12. How many are left?");

      assertThat(code).isGreaterThan(2 * poem);
      assertThat(longSum).isGreaterThan(shortSum);
    }
  }

  private static double gain(OnnxTierModel model, String prompt) {
    return judge(model, prompt).gain().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "😀😀😀", "שלום עולם", "\ud800", "x"})
  void oddTextsAreJudgedToo(String prompt) throws ModelException {
    try (OnnxTierModel model = OnnxTierModel.shipped()) {
      assertThat(judge(model, prompt).probabilities()).hasSize(5);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mpendwa rafiki, naomba unisaidie kupanga safari yetu ya kwenda Zanzibar mwezi ujao.",
        "Kirjoita funktio, joka laskee merkkijonon vokaalit.",
        "tlhIngan maH! Heghlu'meH QaQ jajvam",
        "blorf the snizzle quabbity wump of frindle",
        "Buatkan fungsi untuk menghitung jumlah bilangan genap dalam daftar.",
        "اكتب دالة بلغة بايثون تحسب مجموع الأعداد الفردية في قائمة."
      })
  void isUnsureOfTextUnlikeAnyThatItKnows(String prompt) throws ModelException {
    try (OnnxTierModel model = OnnxTierModel.shipped()) {
      TierVerdict verdict = judge(model, prompt);

      assertThat(verdict.unfamiliar()).isGreaterThan(0.5);
      assertThat(verdict.confidence()).isLessThan(0.7);
    }
  }

  @Test
  void knowsTheWordsOfPlainRequests() throws ModelException {
    try (OnnxTierModel model = OnnxTierModel.shipped()) {
      assertThat(judge(model, "Write a function that sorts a list.").unfamiliar()).isZero();
      assertThat(judge(model, "").unfamiliar()).isZero();
    }
  }

  @Test
  void refusesAModelWhoseVocabularyIsDamaged() {
    Graph graph = new Graph("another");
    graph.input("dense", ElementType.FLOAT, 1L, 3L);
    graph.add(new Node(Node.ONNX, "Softmax", List.of("dense"), List.of("y"), Map.of()));
    graph.output("y", ElementType.FLOAT, 1L, 3L);
    graph.describe(OnnxTierModel.FEATURES_KEY, OnnxTierModel.features());
    graph.describe("vocabulary", "no base 64!");

    assertThatThrownBy(() -> OnnxTierModel.of(graph.toBytes()))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("the classifier is damaged: ");
  }

  @Test
  void longTextsAreJudgedToo() throws ModelException {
    try (OnnxTierModel model = OnnxTierModel.shipped()) {
      assertThat(judge(model, "word ".repeat(200_000)).confidence()).isBetween(0.0, 1.0);
      assertThat(judge(model, "w".repeat(1_000_000)).confidence()).isBetween(0.0, 1.0);
    }
  }

  @Test
  void manyThreadsHearWhatOneHears() throws Exception {
    List<String> prompts = List.of("hello", "Design Twitter.", "Rename x to y", "Why is it so?");
    try (OnnxTierModel model = OnnxTierModel.shipped();
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<TierVerdict> alone = prompts.stream().map(prompt -> judge(model, prompt)).toList();
      List<Future<TierVerdict>> together = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        String prompt = prompts.get(i % prompts.size());
        together.add(threads.submit(() -> judge(model, prompt)));
      }

      for (int i = 0; i < together.size(); i++) {
        assertThat(together.get(i).get()).isEqualTo(alone.get(i % prompts.size()));
      }
    }
  }

  @Test
  void refusesWhatIsNoModel() {
    assertThatThrownBy(() -> OnnxTierModel.of("no model".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("the classifier is damaged: ");
  }

  @Test
  void refusesAModelThatWasMadeOfOtherFeatures() {
    Graph graph = new Graph("another");
    graph.input("dense", ElementType.FLOAT, 1L, 3L);
    graph.add(new Node(Node.ONNX, "Softmax", List.of("dense"), List.of("y"), Map.of()));
    graph.output("y", ElementType.FLOAT, 1L, 3L);
    graph.describe(OnnxTierModel.FEATURES_KEY, "3-5-0");

    assertThatThrownBy(() -> OnnxTierModel.of(graph.toBytes()))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("made of features 3-5-0 and this version has ")
        .hasMessageEndingWith("train it again");
  }

  private static TierVerdict judge(OnnxTierModel model, String prompt) {
    return model.judge(TaskFeatures.of(prompt, TaskHints.NONE, 0));
  }
}
