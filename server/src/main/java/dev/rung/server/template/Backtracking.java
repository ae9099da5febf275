package dev.rung.server.template;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pattern of RE2/J for the JDK's matcher, which tries one way after the other: a few times as
 * quick for nearly every text, and endless for a few, so that it is stopped after {@value
 * #MOST_LOOKS} looks at the text. Only for texts and patterns of which both matchers say the same.
 * Immutable.
 */
final class Backtracking {
  /** RE2/J takes longer than these for most texts. */
  private static final int MOST_LOOKS = 4_096;

  /** The JDK calls itself for each turn of a group; some thousand turns are deeper than a stack. */
  private static final int LONGEST = 256;

  private final Pattern pattern;

  private Backtracking(Pattern pattern) {
    this.pattern = pattern;
  }

  /** The same pattern; absent where it holds what RE2 and the JDK read differently. */
  static Optional<Backtracking> of(com.google.re2j.Pattern pattern) {
    if (pattern.flags() != com.google.re2j.Pattern.CASE_INSENSITIVE) {
      return Optional.empty();
    }
    return CommonSyntax.translated(pattern.pattern())
        .map(source -> new Backtracking(Pattern.compile(source, Pattern.CASE_INSENSITIVE)));
  }

  /** Whether it may be asked: case, line ends and spaces beyond ASCII mean different things. */
  static boolean isForText(String text) {
    if (text.length() > LONGEST) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        return false;
      }
    }
    return true;
  }

  /**
   * What the pattern takes of a whole text.
   *
   * @param otherwise says it where this one would look too often
   */
  Optional<Form.Match> match(String text, Function<String, Optional<Form.Match>> otherwise) {
    Matcher matcher = pattern.matcher(new Watched(text));
    try {
      return matcher.matches()
          ? Optional.of(new Form.Match(groups(matcher, text), text.length()))
          : Optional.empty();
    } catch (TooManyLooks | StackOverflowError givenUp) {
      // Groups within groups within groups are deep in short texts as well.
      return otherwise.apply(text);
    }
  }

  private Map<String, String> groups(Matcher matcher, String text) {
    Map<String, String> groups = new HashMap<>();
    for (Map.Entry<String, Integer> group : pattern.namedGroups().entrySet()) {
      int start = matcher.start(group.getValue());
      if (start >= 0) {
        groups.put(group.getKey(), text.substring(start, matcher.end(group.getValue())));
      }
    }
    return groups;
  }

  /** Ends a match that goes on for too long. */
  private static final class TooManyLooks extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyLooks() {
      super("too many looks", null, false, false);
    }
  }

  /** A text that counts the looks at it; for one match. */
  private static final class Watched implements CharSequence {
    private final String text;
    private int looks;

    Watched(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (++looks > MOST_LOOKS) {
        throw new TooManyLooks();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
