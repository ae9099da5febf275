package dev.rung.classifier.labels;

import java.util.OptionalInt;

/**
 * What somebody found an answer to be.
 *
 * @param id of the answer
 * @param kind of the verdict; an answer has one of each
 * @param quality how good the answer was, 0 to 1
 * @param tier 0 to 4, which answered; absent for the local fallback
 * @param whole whether the answer came to its own end
 */
public record AnswerVerdict(
    String id, String kind, double quality, OptionalInt tier, boolean whole) {
  public AnswerVerdict {
    if (id.isBlank()) {
      throw new IllegalArgumentException("id must not be blank");
    }
    if (!(quality >= 0 && quality <= 1)) {
      throw new IllegalArgumentException("quality must be 0 to 1, not " + quality);
    }
  }
}
