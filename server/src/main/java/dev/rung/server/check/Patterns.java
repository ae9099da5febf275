package dev.rung.server.check;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.HashMap;
import java.util.Map;

/**
 * The patterns of one schema, in linear time whatever they are; those that need to look around or
 * back cannot be checked. One thread.
 */
final class Patterns {
  private static final int LONGEST = 1_000;

  /** Of all counted repetitions of a pattern, multiplied: each is as large as what it repeats. */
  private static final long MOST_REPEATED = 1_000;

  private static final Pattern COUNT = Pattern.compile("\\{(\\d+)(?:,(\\d*))?\\}");

  private final Map<String, Pattern> compiled = new HashMap<>();
  private final Steps steps;

  Patterns(Steps steps) {
    this.steps = steps;
  }

  /** Whether the pattern is found anywhere in the text. */
  boolean isFound(String pattern, String text) throws UncheckableException {
    Pattern known = compiled.get(pattern);
    if (known == null) {
      known = compile(pattern);
      compiled.put(pattern, known);
    }
    steps.take(1 + (long) text.length() * (1 + pattern.length() / 100));
    return known.matcher(text).find();
  }

  private static Pattern compile(String pattern) throws UncheckableException {
    if (pattern.length() > LONGEST || repeated(pattern) > MOST_REPEATED) {
      throw new UncheckableException("it holds a pattern that is too large");
    }
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException notRegular) {
      throw new UncheckableException("it holds a pattern that is not a regular expression");
    }
  }

  private static long repeated(String pattern) {
    long product = 1;
    com.google.re2j.Matcher count = COUNT.matcher(pattern);
    while (count.find() && product <= MOST_REPEATED) {
      String most =
          count.group(2) == null || count.group(2).isEmpty() ? count.group(1) : count.group(2);
      product = most.length() > 4 ? MOST_REPEATED + 1 : product * Math.max(1, Long.parseLong(most));
    }
    return product;
  }
}
