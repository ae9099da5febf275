package dev.rung.server.template.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tomlj.Toml;

class BoilerplateTest {
  /** A line that says what it is, then one fence. */
  private static final Pattern ANSWER =
      Pattern.compile("[^\n]+:\n\n```([a-z]+)\n(.*\\S)\n```\n", Pattern.DOTALL);

  @ParameterizedTest
  @CsvSource({
    "hello-world, 25",
    "gitignore, 20",
    "dockerfile, 15",
    "script-header, 10",
    "makefile, 15",
    "github-actions, 12",
    "gitlab-ci, 8"
  })
  void thereAreTextsForManyLanguages(String kind, int atLeast) throws Exception {
    List<Path> files = files(kind);
    List<String> ids = FactTable.read("languages.txt", 5).stream().map(List::getFirst).toList();

    assertThat(files).hasSizeGreaterThanOrEqualTo(atLeast);
    assertThat(files)
        .allSatisfy(
            file -> assertThat(ids).contains(file.getFileName().toString().replace(".md", "")));
  }

  @Test
  void everyTextIsALineAndAFence() throws Exception {
    try (Stream<Path> all = Files.walk(folder())) {
      assertThat(all.filter(file -> file.toString().endsWith(".md")))
          .hasSizeGreaterThan(100)
          .allSatisfy(file -> {
            Matcher answer = ANSWER.matcher(Files.readString(file));
            assertThat(answer.matches()).as(file.toString()).isTrue();
            assertThat(answer.group(2)).doesNotContain("```").doesNotContain(" \n");
          });
    }
  }

  @Test
  void everyHelloSaysHelloTheSameWay() throws Exception {
    assertThat(files("hello-world"))
        .allSatisfy(file -> assertThat(content(file)).containsOnlyOnce("Hello, world!"));
  }

  @Test
  void theJavaHelloCompilesWithoutAWarning(@TempDir Path classes) throws Exception {
    String source = content(folder().resolve("hello-world/java.md"));
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    var file =
        new SimpleJavaFileObject(URI.create("mem:///Hello.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    List<String> options = List.of("-d", classes.toString(), "-Xlint:all", "-Werror");

    assertThat(compiler.getTask(null, null, null, options, null, List.of(file)).call()).isTrue();
  }

  @Test
  void starterFilesAreThereAndWellFormed() throws Exception {
    assertThat(files("starter-file"))
        .extracting(file -> file.getFileName().toString().replaceAll("\\.md$", ""))
        .containsExactlyInAnyOrderElementsOf(StarterFile.FILES);
    assertThat(Toml.parse(content(folder().resolve("starter-file/pyproject.toml.md"))).errors())
        .isEmpty();
    assertThat(Toml.parse(content(folder().resolve("starter-file/cargo.toml.md"))).errors())
        .isEmpty();
    for (String json : List.of("package.json", "composer.json", "tsconfig.json")) {
      assertThatCode(() -> parse(content(folder().resolve("starter-file/" + json + ".md"))))
          .as(json)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void aLanguageNamedTwiceOrUnknownIsLeftToAModel() {
    var hello = new Boilerplate("hello-world");

    assertThat(hello.answer(new Arguments(Map.of("language", "GoLang")))).isPresent();
    assertThat(hello.answer(new Arguments(Map.of("target", "c#")))).isPresent();
    assertThat(hello.answer(new Arguments(Map.of("language", "go", "target", "c")))).isEmpty();
    assertThat(hello.answer(new Arguments(Map.of("language", "../../x")))).isEmpty();
    assertThat(hello.answer(new Arguments(Map.of("language", "sql")))).isEmpty();
    assertThat(hello.answer(new Arguments(Map.of()))).isEmpty();
  }

  @Test
  void noNameMeansTwoLanguages() {
    assertThat(
            FactTable.read("languages.txt", 5).stream()
                .flatMap(row -> Stream.of(row.get(4).split(", ", -1))))
        .doesNotHaveDuplicates();
    assertThat(FactTable.read("languages.txt", 5))
        .allSatisfy(row -> assertThat(row.get(1).split(" ", -1)).hasSize(3));
  }

  @Test
  void editorConfigsHaveTheCustomOfTheLanguage() {
    var config = new EditorConfig();

    assertThat(config.answer(new Arguments(Map.of("target", "go"))).orElseThrow())
        .contains("\n[*.go]\nindent_style = tab\n");
    assertThat(config.answer(new Arguments(Map.of("target", "js"))).orElseThrow())
        .contains("\n[*.{js,jsx,mjs,cjs}]\nindent_size = 2\n");
    assertThat(config.answer(new Arguments(Map.of("target", "macos")))).isEmpty();
    assertThat(config.answer(new Arguments(Map.of("target", "cobol")))).isEmpty();
  }

  private static void parse(String json) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      while (parser.nextToken() != null) {
        parser.currentName();
      }
    }
  }

  private static String content(Path file) throws IOException {
    Matcher answer = ANSWER.matcher(Files.readString(file));
    assertThat(answer.matches()).isTrue();
    return answer.group(2);
  }

  private static List<Path> files(String kind) throws IOException, URISyntaxException {
    try (Stream<Path> files = Files.list(folder().resolve(kind))) {
      return files.toList();
    }
  }

  private static Path folder() throws URISyntaxException {
    return Path.of(
        Objects.requireNonNull(
                BoilerplateTest.class.getResource("/dev/rung/server/template/boilerplate"))
            .toURI());
  }
}
