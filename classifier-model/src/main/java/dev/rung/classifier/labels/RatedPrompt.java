package dev.rung.classifier.labels;

import java.util.OptionalInt;

/**
 * A prompt of which somebody judged by reading what a strong model adds to the answer.
 *
 * @param gain by how much a strong model answers better than a small one, 0 to 1
 * @param steps where it is a word problem, how many operations its solution takes
 */
public record RatedPrompt(String id, String text, double gain, OptionalInt steps) {
  public RatedPrompt {
    if (id.isBlank() || text.isBlank()) {
      throw new IllegalArgumentException("id and prompt must not be blank");
    }
    if (!(gain >= 0 && gain <= 1)) {
      throw new IllegalArgumentException("gain must be 0 to 1");
    }
    if (steps.isPresent() && steps.getAsInt() < 1) {
      throw new IllegalArgumentException("steps must be 1 or more");
    }
  }
}
