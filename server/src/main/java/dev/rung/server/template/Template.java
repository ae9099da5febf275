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
 * One way to ask, and its answer.
 *
 * @param name in the decision; several templates may share one
 * @param keywords a request without any of them is no match
 * @param patterns each matches a whole {@link Phrase}
 * @param heads each matches the beginning of a request that goes on with a {@link Payload}
 * @param except a phrase that it matches is no match after all
 * @param function makes the answer of the groups
 */
record Template(
    String name,
    List<String> keywords,
    List<Pattern> patterns,
    List<Pattern> heads,
    Optional<Pattern> except,
    TemplateFunction function) {
  Template {
    keywords = List.copyOf(keywords);
    patterns = List.copyOf(patterns);
    heads = List.copyOf(heads);
  }

  Optional<TemplateAnswer> answer(Request request) {
    Optional<String> text =
        request.phrase().flatMap(phrase -> toPhrase(phrase, request)).or(() -> toPayload(request));
    return text.map(answer -> new TemplateAnswer(name, answer));
  }

  private Optional<String> toPhrase(Phrase phrase, Request request) {
    for (Pattern pattern : patterns) {
      Matcher matcher = pattern.matcher(phrase.text());
      if (matcher.matches()) {
        return isExcepted(phrase.text())
            ? Optional.empty()
            : answerOf(groups(pattern, matcher), request);
      }
    }
    return Optional.empty();
  }

  private boolean isExcepted(String phrase) {
    return except.isPresent() && except.get().matches(phrase);
  }

  private Optional<String> toPayload(Request request) {
    for (Pattern head : heads) {
      Matcher matcher = head.matcher(request.opening());
      if (matcher.lookingAt()) {
        return Payload.after(request.afterOpening(matcher.end()), function.strictShape())
            .flatMap(payload -> function.answer(with(payload, groups(head, matcher))));
      }
    }
    return Optional.empty();
  }

  /** A group named "text" must hold one word or a quoted text, and loses its quotes. */
  private Optional<String> answerOf(Map<String, String> groups, Request request) {
    if (!groups.containsKey(Arguments.TEXT)) {
      return function.answer(new Arguments(groups));
    }
    return Payload.wordOrQuoted(groups.getOrDefault(Arguments.TEXT, ""))
        .filter(request::holdsVerbatim)
        .flatMap(payload -> function.answer(with(payload, groups)));
  }

  private static Arguments with(String payload, Map<String, String> groups) {
    Map<String, String> all = new HashMap<>(groups);
    all.put(Arguments.TEXT, payload);
    return new Arguments(all);
  }

  private static Map<String, String> groups(Pattern pattern, Matcher matcher) {
    Map<String, String> groups = new HashMap<>();
    for (Map.Entry<String, Integer> group : pattern.namedGroups().entrySet()) {
      String value = matcher.group(group.getValue());
      if (value != null) {
        groups.put(group.getKey(), value);
      }
    }
    return groups;
  }
}
