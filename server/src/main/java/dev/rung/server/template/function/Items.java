package dev.rung.server.template.function;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A list as somebody wrote it: a line each, or on one line with commas, or else with spaces.
 *
 * @param separator to write it again in the same way
 */
record Items(List<String> items, String separator) {
  /** What a list in a programming language has, which is not taken apart here. */
  private static final String OF_CODE = "[]{}()<>\"`;|=";

  /** The last item goes on: "pears and figs", "figs but not really", "figs if there are any". */
  private static final String OF_SENTENCE =
      "(?i)(?:.* )?(?:and|or) .*|.* (?:but|if|without|except|unless|because|then) .*";

  Items {
    items = List.copyOf(items);
  }

  static Items of(String text) {
    if (text.strip().contains("\n")) {
      return new Items(text.strip().lines().toList(), "\n");
    }
    boolean hasCommas = text.contains(",");
    List<String> parts =
        Stream.of(text.strip().split(hasCommas ? "," : "\\s+", -1))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .toList();
    return new Items(parts, hasCommas ? ", " : " ");
  }

  /**
   * The payload as a list of two items or more; with spaces between them only where the group
   * "what" says that they are words or numbers. Empty where it is not plain where items end.
   */
  static Optional<Items> named(Arguments arguments) {
    String what = arguments.get("what");
    boolean ofWords = what.equalsIgnoreCase("words") || what.equalsIgnoreCase("numbers");
    return Optional.of(of(arguments.text()))
        .filter(items -> items.items().size() > 1)
        .filter(items -> items.isLines() || ofWords || items.hasCommas())
        .filter(items -> items.isLines() || items.isPlain(arguments.text()));
  }

  boolean isLines() {
    return separator.equals("\n");
  }

  boolean hasCommas() {
    return separator.equals(", ");
  }

  /** These items, written in the way of this list. */
  String written(List<String> others) {
    return String.join(separator, others);
  }

  private boolean isPlain(String text) {
    boolean hasConjunction =
        hasCommas() && items.stream().anyMatch(item -> item.matches(OF_SENTENCE));
    return !hasConjunction && text.chars().noneMatch(c -> OF_CODE.indexOf(c) >= 0);
  }
}
