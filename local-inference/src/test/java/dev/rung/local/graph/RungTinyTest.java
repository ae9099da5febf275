package dev.rung.local.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.local.checkpoint.Checkpoint;
import dev.rung.local.decoding.Decoder;
import dev.rung.local.decoding.Decoder.Input;
import dev.rung.local.decoding.Decoder.Logits;
import dev.rung.local.decoding.Decoder.Sequence;
import dev.rung.local.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rounding does to a trained model. */
class RungTinyTest {
  private static final Path FOLDER = Path.of("..", "models", "rung-tiny");

  /** Questions as its template puts them, with right answers. */
  private static final Map<String, String> EXAMPLES =
      Map.of(
          "Turn this list into bullet points: apple, pear, plum",
          "- apple\n- pear\n- plum",
          "Number this list: red, green, blue, yellow",
          "1. red\n2. green\n3. blue\n4. yellow",
          "Separate this list with semicolons: lamp, chair, table",
          "lamp; chair; table",
          "Write this as JSON: name: Anna, city: Bern",
          "{\"name\": \"Anna\", \"city\": \"Bern\"}",
          "Write this name in snake_case: userAccountName",
          "user_account_name",
          "Close the brackets: foo(bar[1], {2",
          "foo(bar[1], {2})");

  @ParameterizedTest
  @CsvSource({"32, 0.03", "64, 0.05", "128, 0.08"})
  void losesLittleOfItsPerplexity(int block, double bound) throws Exception {
    double exact = loss(GraphSettings.exact());
    double rounded = loss(GraphSettings.int4(block));

    assertThat(Math.exp(rounded - exact) - 1).isBetween(-bound, bound);
  }

  @Test
  void answersAsBefore() throws Exception {
    assertThat(answer(GraphSettings.int4(128))).isEqualTo(answer(GraphSettings.exact()));
  }

  private static String answer(GraphSettings settings) throws Exception {
    try (Tokenizer tokenizer = tokenizer();
        OrtDecoder decoder = Graphs.load(FOLDER, settings, 1);
        Sequence sequence = decoder.open(200)) {
      int[] ids = tokenizer.encodeWhole(prompt("Turn this list into bullet points: apple, pear"));
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 12; i++) {
        float[] row = decoder.forward(List.of(new Input(sequence, ids, 1))).row(0);
        ids = new int[] {argmax(row)};
        text.append(tokenizer.decode(ids));
      }
      return text.toString();
    }
  }

  /** The mean loss of a token of the answers, in nats. */
  private static double loss(GraphSettings settings) throws Exception {
    double sum = 0;
    int count = 0;
    try (Tokenizer tokenizer = tokenizer();
        Decoder decoder = Graphs.load(FOLDER, settings, 1)) {
      for (Map.Entry<String, String> example : EXAMPLES.entrySet()) {
        int prompt = tokenizer.encodeWhole(prompt(example.getKey())).length;
        int[] ids = tokenizer.encodeWhole(prompt(example.getKey()) + example.getValue());
        try (Sequence sequence = decoder.open(ids.length)) {
          Logits logits = decoder.forward(List.of(new Input(sequence, ids, ids.length)));
          for (int i = prompt; i < ids.length; i++) {
            sum += loss(logits.row(i - 1), ids[i]);
            count++;
          }
        }
      }
    }
    return sum / count;
  }

  private static double loss(float[] row, int token) {
    double highest = row[argmax(row)];
    double sum = 0;
    for (float logit : row) {
      sum += Math.exp(logit - highest);
    }
    return Math.log(sum) + highest - row[token];
  }

  private static int argmax(float[] row) {
    int best = 0;
    for (int i = 1; i < row.length; i++) {
      best = row[i] > row[best] ? i : best;
    }
    return best;
  }

  private static String prompt(String question) {
    return "Instruct: " + question + "\nOutput: ";
  }

  private static Tokenizer tokenizer() throws Exception {
    return Tokenizer.read(FOLDER, Checkpoint.read(FOLDER).config().vocabulary());
  }
}
