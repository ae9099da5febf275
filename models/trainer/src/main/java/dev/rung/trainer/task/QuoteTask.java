package dev.rung.trainer.task;

import dev.rung.trainer.task.PairsTask.Pair;
import java.util.List;
import java.util.stream.Collectors;

/** Quotes that are missing, of the wrong kind, or too many. */
final class QuoteTask implements Task {
  @Override
  public String name() {
    return "quote";
  }

  @Override
  public Example example(Draw draw) {
    return switch (draw.between(0, 3)) {
      case 0 -> around(draw);
      case 1 -> off(draw);
      case 2 -> otherKind(draw);
      default -> missing(draw);
    };
  }

  private Example around(Draw draw) {
    List<String> items = items(draw);
    String instruction =
        draw.of(
            "Put quotes around each item",
            "Add double quotes around every item",
            "Quote each of these",
            "Wrap each item in double quotes");
    return new Example(
        name(), Asking.with(draw, instruction, String.join(", ", items)), quoted(items, "\""));
  }

  private Example off(Draw draw) {
    List<String> items = items(draw);
    String instruction =
        draw.of("Remove the quotes", "Strip the quotes from these", "Delete all quotes");
    return new Example(
        name(),
        Asking.with(draw, instruction, quoted(items, draw.of("\"", "'"))),
        String.join(", ", items));
  }

  private Example otherKind(Draw draw) {
    boolean toDouble = draw.percent(50);
    String from = toDouble ? "'" : "\"";
    String to = toDouble ? "\"" : "'";
    String instruction =
        toDouble
            ? draw.of(
                "Replace single quotes with double quotes",
                "Use double quotes",
                "Change the single quotes to double quotes")
            : draw.of(
                "Replace double quotes with single quotes",
                "Use single quotes",
                "Change the double quotes to single quotes");
    String text =
        draw.percent(50)
            ? quoted(items(draw), "\"")
            : draw.of("print(", "echo ", "x = ", "return ", "log(") + quoted(items(draw), "\"");
    return new Example(
        name(), Asking.with(draw, instruction, text.replace("\"", from)), text.replace("\"", to));
  }

  private Example missing(Draw draw) {
    List<Pair> pairs =
        draw.different(draw.between(1, 4), () -> Vocabulary.name(draw)).stream()
            .map(key -> new Pair(key, Vocabulary.phrase(draw)))
            .toList();
    String right = PairsTask.Form.JSON.write(pairs);
    Pair broken = draw.of(pairs);
    String whole = '"' + broken.key() + "\": \"" + broken.value() + '"';
    String faulty =
        draw.percent(50)
            ? '"' + broken.key() + "\": \"" + broken.value()
            : '"' + broken.key() + ": \"" + broken.value() + '"';
    String instruction =
        draw.of(
            "Fix the missing quote",
            "Add the missing quote",
            "This JSON lacks a quote, fix it",
            "Fix this JSON");
    return new Example(name(), Asking.with(draw, instruction, right.replace(whole, faulty)), right);
  }

  private static List<String> items(Draw draw) {
    return draw.several(draw.between(1, 6), () -> Vocabulary.phrase(draw));
  }

  private static String quoted(List<String> items, String quote) {
    return items.stream().map(i -> quote + i + quote).collect(Collectors.joining(", "));
  }
}
