package dev.rung.server.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserFilesTest {
  private static final String HOURS =
      """
      [words]
      city = 'Berlin|Paris'

      [[template]]
      name = "opening-hours"
      keywords = ["open"]
      patterns = ['when does the (?P<city>{city}) office open']
      answer = "The {city} office opens at 9."
      examples = [["When does the Berlin office open?", "The Berlin office opens at 9."]]
      misses = ["when does the Rome office open"]
      """;

  @TempDir private Path folder;

  @BeforeEach
  void writeHours() throws IOException {
    Files.writeString(folder.resolve("hours.toml"), HOURS);
  }

  @Test
  void answersFromAUserFileWithWhatThePatternTook() throws TemplateFileException {
    TemplateEngine engine = load();

    assertThat(engine.answer("when does the paris office open?"))
        .contains(new TemplateAnswer("opening-hours", "The paris office opens at 9."));
    assertThat(engine.answer("when does the paris office open and close?")).isEmpty();
    assertThat(engine.answer("what is 2+2")).isPresent();
    assertThat(engine.names())
        .startsWith("opening-hours")
        .contains("arithmetic")
        .doesNotHaveDuplicates();
  }

  @Test
  void asksTheUsersTemplatesBeforeTheShippedOnes() throws Exception {
    Files.writeString(folder.resolve("hello.toml"), template("hello", "hello", "Ahoy!"));

    assertThat(load().answer("Hello!")).contains(new TemplateAnswer("mine", "Ahoy!"));
  }

  @Test
  void readsFilesByNameAndTheEarlierFileWins() throws Exception {
    Files.writeString(folder.resolve("b.toml"), template("ping", "ping", "from b"));
    Files.writeString(folder.resolve("a.toml"), template("ping", "ping", "from a"));
    Files.writeString(folder.resolve("notes.txt"), "not a template");

    assertThat(load().answer("ping")).contains(new TemplateAnswer("mine", "from a"));
  }

  @Test
  void givesPayloadsAndFunctionsToUserFilesToo() throws Exception {
    Files.writeString(
        folder.resolve("shout.toml"),
        """
        [[template]]
        name = "shout"
        keywords = ["shout", "say"]
        heads = ['shout']
        answer = "{text}!!!"
        [[template]]
        name = "ident"
        keywords = ["slug"]
        patterns = ['slug (?P<text>.+) (?P<style>kebab)']
        function = "identifier-case"
        """);
    TemplateEngine engine = load();

    assertThat(engine.answer("shout: good news"))
        .contains(new TemplateAnswer("shout", "good news!!!"));
    assertThat(engine.answer("shout: good news, then explain")).isEmpty();
    assertThat(engine.answer("slug \"My Post\" kebab"))
        .contains(new TemplateAnswer("ident", "my-post"));
  }

  @Test
  void reloadGivesANewEngineAndLeavesTheOldOneAlone() throws Exception {
    TemplateEngine before = load();
    Files.delete(folder.resolve("hours.toml"));
    Files.writeString(folder.resolve("ping.toml"), template("ping", "ping", "pong"));

    TemplateEngine after = before.reload();

    assertThat(after.answer("ping")).isPresent();
    assertThat(after.answer("when does the paris office open")).isEmpty();
    assertThat(before.answer("ping")).isEmpty();
    assertThat(before.answer("when does the paris office open")).isPresent();
  }

  @Test
  void aBrokenFileFailsTheReloadAndTheOldEngineStaysInUse() throws Exception {
    TemplateEngine engine = load();
    Files.writeString(folder.resolve("broken.toml"), "[[template]]\nname = 5\n");

    TemplateFileException error = catchThrowableOfType(TemplateFileException.class, engine::reload);

    assertThat(error.file()).isEqualTo("broken.toml");
    assertThat(engine.answer("when does the paris office open")).isPresent();
  }

  @Test
  void shippedTemplatesAloneReloadToThemselves() throws TemplateFileException {
    TemplateEngine engine = Engines.builtIn();

    assertThat(engine.reload()).isSameAs(engine);
  }

  @Test
  void refusesAFolderThatIsNotThere() {
    Path missing = folder.resolve("missing");

    TemplateFileException error =
        catchThrowableOfType(
            TemplateFileException.class,
            () -> TemplateEngine.load(missing, Engines.CLOCK, Engines.random()));

    assertThat(error)
        .hasMessageContaining(missing.toString())
        .hasMessageContaining("cannot be read");
    assertThat(error.line()).isZero();
  }

  @Test
  void refusesAFileThatIsNotUtf8OrTooLarge() throws IOException {
    Path file = folder.resolve("bad.toml");

    Files.write(file, "name = \"\u00FC\"".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(failure()).hasMessage("bad.toml: is not UTF-8");

    Files.writeString(file, "#".repeat((1 << 20) + 1));
    assertThat(failure()).hasMessage("bad.toml: is larger than 1 MiB");
  }

  @Test
  void refusesAnExampleThatDoesNotHold() throws IOException {
    Path file = folder.resolve("x.toml");

    Files.writeString(file, template("ping", "pong", "x") + "examples = [\"ping\"]\n");
    assertThat(failure())
        .hasMessage("x.toml:6: \"ping\" matches no template; are its keywords listed?");

    Files.writeString(file, template("ping", "ping", "x") + "examples = [[\"ping\", \"y\"]]\n");
    assertThat(failure()).hasMessage("x.toml:6: \"ping\" is answered with \"x\"");

    Files.writeString(file, template("ping", "ping", "x") + "misses = [\n\"pong\",\n\"ping\"]\n");
    assertThat(failure()).hasMessage("x.toml:8: \"ping\" must not match mine");

    Files.writeString(
        file, template("open", "open", "x") + "examples = [\"When does the Paris office open\"]\n");
    assertThat(failure())
        .hasMessageStartingWith("x.toml:6: ")
        .hasMessageContaining("by opening-hours");
  }

  private TemplateFileException failure() {
    return catchThrowableOfType(TemplateFileException.class, this::load);
  }

  private TemplateEngine load() throws TemplateFileException {
    return TemplateEngine.load(folder, Engines.CLOCK, Engines.random());
  }

  private static String template(String keyword, String pattern, String answer) {
    return "[[template]]\nname = \"mine\"\nkeywords = [\"%s\"]\npatterns = ['%s']\nanswer = \"%s\"\n"
        .formatted(keyword, pattern, answer);
  }
}
