package dev.rung.server.template.function;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the group "code" means as a status of HTTP. Source: the IANA registry and RFC 9110. */
record HttpStatus(Map<String, String> meanings) implements TemplateFunction {
  static HttpStatus builtIn() {
    Map<String, String> meanings = new HashMap<>();
    for (List<String> row : FactTable.read("http-status.txt", 3)) {
      meanings.put(row.get(0), row.get(0) + " " + row.get(1) + ": " + row.get(2) + ".");
    }
    return new HttpStatus(Map.copyOf(meanings));
  }

  @Override
  public Optional<String> answer(Arguments arguments) {
    return Optional.ofNullable(meanings.get(arguments.get("code")));
  }
}
