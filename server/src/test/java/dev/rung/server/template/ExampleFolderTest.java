package dev.rung.server.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The folder of templates that the manual shows; loading it runs the examples it holds. */
class ExampleFolderTest {
  private static final Path FOLDER = Path.of("..", "docs", "examples", "templates");

  @Test
  void loadsAndHoldsItsOwnExamples() throws TemplateFileException {
    TemplateEngine engine = TemplateEngine.load(FOLDER, Engines.CLOCK, Engines.random());

    assertThat(engine.names()).startsWith("broiler-figures", "office", "currency");
    assertThat(engine.answer("Ross-308 weight at day 42"))
        .contains(
            new TemplateAnswer(
                "broiler-figures", "weight of Ross 308 at 42 days: 3080 g (sample figures)"));
  }
}
