package dev.rung.server.template.function;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Who holds a copyright, as far as that can be read from a request. */
final class Holder {
  static final String PLACEHOLDER = "<copyright holder>";

  private static final int MOST_WORDS = 6;
  private static final Set<String> PARTICLES =
      Set.of(
          "de", "da", "di", "do", "du", "del", "la", "le", "van", "von", "der", "den", "ter", "zu",
          "bin", "ibn", "al", "y", "&");

  /** What is named after "for" without holding anything: purposes and products. */
  private static final Set<String> NO_HOLDERS =
      Set.of(
          "open",
          "source",
          "software",
          "commercial",
          "use",
          "code",
          "project",
          "projects",
          "app",
          "apps",
          "library",
          "license",
          "licence",
          "dummies",
          "beginners",
          "github",
          "native",
          "js",
          "react",
          "node",
          "python",
          "java",
          "javascript",
          "typescript",
          "website",
          "websites",
          "my",
          "our",
          "your");

  private Holder() {}

  /**
   * A name of two to six words with capitals; the placeholder where nobody is named; empty for
   * anything else: "commercial use" is no holder.
   */
  static Optional<String> of(String text) {
    if (text.isEmpty()) {
      return Optional.of(PLACEHOLDER);
    }
    List<String> words = List.of(text.split(" ", -1));
    boolean isName =
        words.size() >= 2
            && words.size() <= MOST_WORDS
            && isCapitalised(words.getFirst())
            && isCapitalised(words.getLast())
            && words.stream().noneMatch(word -> NO_HOLDERS.contains(word.toLowerCase(Locale.ROOT)))
            && words.stream().allMatch(word -> isCapitalised(word) || PARTICLES.contains(word));
    return isName ? Optional.of(text) : Optional.empty();
  }

  private static boolean isCapitalised(String word) {
    return !word.isEmpty() && Character.isUpperCase(word.codePointAt(0));
  }
}
