package dev.rung.local.tokenizer;

import dev.rung.local.InferenceException;
import dev.rung.local.checkpoint.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a reference said of texts. */
record ExpectedTokens(List<Json.Table> texts) {

  static ExpectedTokens in(Path folder) throws IOException, InferenceException {
    String name = "expected_tokens.json";
    return new ExpectedTokens(
        values(Json.table(Files.readAllBytes(folder.resolve(name)), name), "texts").stream()
            .map(Json.Table.class::cast)
            .toList());
  }

  static boolean has(Json.Table text, String field) {
    return !(value(text, field) instanceof Json.Nothing);
  }

  static String string(Json.Table text, String field) {
    return string(value(text, field));
  }

  static List<String> strings(Json.Table text, String field) {
    return values(text, field).stream().map(ExpectedTokens::string).toList();
  }

  static int[] ids(Json.Table text) {
    return numbers(values(text, "ids"));
  }

  /** Pairs of first code point and the one after the last. */
  static List<List<Integer>> offsets(Json.Table text) {
    return values(text, "offsets").stream()
        .map(pair -> numbers(((Json.Sequence) pair).values()))
        .map(pair -> List.of(pair[0], pair[1]))
        .toList();
  }

  private static String string(Json value) {
    return ((Json.Text) value).value();
  }

  private static int[] numbers(List<Json> values) {
    return values.stream()
        .mapToInt(value -> Integer.parseInt(((Json.Figure) value).digits()))
        .toArray();
  }

  private static List<Json> values(Json.Table table, String field) {
    return ((Json.Sequence) value(table, field)).values();
  }

  private static Json value(Json.Table table, String field) {
    return table.fields().getOrDefault(field, new Json.Nothing());
  }
}
