package dev.rung.server.template;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One pattern, and the quickest way to match a text with it. RE2/J takes linear time, but walks
 * through a text once to say that it matches and once more for its groups; {@link Backtracking}
 * does both at once where it means the same. Safe for several threads.
 */
final class Form {
  private final Pattern pattern;
  private final Predicate<Matcher> matching;
  private final boolean whole;
  private volatile @Nullable Function<String, Optional<Match>> quickest;

  /**
   * A text that matched.
   *
   * @param groups what the named groups took, without those that took no part
   * @param end where the match ends
   */
  record Match(Map<String, String> groups, int end) {}

  private Form(Pattern pattern, Predicate<Matcher> matching, boolean whole) {
    this.pattern = pattern;
    this.matching = matching;
    this.whole = whole;
  }

  /** Matches a whole text. */
  static Form ofWhole(Pattern pattern) {
    return new Form(pattern, Matcher::matches, true);
  }

  /** Matches the beginning of a text. */
  static Form ofBeginning(Pattern pattern) {
    return new Form(pattern, Matcher::lookingAt, false);
  }

  Pattern pattern() {
    return pattern;
  }

  Optional<Match> match(String text) {
    return whole && Backtracking.isForText(text) ? quickest().apply(text) : inLinearTime(text);
  }

  private Function<String, Optional<Match>> quickest() {
    Function<String, Optional<Match>> known = quickest;
    if (known == null) {
      Optional<Backtracking> twin = Backtracking.of(pattern);
      known = this::inLinearTime;
      if (twin.isPresent()) {
        known = text -> twin.get().match(text, this::inLinearTime);
      }
      quickest = known;
    }
    return known;
  }

  /** The same by RE2/J. */
  Optional<Match> inLinearTime(String text) {
    Matcher matcher = pattern.matcher(text);
    return matching.test(matcher)
        ? Optional.of(new Match(groups(matcher), matcher.end()))
        : Optional.empty();
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
