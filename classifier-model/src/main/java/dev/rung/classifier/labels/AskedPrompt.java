package dev.rung.classifier.labels;

import java.util.OptionalInt;

/**
 * The prompt that an answer was given to.
 *
 * @param id of the answer
 * @param tier 0 to 4, which it needs; absent where that is not known
 */
public record AskedPrompt(String id, String text, OptionalInt tier) {
  public AskedPrompt {
    if (id.isBlank()) {
      throw new IllegalArgumentException("id must not be blank");
    }
  }
}
