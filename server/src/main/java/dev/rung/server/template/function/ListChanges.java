package dev.rung.server.template.function;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is done with a list; {@link Items} says what one is. */
final class ListChanges {
  private ListChanges() {}

  /** Each item once, where it comes first. */
  static Optional<String> dedupe(Arguments arguments) {
    return Items.named(arguments)
        .map(items -> items.written(items.items().stream().distinct().toList()));
  }

  static Optional<String> reverse(Arguments arguments) {
    return Items.named(arguments).map(items -> items.written(items.items().reversed()));
  }

  /** A line each, with its number before it. */
  static Optional<String> number(Arguments arguments) {
    return Items.named(arguments)
        .map(Items::items)
        .map(items ->
            IntStream.range(0, items.size())
                .mapToObj(i -> (i + 1) + ". " + items.get(i))
                .collect(Collectors.joining("\n")));
  }

  /** On one line, with the group "separator" between the items. */
  static Optional<String> join(Arguments arguments) {
    return Items.named(arguments)
        .map(items -> String.join(joint(arguments.get("separator")), items.items()));
  }

  /** A line for each part between two of the group "separator". */
  static Optional<String> split(Arguments arguments) {
    String sign = sign(arguments.get("separator"));
    List<String> parts =
        Stream.of(arguments.text().split(Pattern.quote(sign), -1)).map(String::strip).toList();
    return parts.size() > 1 ? Optional.of(String.join("\n", parts)) : Optional.empty();
  }

  private static String joint(String separator) {
    String sign = sign(separator);
    return sign.equals(",") || sign.equals(";") ? sign + " " : sign;
  }

  private static String sign(String separator) {
    return switch (separator.toLowerCase(Locale.ROOT).replaceAll("e?s$", "")) {
      case "comma" -> ",";
      case "semicolon" -> ";";
      case "pip", "pipe" -> "|";
      case "tab" -> "\t";
      case "hyphen", "dash" -> "-";
      case "slash" -> "/";
      case "spac", "space" -> " ";
      default -> "\n";
    };
  }
}
