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

  Optional<TemplateAnswer> answer(Request request) {
    Optional<String> text =
        request.phrase().flatMap(phrase -> toPhrase(phrase, request)).or(() -> toPayload(request));
    return text.map(answer -> new TemplateAnswer(name, answer));
  }

  private Optional<String> toPhrase(LoweredText phrase, Request request) {
    return phrases
        .match(phrase)
        .filter(match -> !except.areIn(phrase))
        .flatMap(match -> answerOf(match.groups(), request));
  }

  private Optional<String> toPayload(Request request) {
    return heads
        .match(request.opening())
        .flatMap(head ->
            Payload.after(request.afterOpening(head.end()), function.strictShape())
                .flatMap(payload -> function.answer(with(payload, head.groups()))));
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
