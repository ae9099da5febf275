package dev.rung.trainer.task;

import java.util.ArrayList;
import java.util.List;

/** A name in a piece of code, wanted as another. */
final class RenameTask implements Task {
  @Override
  public String name() {
    return "rename";
  }

  @Override
  public Example example(Draw draw) {
    Snippet snippet = Snippet.any(draw);
    List<String> names = draw.different(snippet.names() + 1, () -> snippet.freeName(draw));
    List<String> before = names.subList(0, snippet.names());
    int renamed = draw.between(0, snippet.names() - 1);
    List<String> after = new ArrayList<>(before);
    after.set(renamed, names.getLast());
    String from = before.get(renamed);
    String to = names.getLast();
    String instruction =
        draw.of(
            "Rename " + from + " to " + to,
            "Rename the variable " + from + " to " + to,
            "Rename `" + from + "` to `" + to + "` in this code",
            "Replace " + from + " with " + to,
            "Change the name " + from + " to " + to,
            "Call " + from + " " + to + " instead");
    int number = draw.between(0, 99);
    return new Example(
        name(),
        Asking.with(draw, instruction, snippet.with(before, number)),
        snippet.with(after, number));
  }
}
