package dev.rung.server.template;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.HashMap;
import java.util.Map;

/** The [words] of a file: parts of patterns that patterns name in braces. */
final class Wording {
  private static final Pattern NAME = Pattern.compile("\\{([a-z][a-z_]*)\\}");
  private static final int MAX_DEPTH = 8;
  private static final int MAX_LENGTH = 10_000;

  private final Map<String, String> words;

  private Wording(Map<String, String> words) {
    this.words = words;
  }

  static Wording of(TomlEntry table) throws TemplateFileException {
    Map<String, String> words = new HashMap<>();
    for (String name : table.table().keySet()) {
      if (!NAME.matches("{" + name + "}")) {
        throw table.at(name).error("the name of a word must be small letters and underscores");
      }
      words.put(name, table.string(name).orElse(""));
    }
    return new Wording(words);
  }

  /** These words and, before them, others. */
  Wording with(Map<String, String> others) {
    Map<String, String> all = new HashMap<>(words);
    all.putAll(others);
    return new Wording(all);
  }

  /**
   * The pattern with every name replaced, compiled to match in any case.
   *
   * @param flags further ones of {@link Pattern}
   */
  Pattern compile(Placed pattern, int flags) throws TemplateFileException {
    String expanded = expand(pattern.text(), pattern.place(), 0);
    try {
      return Pattern.compile(expanded, Pattern.CASE_INSENSITIVE | flags);
    } catch (PatternSyntaxException e) {
      throw pattern.place().error("bad pattern: " + e.getDescription() + " in " + expanded);
    }
  }

  private String expand(String text, Place place, int depth) throws TemplateFileException {
    if (depth > MAX_DEPTH || text.length() > MAX_LENGTH) {
      throw place.error("the words of this pattern name each other without end");
    }
    var expanded = new StringBuilder(text.length());
    Matcher matcher = NAME.matcher(text);
    int done = 0;
    while (matcher.find()) {
      expanded.append(text, done, matcher.start());
      expanded.append("(?:").append(expand(word(matcher.group(1), place), place, depth + 1));
      expanded.append(')');
      done = matcher.end();
    }
    return expanded.append(text, done, text.length()).toString();
  }

  private String word(String name, Place place) throws TemplateFileException {
    String word = words.get(name);
    if (word == null) {
      throw place.error("{" + name + "} is not in [words]");
    }
    return word;
  }
}
