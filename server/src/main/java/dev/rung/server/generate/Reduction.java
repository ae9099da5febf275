package dev.rung.server.generate;

/**
 * What was left out of a prompt so that it fits the window of a model.
 *
 * @param turns the oldest ones, left out whole
 * @param tokens of those, and of the middles of long texts; estimated
 */
public record Reduction(int turns, long tokens) {
  public Reduction {
    if (turns < 0 || tokens < 0) {
      throw new IllegalArgumentException("turns and tokens must not be negative");
    }
  }

  /** In a sentence without its full stop. */
  public String inWords(String model) {
    String what =
        switch (turns) {
          case 0 -> "the middle of the text";
          case 1 -> "the oldest turn";
          default -> "the oldest " + turns + " turns";
        };
    return "the prompt is too long for "
        + model
        + ": about "
        + tokens
        + " tokens were left out, "
        + (turns == 0 ? "from " : "")
        + what
        + (turns == 0 ? "" : " among them");
  }
}
