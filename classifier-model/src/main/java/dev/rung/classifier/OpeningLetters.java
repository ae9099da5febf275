package dev.rung.classifier;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Things by the first letter of the words that they open a text with, so that a text is compared
 * with the few that begin as it does. Case is ignored as {@link String#regionMatches(boolean, int,
 * String, int, int)} ignores it. Immutable.
 */
final class OpeningLetters<T> {
  private final Map<Character, List<T>> byLetter = new HashMap<>();

  /** Those that have no words. */
  private final List<T> others;

  /**
   * In the order of these things.
   *
   * @param opening the words of each; none for what any text may begin with
   */
  OpeningLetters(List<T> all, Function<T, String> opening) {
    others = all.stream().filter(each -> opening.apply(each).isEmpty()).toList();
    for (T one : all) {
      if (!opening.apply(one).isEmpty()) {
        byLetter.computeIfAbsent(
            fold(opening.apply(one).charAt(0)), letter -> beginningWith(letter, all, opening));
      }
    }
  }

  /** All that may open what stands here. */
  List<T> at(String text, int from) {
    return from < text.length() ? byLetter.getOrDefault(fold(text.charAt(from)), others) : others;
  }

  private static <T> List<T> beginningWith(char letter, List<T> all, Function<T, String> opening) {
    return all.stream()
        .filter(each -> {
          String words = opening.apply(each);
          return words.isEmpty() || fold(words.charAt(0)) == letter;
        })
        .toList();
  }

  private static char fold(char letter) {
    return Character.toLowerCase(Character.toUpperCase(letter));
  }
}
