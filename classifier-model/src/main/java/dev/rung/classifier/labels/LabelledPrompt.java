package dev.rung.classifier.labels;

/**
 * A prompt whose tier is known.
 *
 * @param source the set or kind it belongs to
 * @param tier 0 to 4
 * @param trivia a question of common knowledge labelled tier 0, which tier 1 answers as rightly
 */
public record LabelledPrompt(String id, String source, String text, int tier, boolean trivia) {
  public LabelledPrompt {
    if (id.isBlank() || source.isBlank()) {
      throw new IllegalArgumentException("id and source must not be blank");
    }
    if (trivia && tier != 0) {
      throw new IllegalArgumentException("trivia is labelled tier 0, not " + tier);
    }
  }
}
