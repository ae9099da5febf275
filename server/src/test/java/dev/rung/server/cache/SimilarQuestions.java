package dev.rung.server.cache;

import dev.rung.server.select.Requests;
import java.util.Optional;

/**
 * Whether the cache takes two texts for the same question, with the rules that it has by default.
 */
final class SimilarQuestions {
  private static final double THRESHOLD = 0.85;

  private SimilarQuestions() {}

  /** Whether each of two texts is answered with what is kept of the other. */
  static boolean isHit(String text, String otherText) {
    Optional<Wording> one = wording(text);
    Optional<Wording> other = wording(otherText);
    return one.isPresent()
        && other.isPresent()
        && one.get().similarity(other.get()).orElse(0) >= THRESHOLD
        && other.get().similarity(one.get()).orElse(0) >= THRESHOLD;
  }

  private static Optional<Wording> wording(String text) {
    Question question = new Question(Requests.of(text), Optional.empty(), Optional.empty());
    return Wordings.of(new Keys(new byte[0], "").partition(question), text);
  }
}
