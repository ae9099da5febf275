package dev.rung.server.template.function;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the usual codes of HTTP (the group "code") mean, in a language other than English. */
record LocalHttpStatus() implements TemplateFunction {
  /** Read when a first code is asked for. */
  private static final class Meanings {
    private static final Map<String, String> BY_LANGUAGE_AND_CODE = read();

    private Meanings() {}

    private static Map<String, String> read() {
      Map<String, String> names = new HashMap<>();
      for (List<String> row : FactTable.read("http-status.txt", 3)) {
        names.put(row.get(0), row.get(0) + " " + row.get(1));
      }
      Map<String, String> meanings = new HashMap<>();
      for (List<String> row : FactTable.read("http-status-local.txt", 3)) {
        String name = names.getOrDefault(row.get(1), row.get(1));
        meanings.put(row.get(0) + row.get(1), name + ": " + row.get(2));
      }
      return meanings;
    }
  }

  @Override
  public Optional<String> answer(Arguments arguments) {
    String key = arguments.language().code() + arguments.get("code");
    return Optional.ofNullable(Meanings.BY_LANGUAGE_AND_CODE.get(key));
  }
}
