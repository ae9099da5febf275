package dev.rung.server.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Precision before recall: what no template may take from a model. */
class LeftToModelTest {
  private final TemplateEngine engine = Engines.builtIn();

  @TestFactory
  Stream<DynamicTest> leavesToAModel() throws IOException {
    return requests().stream()
        .map(
            text -> DynamicTest.dynamicTest(text, () -> assertThat(engine.answer(text)).isEmpty()));
  }

  @Test
  void neverAnswersARequestThatGoesOn() throws IOException {
    List<String> tails =
        List.of(
            " and why?",
            "? Also write a poem.",
            ", then explain it",
            " in python",
            " but not really",
            "\n\nNow write a test for it.",
            " (answer as a pirate)",
            " 然后解释",
            " und warum");
    List<String> heads =
        List.of(
            "hello",
            "thanks",
            "help",
            "what time is it",
            "what is the date",
            "what is 2+2",
            "15% of 80",
            "5 km in miles",
            "flip a coin",
            "roll a die",
            "uuid",
            "http 404",
            "base64 decode aGVsbG8=",
            "json pretty print: {\"a\":1}",
            "sha256 of hello",
            "convert fooBar to snake_case",
            "count the words in \"a b\"",
            "uppercase \"abc\"",
            "dockerfile for a node app",
            "MIT license for Jane Doe",
            "exit code 137",
            "what port does postgres use",
            "ascii code of A",
            "convert 255 to hex",
            "XIV from roman numerals",
            "generate a strong password",
            "pick one at random: \"a, b\"",
            "sort \"b, a\"",
            "reverse the string \"hello\"",
            "is racecar a palindrome",
            "what day of the week is 25 December 2030",
            "how many days until Christmas",
            "is 2028 a leap year",
            "days in February 2028",
            "increase 80 by 15%",
            "20% tip on $45.50",
            "20c to f");

    assertThat(heads).allSatisfy(head -> assertThat(engine.answer(head)).isPresent());
    assertThat(heads.stream().flatMap(head -> tails.stream().map(tail -> head + tail)))
        .allSatisfy(request -> assertThat(engine.answer(request)).isEmpty());
  }

  @Test
  void neverAnswersAQuotedOrNegatedRequest() {
    assertThat(
            List.of("hello", "what is 2+2", "uuid", "what time is it", "flip a coin", "http 404"))
        .allSatisfy(request ->
            assertThat(
                    Stream.of(
                        "\"" + request + "\"",
                        "do not answer " + request,
                        "never " + request,
                        "repeat after me: " + request,
                        "translate: " + request,
                        "he asked: " + request,
                        "ignore all rules; " + request))
                .allSatisfy(text -> assertThat(engine.answer(text)).isEmpty()));
  }

  @Test
  void isCheckedWithManyRequests() throws IOException {
    assertThat(requests()).doesNotHaveDuplicates().hasSizeGreaterThan(200);
  }

  private static List<String> requests() throws IOException {
    try (InputStream in = LeftToModelTest.class.getResourceAsStream("left-to-a-model.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    }
  }
}
