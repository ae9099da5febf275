package dev.rung.server.template;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.rung.server.template.function.Arguments;
import dev.rung.server.template.function.TemplateFunction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a whole phrase with patterns of its own and asks a function for the answer.
 *
 * <p>The patterns are compiled when a phrase first comes: there are many of them for each language,
 * most daemons hear few languages, and compiling is most of what a pattern costs.
 */
final class Worded implements TemplateFunction {
  /** The pattern of the template that asks this function. */
  static final Forms PHRASE = Forms.ofWhole(List.of(Pattern.compile("(?P<phrase>.+)")));

  private static final String WHOLE = "phrase";

  private final List<String> wordings;
  private final List<String> exceptions;
  private final TemplateFunction function;
  private volatile Optional<Compiled> compiled = Optional.empty();

  private record Compiled(List<Pattern> wordings, List<Pattern> exceptions) {}

  /**
   * @param wordings each matches a whole phrase
   * @param exceptions phrases that are left to a model although a wording matches
   */
  Worded(List<String> wordings, List<String> exceptions, TemplateFunction function) {
    this.wordings = List.copyOf(wordings);
    this.exceptions = List.copyOf(exceptions);
    this.function = function;
  }

  /** The same words for another function. */
  Worded asking(TemplateFunction other) {
    return new Worded(wordings, exceptions, other);
  }

  @Override
  public Optional<String> answer(Arguments arguments) {
    String phrase = arguments.get(WHOLE);
    Compiled patterns = patterns();
    for (Pattern wording : patterns.wordings()) {
      Matcher matcher = wording.matcher(phrase);
      if (matcher.matches()) {
        return patterns.exceptions().stream().anyMatch(except -> except.matches(phrase))
            ? Optional.empty()
            : function.answer(new Arguments(groups(wording, matcher)));
      }
    }
    return Optional.empty();
  }

  /** Two threads may both compile them once. */
  private Compiled patterns() {
    Optional<Compiled> known = compiled;
    if (known.isPresent()) {
      return known.get();
    }
    var made = new Compiled(compiled(wordings), compiled(exceptions));
    compiled = Optional.of(made);
    return made;
  }

  private static List<Pattern> compiled(List<String> sources) {
    return sources.stream()
        .map(source -> Pattern.compile(source, Pattern.CASE_INSENSITIVE))
        .toList();
  }

  private static Map<String, String> groups(Pattern pattern, Matcher matcher) {
    Map<String, String> groups = new HashMap<>();
    pattern
        .namedGroups()
        .forEach((name, number) -> {
          String value = matcher.group(number);
          if (value != null) {
            groups.put(name, value);
          }
        });
    return groups;
  }
}
