package dev.rung.trainer.task;

import java.util.List;
import java.util.stream.Collectors;

/** Names in one style, wanted in another. */
final class StyleTask implements Task {
  @Override
  public String name() {
    return "style";
  }

  @Override
  public Example example(Draw draw) {
    List<List<String>> names =
        draw.several(
            draw.of(1, 1, 2, 3),
            () -> draw.several(draw.between(2, 4), () -> Vocabulary.word(draw)));
    List<NameStyle> styles = draw.different(2, () -> draw.of(NameStyle.values()));
    String wanted = styles.get(1).title();
    String instruction =
        draw.of(
            "Convert to " + wanted,
            "Rename to " + wanted,
            "Write this in " + wanted,
            "Change to " + wanted,
            "Turn this into " + wanted,
            "Make this " + wanted);
    return new Example(
        name(),
        Asking.with(draw, instruction, written(names, styles.get(0))),
        written(names, styles.get(1)));
  }

  private static String written(List<List<String>> names, NameStyle style) {
    return names.stream().map(style::write).collect(Collectors.joining("\n"));
  }
}
