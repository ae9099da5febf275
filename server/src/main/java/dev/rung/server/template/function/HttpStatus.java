package dev.rung.server.template.function;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** What the group "code" means as a status of HTTP. Source: the IANA registry and RFC 9110. */
record HttpStatus(Map<String, String> meanings) implements TemplateFunction {
  static HttpStatus builtIn() {
    Map<String, String> meanings = new HashMap<>();
    TomlTable codes = TomlTableResource.read("http-status.toml");
    for (String code : codes.keySet()) {
      TomlArray phraseAndMeaning = codes.getArrayOrEmpty(code);
      meanings.put(
          code,
          code + " " + phraseAndMeaning.getString(0) + ": " + phraseAndMeaning.getString(1) + ".");
    }
    return new HttpStatus(Map.copyOf(meanings));
  }

  @Override
  public Optional<String> answer(Arguments arguments) {
    return Optional.ofNullable(meanings.get(arguments.get("code")));
  }
}
