package dev.rung.server.template;

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
 * @param phrases patterns of a whole {@link Phrase}
 * @param heads patterns of the beginning of a request that goes on with a {@link Payload}
 * @param except patterns of phrases that are no match after all
 * @param function makes the answer of the groups
 */
record Template(
    String name,
    List<String> keywords,
    Forms phrases,
    Forms heads,
    Forms except,
    TemplateFunction function) {
  Template {
    keywords = List.copyOf(keywords);
  }

  void prepare() {
    phrases.prepare();
    heads.prepare();
    except.prepare();
  }

  /** Whether its requests may go on with a text to work on. */
  boolean takesPayload() {
    return !heads.isEmpty();
  }

  Optional<TemplateAnswer> answer(Request request) {
    return toPhrases(request)
        .or(() -> toPayload(request))
        .map(answer -> new TemplateAnswer(name, answer));
  }

  private Optional<String> toPhrases(Request request) {
    for (LoweredText phrase : request.phrases()) {
      Optional<String> answer = toPhrase(phrase, request);
      if (answer.isPresent()) {
        return answer;
      }
    }
    return Optional.empty();
  }

  private Optional<String> toPhrase(LoweredText phrase, Request request) {
    return phrases.match(
        phrase,
        match -> except.areIn(phrase) ? Optional.empty() : answerOf(match.groups(), request));
  }

  private Optional<String> toPayload(Request request) {
    return heads.match(
        request.opening(),
        head ->
            payload(request.afterOpening(head.end()))
                .flatMap(payload -> function.answer(with(payload, head.groups()))));
  }

  private Optional<String> payload(String rest) {
    boolean fits = !function.ownLines() || Payload.beginsOnNewLine(rest);
    return fits ? Payload.after(rest, function.strictShape()) : Optional.empty();
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
}
