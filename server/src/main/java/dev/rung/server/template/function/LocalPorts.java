package dev.rung.server.template.function;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@link Ports} in a language other than English: the numbers alone, in a sentence. */
final class LocalPorts {
  /** Read when a first port is asked for. */
  private static final class Sentences {
    private static final Map<String, String> BY_LANGUAGE_AND_NAME =
        FactTable.read("ports-local.txt", 3).stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    row -> row.get(0) + " " + row.get(1), row -> row.get(2)));

    private Sentences() {}
  }

  private LocalPorts() {}

  /** Of the group "service". */
  static Optional<String> ofService(Arguments arguments) {
    return Ports.named(arguments.get("service"))
        .map(service -> {
          String sentence = service.ports().size() == 1 ? "port" : "ports";
          return told(arguments, sentence, service.name(), String.join(", ", service.ports()));
        });
  }

  /** Of the group "port". */
  static Optional<String> serviceOf(Arguments arguments) {
    String port = arguments.get("port");
    List<String> names = Ports.at(port);
    String and = " " + sentence(arguments, "and") + " ";
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(told(arguments, "service", String.join(and, names), port));
  }

  private static String told(Arguments arguments, String name, String service, String ports) {
    return sentence(arguments, name).replace("{service}", service).replace("{ports}", ports);
  }

  private static String sentence(Arguments arguments, String name) {
    String key = arguments.language().code() + " " + name;
    return Optional.ofNullable(Sentences.BY_LANGUAGE_AND_NAME.get(key))
        .orElseThrow(() -> new IllegalStateException("ports-local.txt: no " + key));
  }
}
