package dev.rung.server.http.openai;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Fields that ask for what this server does not do: refused where the answer would lack what the
 * caller waits for, else without effect, which the caller is told unless they ask for nothing.
 */
final class OtherFields {
  private static final Map<String, String> REFUSED =
      Map.of(
          "audio", "is not taken: answers are text",
          "functions", "is not taken: use tools",
          "function_call", "is not taken: use tool_choice",
          "web_search_options", "is not taken: no model searches the web here");

  private static final JsonValue TEXT = new JsonValue.Text("text");

  /** Values that ask for nothing. */
  private static final Map<String, Set<String>> USUAL =
      Map.of(
          "presence_penalty", Set.of("0", "0.0"),
          "frequency_penalty", Set.of("0", "0.0"),
          "logit_bias", Set.of("{}"),
          "parallel_tool_calls", Set.of("true"),
          "service_tier", Set.of("\"auto\"", "\"default\""),
          "store", Set.of("false"));

  private final JsonObject in;
  private final Ignored ignored;

  OtherFields(JsonObject in, Ignored ignored) {
    this.in = in;
    this.ignored = ignored;
  }

  void check() {
    REFUSED.forEach((field, rule) -> {
      if (in.has(field)) {
        in.wrong(field, rule);
      }
    });
    in.whole("n").ifPresent(n -> refuse(n != 1, "n", "must be 1: ask once per answer"));
    refuse(in.flag("logprobs", false), "logprobs", "must be false: they are not known here");
    in.whole("top_logprobs").ifPresent(n -> refuse(n != 0, "top_logprobs", "must be 0"));
    refuse(
        !in.array("modalities").orElse(List.of(TEXT)).equals(List.of(TEXT)),
        "modalities",
        "must be [\"text\"]");
    USUAL.forEach((field, usual) -> {
      Optional<JsonValue> value = in.value(field);
      if (value.isPresent() && !usual.contains(value.get().json())) {
        ignored.add(field);
      }
    });
  }

  private void refuse(boolean asked, String field, String rule) {
    if (asked) {
      in.wrong(field, rule);
    }
  }
}
