package dev.rung.server.template;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Several patterns, of which the first that matches and of which an answer can be made counts. Safe
 * for several threads; the automaton that turns most texts away is built when a text first comes so
 * far, and so may the patterns be.
 */
final class Forms {
  static final Forms NONE = ofWhole(List.of());

  private final int size;
  private final Supplier<List<Pattern>> compiling;
  private final Function<List<Pattern>, Acceptor> building;
  private final Predicate<Matcher> matching;
  private volatile @Nullable List<Pattern> compiled;
  private volatile @Nullable Acceptor acceptor;

  /**
   * A text that matched.
   *
   * @param groups what the named groups took, without those that took no part
   * @param end where the match ends
   */
  record Match(Map<String, String> groups, int end) {}

  private Forms(
      int size,
      Supplier<List<Pattern>> compiling,
      Function<List<Pattern>, Acceptor> building,
      Predicate<Matcher> matching) {
    this.size = size;
    this.compiling = compiling;
    this.building = building;
    this.matching = matching;
  }

  /** Patterns that match a whole text. */
  static Forms ofWhole(List<Pattern> patterns) {
    List<Pattern> copy = List.copyOf(patterns);
    return new Forms(copy.size(), () -> copy, Acceptor::ofWhole, Matcher::matches);
  }

  /**
   * Patterns that match a whole text in any case, compiled when a text first needs them: compiling
   * is most of what a pattern costs that is never asked.
   *
   * @param sources known to be well-formed
   */
  static Forms ofWholeWhenNeeded(List<String> sources) {
    List<String> copy = List.copyOf(sources);
    return new Forms(copy.size(), () -> compile(copy), Acceptor::ofWhole, Matcher::matches);
  }

  /** Patterns that match the beginning of a text. */
  static Forms ofBeginning(List<Pattern> patterns) {
    List<Pattern> copy = List.copyOf(patterns);
    return new Forms(copy.size(), () -> copy, Acceptor::ofBeginning, Matcher::lookingAt);
  }

  /** Builds the automaton now instead of when a text first needs it. */
  void prepare() {
    if (!isEmpty()) {
      acceptor();
    }
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Whether every pattern has a group of this name. */
  boolean allHave(String group) {
    return patterns().stream().allMatch(pattern -> pattern.namedGroups().containsKey(group));
  }

  /** Whether one of them matches. */
  boolean areIn(LoweredText text) {
    return match(text, Optional::of).isPresent();
  }

  /** What is made of the first match of which something can be made. */
  <T> Optional<T> match(LoweredText text, Function<Match, Optional<T>> made) {
    if (isEmpty() || !acceptor().mayMatch(text.lower())) {
      return Optional.empty();
    }
    for (Pattern pattern : patterns()) {
      Matcher matcher = pattern.matcher(text.text());
      if (matching.test(matcher)) {
        Optional<T> result = made.apply(new Match(groups(matcher), matcher.end()));
        if (result.isPresent()) {
          return result;
        }
      }
    }
    return Optional.empty();
  }

  private List<Pattern> patterns() {
    List<Pattern> known = compiled;
    if (known == null) {
      known = compiling.get();
      compiled = known;
    }
    return known;
  }

  private static List<Pattern> compile(List<String> sources) {
    return sources.stream()
        .map(source -> Pattern.compile(source, Pattern.CASE_INSENSITIVE))
        .toList();
  }

  private Acceptor acceptor() {
    Acceptor built = acceptor;
    if (built == null) {
      built = building.apply(patterns());
      acceptor = built;
    }
    return built;
  }

  private static Map<String, String> groups(Matcher matcher) {
    Map<String, String> groups = new HashMap<>();
    for (Map.Entry<String, Integer> group : matcher.pattern().namedGroups().entrySet()) {
      String value = matcher.group(group.getValue());
      if (value != null) {
        groups.put(group.getKey(), value);
      }
    }
    return groups;
  }
}
