package dev.rung.trainer.task;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A list in one form, wanted in another. */
final class ListTask implements Task {

  /** How a list may be written. */
  @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed.
  private enum Form {
    COMMAS("a comma-separated list", "commas between the items", "one line, separated by commas"),
    LINES("one item per line", "separate lines", "lines"),
    BULLETS("a bulleted list", "bullet points", "a markdown list"),
    NUMBERS("a numbered list", "numbered lines", "an ordered list"),
    SEMICOLONS("a semicolon-separated list", "semicolons between the items"),
    JSON("a JSON array", "a JSON list", "JSON"),
    PIPES("one line, separated by |", "a pipe-separated list");

    private final List<String> titles;

    Form(String... titles) {
      this.titles = List.of(titles);
    }

    String write(List<String> items) {
      return switch (this) {
        case COMMAS -> String.join(", ", items);
        case LINES -> String.join("\n", items);
        case BULLETS -> items.stream().map(i -> "- " + i).collect(Collectors.joining("\n"));
        case NUMBERS ->
            IntStream.range(0, items.size())
                .mapToObj(i -> (i + 1) + ". " + items.get(i))
                .collect(Collectors.joining("\n"));
        case SEMICOLONS -> String.join("; ", items);
        case JSON ->
            items.stream().map(i -> '"' + i + '"').collect(Collectors.joining(", ", "[", "]"));
        case PIPES -> String.join(" | ", items);
      };
    }
  }

  @Override
  public String name() {
    return "list";
  }

  @Override
  public Example example(Draw draw) {
    List<String> items = draw.several(draw.between(2, 8), () -> Vocabulary.phrase(draw));
    List<Form> forms = draw.different(2, () -> draw.of(Form.values()));
    String wanted = draw.of(forms.get(1).titles);
    String instruction =
        draw.of(
            "Turn this list into " + wanted,
            "Convert this into " + wanted,
            "Convert to " + wanted,
            "Reformat these items as " + wanted,
            "Rewrite this list as " + wanted,
            "Make this " + wanted,
            "Format as " + wanted);
    return new Example(
        name(),
        Asking.with(draw, instruction, forms.get(0).write(items)),
        forms.get(1).write(items));
  }
}
