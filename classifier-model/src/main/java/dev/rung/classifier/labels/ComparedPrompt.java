package dev.rung.classifier.labels;

/**
 * A prompt that a strong and a weak model have answered.
 *
 * @param set what it belongs to
 * @param strong quality of the strong model's answer, 0 to 1
 * @param weak quality of the weak model's answer, 0 to 1
 */
public record ComparedPrompt(String id, String set, String text, double strong, double weak) {
  public ComparedPrompt {
    if (id.isBlank() || set.isBlank()) {
      throw new IllegalArgumentException("id and set must not be blank");
    }
    if (!(strong >= 0 && strong <= 1 && weak >= 0 && weak <= 1)) {
      throw new IllegalArgumentException("strong and weak must be 0 to 1");
    }
  }

  /** What the strong model adds, -1 to 1. */
  public double gain() {
    return strong - weak;
  }
}
