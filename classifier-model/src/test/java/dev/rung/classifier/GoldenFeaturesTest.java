package dev.rung.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the classifier is given of some prompts, number by number, as it was read and found right
 * once. A model is trained on these numbers: where one changes, it has to be trained anew, and the
 * lines of the file are to be replaced by those that this test tells.
 */
class GoldenFeaturesTest {
  private static final JsonFactory JSON = new JsonFactory();

  @ParameterizedTest(name = "{index}")
  @MethodSource("lines")
  void everyNumberIsAsItWasFoundRight(String line) throws IOException {
    assertThat(seen(prompt(line))).isEqualTo(line);
  }

  @Test
  void theFileHasEveryNumberThatIsNotASenseOfAWord() throws IOException {
    String all = String.join("", lines().toList());

    assertThat(DenseFeatures.featureNames())
        .filteredOn(name -> !name.matches("(action|object|sense|hints|code|asked)[.].*|turns"))
        .allSatisfy(name -> assertThat(all).contains('"' + name + "\":"));
  }

  /** The prompt, its numbers that are not 0, rounded to six places, and its buckets of words. */
  private static String seen(String prompt) throws IOException {
    TaskFeatures task = TaskFeatures.of(prompt, TaskHints.NONE, 0);
    float[] values = DenseFeatures.of(task);
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("prompt", prompt);
      json.writeObjectFieldStart("dense");
      for (int i = 0; i < values.length; i++) {
        if (values[i] != 0) {
          String name = DenseFeatures.featureNames().get(i);
          json.writeNumberField(name, Math.round(values[i] * 1e6) / 1e6);
        }
      }
      json.writeEndObject();
      int[] grams = task.grams().distinct();
      json.writeFieldName("grams");
      json.writeArray(grams, 0, grams.length);
      json.writeEndObject();
    }
    return line.toString();
  }

  private static String prompt(String line) throws IOException {
    try (JsonParser at = JSON.createParser(line)) {
      at.nextToken();
      assertThat(at.nextFieldName()).isEqualTo("prompt");
      return at.nextTextValue();
    }
  }

  private static Stream<String> lines() throws IOException {
    try (InputStream in = GoldenFeaturesTest.class.getResourceAsStream("golden-features.jsonl")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
    }
  }
}
