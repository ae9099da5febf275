package dev.rung.server.template.function;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the group "code" means as an exit code of a process on Linux or another Unix. */
final class ExitCode implements TemplateFunction {
  private static final int SIGNALS = 128;

  /** Read when the first code is asked for. */
  private static final class Table {
    private static final Map<String, String> MEANINGS = read();

    private static Map<String, String> read() {
      Map<String, String> meanings = new HashMap<>();
      for (List<String> row : FactTable.read("exit-codes.txt", 2)) {
        meanings.put(row.get(0), ": " + row.get(1));
      }
      for (List<String> row : FactTable.read("signals.txt", 3)) {
        int code = SIGNALS + Integer.parseInt(row.get(0));
        meanings.put(
            Integer.toString(code),
            " = 128 + %s: ended by %s (%s)".formatted(row.get(0), row.get(1), row.get(2)));
      }
      return meanings;
    }
  }

  @Override
  public Optional<String> answer(Arguments arguments) {
    String code = arguments.get("code");
    return Optional.ofNullable(Table.MEANINGS.get(code))
        .map(meaning -> "Exit code " + code + meaning + ".");
  }
}
