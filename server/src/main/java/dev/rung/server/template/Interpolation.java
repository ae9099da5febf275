package dev.rung.server.template;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.rung.server.template.function.Arguments;
import dev.rung.server.template.function.TemplateFunction;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A written answer; each "{group}" in it stands for what that group of the pattern took. */
record Interpolation(String answer) implements TemplateFunction {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z][a-z0-9_]*)\\}");

  /** The groups that the answer needs. */
  Set<String> placeholders() {
    Set<String> names = new TreeSet<>();
    Matcher matcher = PLACEHOLDER.matcher(answer);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  /** Empty where a group took no part in the match. */
  @Override
  public Optional<String> answer(Arguments arguments) {
    var text = new StringBuilder(answer.length());
    Matcher matcher = PLACEHOLDER.matcher(answer);
    int done = 0;
    while (matcher.find()) {
      String value = arguments.get(matcher.group(1));
      if (value.isEmpty()) {
        return Optional.empty();
      }
      text.append(answer, done, matcher.start()).append(value);
      done = matcher.end();
    }
    return Optional.of(text.append(answer, done, answer.length()).toString());
  }
}
