package dev.rung.server.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.template.function.TemplateFunctions;
import dev.rung.server.template.function.Tongue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** German, Spanish, French, Chinese, Japanese and Hindi. */
class SpokenTemplatesTest {
  private static final String ARROW = " => ";

  private final TemplateEngine engine = Engines.builtIn();

  @TestFactory
  Stream<DynamicTest> answersInTheLanguageOfTheRequest() throws IOException {
    return lines("spoken.txt").stream()
        .map(line -> {
          int arrow = line.indexOf(ARROW);
          String request = line.substring(0, arrow);
          String expected = line.substring(arrow + ARROW.length());
          return DynamicTest.dynamicTest(
              request,
              () ->
                  assertThat(engine.answer(request))
                      .map(answer -> "[" + answer.template() + "] " + answer.text())
                      .contains(expected));
        });
  }

  @TestFactory
  Stream<DynamicTest> leavesNearMissesToAModel() throws IOException {
    return lines("spoken-misses.txt").stream()
        .map(
            text -> DynamicTest.dynamicTest(text, () -> assertThat(engine.answer(text)).isEmpty()));
  }

  @Test
  void neverAnswersARequestThatGoesOn() throws IOException {
    List<String> tails =
        List.of(
            " und warum?",
            " y por qué",
            " et pourquoi ?",
            "，为什么？",
            "。请解释",
            "、なぜですか",
            " और क्यों",
            ", aber nicht heute",
            ". Explícalo.",
            " (answer as a pirate)");

    for (String line : lines("spoken.txt")) {
      String request = line.substring(0, line.indexOf(ARROW));
      assertThat(tails)
          .allSatisfy(
              tail -> assertThat(engine.answer(request + tail)).as(request + tail).isEmpty());
    }
  }

  @Test
  void neverAnswersARequestThatIsDeniedOrQuoted() throws IOException {
    List<String> heads =
        List.of(
            "nicht ",
            "no ",
            "ne dis pas ",
            "不要回答",
            "「",
            "übersetze: ",
            "traduce: ",
            "翻译：",
            "翻訳して：",
            "अनुवाद करो: ",
            "warum ",
            "por qué ",
            "pourquoi ",
            "为什么",
            "なぜ");

    for (String line : lines("spoken.txt")) {
      String request = line.substring(0, line.indexOf(ARROW));
      assertThat(heads)
          .allSatisfy(
              head -> assertThat(engine.answer(head + request)).as(head + request).isEmpty());
    }
  }

  @Test
  void everyLanguageHasEveryTemplate() {
    Map<Tongue, Set<String>> names =
        SpokenTemplates.read(TemplateFunctions.builtIn(Engines.CLOCK, Engines.random())).stream()
            .collect(
                Collectors.groupingBy(
                    TemplateEntry::language,
                    Collectors.mapping(entry -> entry.template().name(), Collectors.toSet())));

    assertThat(names).hasSize(Tongue.values().length - 1);
    assertThat(names.values())
        .allSatisfy(of ->
            assertThat(of)
                .containsExactlyInAnyOrder(
                    "how-are-you",
                    "goodbye",
                    "help",
                    "unit-conversion",
                    "percent",
                    "arithmetic",
                    "time",
                    "date",
                    "http-status",
                    "exit-code",
                    "port"));
  }

  @Test
  void isCheckedWithManyRequests() throws IOException {
    assertThat(lines("spoken.txt")).doesNotHaveDuplicates().hasSizeGreaterThan(120);
    assertThat(lines("spoken-misses.txt")).doesNotHaveDuplicates().hasSizeGreaterThan(100);
  }

  private static List<String> lines(String file) throws IOException {
    try (InputStream in = SpokenTemplatesTest.class.getResourceAsStream(file)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    }
  }
}
