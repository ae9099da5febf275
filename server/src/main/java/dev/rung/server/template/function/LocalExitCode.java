package dev.rung.server.template.function;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the usual exit codes (the group "code") mean, in a language other than English. */
record LocalExitCode() implements TemplateFunction {
  /** Read when a first code is asked for. */
  private static final class Meanings {
    private static final Map<String, String> BY_LANGUAGE_AND_CODE =
        FactTable.read("exit-codes-local.txt", 3).stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    row -> key(row.get(0), row.get(1)), row -> row.get(2)));

    private Meanings() {}
  }

  @Override
  public Optional<String> answer(Arguments arguments) {
    return Optional.ofNullable(
        Meanings.BY_LANGUAGE_AND_CODE.get(key(arguments.language().code(), arguments.get("code"))));
  }

  private static String key(String language, String code) {
    return language + " " + code;
  }
}
