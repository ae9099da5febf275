package dev.rung.server.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedFilesTest {
  private static final Path DOCS = Path.of("..", "docs", "templates.md");

  @Test
  void everyFileInTheFolderIsUsed() throws IOException, URISyntaxException {
    Path greeting =
        Path.of(Objects.requireNonNull(TemplateEngine.class.getResource("greeting.toml")).toURI());

    try (Stream<Path> files = Files.list(Objects.requireNonNull(greeting.getParent()))) {
      assertThat(files.map(file -> file.getFileName().toString()).filter(n -> n.endsWith(".toml")))
          .containsExactlyInAnyOrderElementsOf(BuiltInTemplates.FILES);
    }
  }

  @Test
  void theManualListsEveryTemplate() throws IOException {
    String manual = Files.readString(DOCS);

    assertThat(Engines.builtIn().names())
        .allSatisfy(name -> assertThat(manual).contains("| `" + name + "` |"));
  }

  @Test
  void theExamplesInTheManualHold() throws IOException {
    TemplateEngine engine = Engines.builtIn();
    List<String[]> rows =
        Files.readString(DOCS)
            .lines()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.split("\\|", -1))
            .toList();

    assertThat(rows).hasSizeGreaterThan(25);
    assertThat(rows)
        .allSatisfy(row ->
            assertThat(engine.answer(row[2].strip()))
                .as(row[2])
                .get()
                .extracting(answer -> "`" + answer.template() + "`")
                .isEqualTo(row[1].strip()));
  }

  @Test
  void theWorkedExampleOfTheManualLoadsAndAnswers(@TempDir Path folder) throws Exception {
    String manual = Files.readString(DOCS);
    String file = manual.substring(manual.indexOf("```toml\n") + 8);
    Files.writeString(folder.resolve("vacation.toml"), file.substring(0, file.indexOf("```")));

    TemplateEngine engine = TemplateEngine.load(folder, Engines.CLOCK, Engines.random());

    assertThat(engine.answer("How many vacation days do we get in Berlin?"))
        .contains(
            new TemplateAnswer(
                "vacation-days", "In Berlin: 30 days a year. Details: wiki/vacation."));
    assertThat(engine.answer("how do I ask for vacation")).isPresent();
    assertThat(engine.answer("how many vacation days are left in this year for me and Tom"))
        .isEmpty();
  }

  @Test
  void theExamplesOfEveryLanguageInTheManualHold() throws IOException {
    TemplateEngine engine = Engines.builtIn();
    String manual = Files.readString(DOCS);
    String section = manual.substring(manual.indexOf("### Languages"));
    List<String> requests =
        section
            .lines()
            .takeWhile(line -> !line.startsWith("In German"))
            .filter(line -> line.startsWith("| ") && !line.startsWith("| language"))
            .flatMap(line -> Stream.of(line.split("\\|", -1)[2].split(" - ", -1)))
            .toList();

    assertThat(requests).hasSize(24);
    assertThat(requests)
        .allSatisfy(request -> assertThat(engine.answer(request.strip())).as(request).isPresent());
  }
}
