package dev.rung.server.template.function;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Media types by file ending, and the other way round. */
final class MimeTypes {
  private record MimeType(List<String> endings, String type) {}

  /** Read when the first type is asked for. */
  private static final class Table {
    private static final List<MimeType> TYPES =
        FactTable.read("mime-types.txt", 2).stream()
            .map(row -> new MimeType(List.of(row.get(0).split(", ", -1)), row.get(1)))
            .toList();
  }

  private MimeTypes() {}

  /** The type of files that end in the group "ending". */
  static Optional<String> ofEnding(Arguments arguments) {
    String ending = arguments.get("ending").toLowerCase(Locale.ROOT);
    return Table.TYPES.stream()
        .filter(type -> type.endings().contains(ending))
        .findFirst()
        .map(MimeType::type);
  }

  /** How files of the group "type" end. */
  static Optional<String> endingsOf(Arguments arguments) {
    String wanted = arguments.get("type").toLowerCase(Locale.ROOT);
    String endings =
        Table.TYPES.stream()
            .filter(type -> type.type().equals(wanted))
            .flatMap(type -> type.endings().stream())
            .map(ending -> "." + ending)
            .collect(Collectors.joining(" or "));
    return endings.isEmpty() ? Optional.empty() : Optional.of(endings);
  }
}
