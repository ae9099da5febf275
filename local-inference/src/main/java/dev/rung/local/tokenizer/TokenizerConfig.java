package dev.rung.local.tokenizer;

import dev.rung.local.InferenceException;
import dev.rung.local.checkpoint.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * What tokenizer_config.json, and chat_template.jinja and special_tokens_map.json beside it, say of
 * conversations.
 *
 * @param chatTemplate in the language Jinja
 * @param bosToken the special token that begins a text; empty where there is none
 * @param eosToken the one that ends it
 */
record TokenizerConfig(Optional<String> chatTemplate, String bosToken, String eosToken) {
  private static final String NAME = "tokenizer_config.json";
  private static final String TOKENS = "special_tokens_map.json";
  private static final String TEMPLATE = "chat_template";
  private static final String TEMPLATE_FILE = "chat_template.jinja";
  private static final long LARGEST_FILE = 20_000_000;

  /** The only one of several that is for plain conversations. */
  private static final String DEFAULT_TEMPLATE = "default";

  static TokenizerConfig read(Path folder) throws InferenceException {
    Optional<String> file =
        FolderFile.bytes(folder, TEMPLATE_FILE, LARGEST_FILE)
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    Json.Table config = table(folder, NAME);
    Json.Table tokens = table(folder, TOKENS);
    return new TokenizerConfig(
        file.isPresent() ? file : template(config),
        token(config, tokens, "bos_token"),
        token(config, tokens, "eos_token"));
  }

  /** Where the template stands if there is one. */
  static String templateFile(Path folder) {
    return Files.exists(folder.resolve(TEMPLATE_FILE)) ? TEMPLATE_FILE : NAME;
  }

  /** What a file holds; nothing where there is none. */
  private static Json.Table table(Path folder, String name) throws InferenceException {
    Optional<byte[]> bytes = FolderFile.bytes(folder, name, LARGEST_FILE);
    return bytes.isPresent()
        ? Json.table(bytes.get(), name)
        : new Json.Table(new LinkedHashMap<>());
  }

  /** A text, or a list of templates with names. */
  private static Optional<String> template(Json.Table config) throws InferenceException {
    return switch (field(config, TEMPLATE)) {
      case Json.Nothing() -> Optional.empty();
      case Json.Text(String template) -> Optional.of(template);
      case Json.Sequence(List<Json> several) -> {
        for (Json each : several) {
          if (each instanceof Json.Table named
              && field(named, "name").equals(new Json.Text(DEFAULT_TEMPLATE))
              && field(named, "template") instanceof Json.Text(String template)) {
            yield Optional.of(template);
          }
        }
        throw FolderFile.fault(NAME, "has a list as " + TEMPLATE + " without a default one");
      }
      case Json.Table _, Json.Figure _, Json.Flag _ ->
          throw FolderFile.fault(NAME, "has " + TEMPLATE + ", which must be a text or a list");
    };
  }

  /**
   * A text, or an object that holds it.
   *
   * @param older where it is looked for if the configuration has no word of it
   */
  private static String token(Json.Table config, Json.Table older, String name) {
    return switch (field(config.fields().containsKey(name) ? config : older, name)) {
      case Json.Text(String content) -> content;
      case Json.Table(var fields) when fields.get("content") instanceof Json.Text(String content) ->
          content;
      case Json _ -> "";
    };
  }

  private static Json field(Json.Table table, String name) {
    return table.fields().getOrDefault(name, new Json.Nothing());
  }
}
