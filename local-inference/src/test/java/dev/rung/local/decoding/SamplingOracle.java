package dev.rung.local.decoding;

import static java.util.Objects.requireNonNull;

import dev.rung.local.GenerationOptions;
import dev.rung.local.GenerationOptions.Extras;
import dev.rung.local.GenerationOptions.Logprobs;
import dev.rung.local.InferenceException;
import dev.rung.local.checkpoint.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Probabilities that Hugging Face's transformers gives to the tokens that may follow on a prompt.
 *
 * @param logits after the prompt
 * @param seen tokens of the prompt
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record SamplingOracle(float[] logits, BitSet seen, List<Case> cases) {

  /**
   * What is expected of some options.
   *
   * @param kept tokens that may be taken
   * @param ids the likeliest of them, at most 64
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Case(GenerationOptions options, int kept, int[] ids, double[] probabilities) {}

  static SamplingOracle named(String checkpoint) throws IOException, InferenceException {
    Json.Table expected =
        Json.table(
            Files.readAllBytes(folder(checkpoint).resolve("expected.json")), "expected.json");
    Json.Table prompt = (Json.Table) list(expected, "prompts").get(1);
    double[] wide = numbers(prompt, "last_logits");
    float[] logits = new float[wide.length];
    for (int i = 0; i < wide.length; i++) {
      logits[i] = (float) wide[i];
    }
    BitSet seen = new BitSet();
    for (int id : ints(prompt, "ids")) {
      seen.set(id);
    }
    Json.Table sampling = (Json.Table) get(expected, "sampling").orElseThrow();
    List<Case> cases =
        list(sampling, "cases").stream().map(each -> expectation((Json.Table) each)).toList();
    return new SamplingOracle(logits, seen, cases);
  }

  static Path folder(String checkpoint) {
    return Path.of(
        URI.create(
            requireNonNull(SamplingOracle.class.getResource("/checkpoints/" + checkpoint))
                .toString()));
  }

  private static Case expectation(Json.Table table) {
    Json.Table config = (Json.Table) get(table, "config").orElseThrow();
    return new Case(
        options(config),
        (int) number(table, "kept", 0),
        ints(table, "top_ids"),
        numbers(table, "top_probs"));
  }

  private static GenerationOptions options(Json.Table config) {
    Extras extras =
        new Extras(
            (int) number(config, "top_k", 0),
            number(config, "min_p", 0),
            number(config, "repetition_penalty", 1),
            Logprobs.NONE);
    return new GenerationOptions(
        1,
        OptionalDouble.of(number(config, "temperature", 1)),
        OptionalDouble.of(number(config, "top_p", 1)),
        OptionalLong.empty(),
        List.of(),
        Duration.ofSeconds(1),
        extras);
  }

  /** Ids of a prompt, or of what follows on it. */
  static int[] ids(String checkpoint, int prompt, String field)
      throws IOException, InferenceException {
    Json.Table expected =
        Json.table(
            Files.readAllBytes(folder(checkpoint).resolve("expected.json")), "expected.json");
    return ints((Json.Table) list(expected, "prompts").get(prompt), field);
  }

  private static Optional<Json> get(Json.Table table, String key) {
    return Optional.ofNullable(table.fields().get(key));
  }

  private static List<Json> list(Json.Table table, String key) {
    return ((Json.Sequence) get(table, key).orElseThrow()).values();
  }

  private static double number(Json.Table table, String key, double absent) {
    return get(table, key).map(SamplingOracle::number).orElse(absent);
  }

  private static double number(Json value) {
    return Double.parseDouble(((Json.Figure) value).digits());
  }

  private static int[] ints(Json.Table table, String key) {
    return list(table, key).stream().mapToInt(each -> (int) number(each)).toArray();
  }

  private static double[] numbers(Json.Table table, String key) {
    return list(table, key).stream().mapToDouble(SamplingOracle::number).toArray();
  }
}
