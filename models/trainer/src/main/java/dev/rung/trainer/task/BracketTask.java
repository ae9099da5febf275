package dev.rung.trainer.task;

/** Closing brackets that are missing at the end. */
final class BracketTask implements Task {
  private static final int DEEPEST = 3;

  @Override
  public String name() {
    return "bracket";
  }

  @Override
  public Example example(Draw draw) {
    String right = nested(draw, draw.between(1, DEEPEST));
    int closing = 0;
    while (")]}".indexOf(right.charAt(right.length() - 1 - closing)) >= 0) {
      closing++;
    }
    String faulty = right.substring(0, right.length() - draw.between(1, closing));
    String instruction =
        draw.of(
            "Close the brackets",
            "Add the missing brackets",
            "Fix the brackets",
            "Add what is missing at the end",
            "Close all open brackets",
            "Fix the missing bracket");
    return new Example(name(), Asking.with(draw, instruction, faulty), right);
  }

  private static String nested(Draw draw, int depth) {
    String last = depth == 0 ? atom(draw) : nested(draw, depth - 1);
    String before = draw.percent(60) ? atom(draw) + ", " : "";
    return switch (draw.between(0, 3)) {
      case 0 -> "[" + before + last + "]";
      case 1 -> "{\"" + Vocabulary.word(draw) + "\": " + last + "}";
      default -> Vocabulary.name(draw) + "(" + before + last + ")";
    };
  }

  private static String atom(Draw draw) {
    return draw.percent(50) ? Vocabulary.word(draw) : Integer.toString(draw.between(0, 99));
  }
}
