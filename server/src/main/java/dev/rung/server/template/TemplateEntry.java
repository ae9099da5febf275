package dev.rung.server.template;

import dev.rung.server.template.function.Tongue;
import java.util.List;

/**
 * A template as its file has it.
 *
 * @param language of the requests
 * @param misses requests that it must not answer
 */
record TemplateEntry(
    Template template, Tongue language, List<Example> examples, List<Placed> misses) {
  TemplateEntry {
    examples = List.copyOf(examples);
    misses = List.copyOf(misses);
  }

  /**
   * Runs the examples.
   *
   * @param templates all that are in use, this one among them
   * @throws TemplateFileException for the first example that does not hold
   */
  void check(Templates templates) throws TemplateFileException {
    for (Example example : examples) {
      check(example, templates);
    }
    for (Placed miss : misses) {
      boolean answered =
          templates
              .answer(miss.text())
              .filter(a -> a.template().equals(template.name()))
              .isPresent();
      if (answered) {
        throw miss.place().error("\"" + miss.text() + "\" must not match " + template.name());
      }
    }
  }

  private void check(Example example, Templates templates) throws TemplateFileException {
    Placed request = example.request();
    TemplateAnswer answer =
        templates
            .answer(request.text())
            .orElseThrow(() ->
                request
                    .place()
                    .error(
                        "\""
                            + request.text()
                            + "\" matches no template; are its keywords listed?"));
    if (!answer.template().equals(template.name())) {
      throw request
          .place()
          .error("\"" + request.text() + "\" is answered by " + answer.template() + " first");
    }
    if (!example.answer().orElse(answer.text()).equals(answer.text())) {
      throw request
          .place()
          .error("\"" + request.text() + "\" is answered with \"" + answer.text() + "\"");
    }
  }
}
