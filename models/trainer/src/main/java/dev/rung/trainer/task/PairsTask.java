package dev.rung.trainer.task;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Keys with values in one form, wanted in another. */
final class PairsTask implements Task {

  /** How keys and values may be written. */
  @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed.
  enum Form {
    COLONS("key: value lines", "YAML", "lines with a colon"),
    EQUALS("key=value lines", "a properties file", "an .env file"),
    JSON("JSON", "a JSON object"),
    QUERY("a query string", "key=value pairs joined by &"),
    ARROWS("key -> value lines", "lines with an arrow");

    private final List<String> titles;

    Form(String... titles) {
      this.titles = List.of(titles);
    }

    String write(List<Pair> pairs) {
      return switch (this) {
        case COLONS -> join(pairs, "", ": ", "\n", "");
        case EQUALS -> join(pairs, "", "=", "\n", "");
        case ARROWS -> join(pairs, "", " -> ", "\n", "");
        case QUERY -> join(pairs, "", "=", "&", "");
        case JSON ->
            pairs.stream()
                .map(pair -> '"' + pair.key() + "\": " + pair.json())
                .collect(Collectors.joining(", ", "{", "}"));
      };
    }

    private static String join(
        List<Pair> pairs, String before, String between, String after, String end) {
      return pairs.stream()
          .map(pair -> before + pair.key() + between + pair.value())
          .collect(Collectors.joining(after, "", end));
    }
  }

  /** A key and its value as plain text. */
  record Pair(String key, String value) {

    /** The value as JSON has it: numbers and truth values bare, the rest in quotes. */
    String json() {
      boolean bare =
          value.equals("true") || value.equals("false") || Character.isDigit(value.charAt(0));
      return bare ? value : '"' + value + '"';
    }
  }

  /** Pairs with different keys. */
  static List<Pair> pairs(Draw draw, int count) {
    NameStyle style = draw.of(NameStyle.CAMEL, NameStyle.SNAKE, NameStyle.SNAKE, NameStyle.KEBAB);
    List<Pair> pairs = new ArrayList<>();
    for (String key : draw.different(count, () -> style.write(Vocabulary.nameWords(draw)))) {
      pairs.add(new Pair(key, Vocabulary.value(draw)));
    }
    return pairs;
  }

  @Override
  public String name() {
    return "pairs";
  }

  @Override
  public Example example(Draw draw) {
    List<Pair> pairs = pairs(draw, draw.between(1, 5));
    List<Form> forms = draw.different(2, () -> draw.of(Form.values()));
    String wanted = draw.of(forms.get(1).titles);
    String instruction =
        draw.of(
            "Turn this into " + wanted,
            "Convert this to " + wanted,
            "Convert these settings to " + wanted,
            "Rewrite these pairs as " + wanted,
            "Format this as " + wanted,
            "Write this as " + wanted);
    return new Example(
        name(),
        Asking.with(draw, instruction, forms.get(0).write(pairs)),
        forms.get(1).write(pairs));
  }
}
