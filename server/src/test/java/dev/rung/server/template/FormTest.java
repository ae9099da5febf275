package dev.rung.server.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.rung.server.template.function.TemplateFunctions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A pattern takes the same of a text as RE2/J has it, on whichever way it is matched. */
class FormTest {
  private static final List<String> PIECES =
      List.of(
          "a",
          "b",
          "ab",
          "A",
          ".",
          "[ab]",
          "[^a]",
          "[b-d-]",
          "[+-]",
          "\\d",
          "\\w",
          "\\s",
          "\\.",
          "x",
          "1",
          " ",
          "(?:a|ab)",
          "(?:a|b|)",
          "(?:ab|a)(?:b|)",
          "[ä-ü]",
          "é");

  private static final List<String> COUNTS =
      List.of("", "", "", "?", "*", "+", "??", "*?", "+?", "{2}", "{1,2}", "{0,2}?", "{1,}");

  @ParameterizedTest(name = "{0} is the JDK''s {1}")
  @CsvSource(
      delimiter = ' ',
      value = {
        "abc abc",
        "a?b*c+ a?b*c+",
        "a??b*?c+? a??b*?c+?",
        "a{2}b{1,}c{0,3} a{2}b{1,}c{0,3}",
        "(?P<x>a|bc)(?:d|) (?<x>a|bc)(?:d|)",
        "[0-9.,()+*/^%×÷-] [0-9.,()+*/^%×÷-]",
        "[^a-z\\s] [^a-z\\s]",
        "\\d\\W\\.\\? \\d\\W\\.\\?",
        "ö.é ö.é",
      })
  void takesWhatBothReadAlike(String pattern, String translated) {
    assertThat(CommonSyntax.translated(pattern)).contains(translated);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "(?i)a",
        "(?i:a)",
        "^a",
        "a$",
        "\\ba",
        "\\Aa",
        "a\\z",
        "\\pL",
        "\\x41",
        "\\Qa\\E",
        "\\101",
        "[[:alpha:]]",
        "[a&&b]",
        "[]a]",
        "[[]",
        "[\\pL]",
        "[a-\\d]",
        "[\\d-a]",
        "[a-c-e]",
        "[--a]",
        "a{,3}",
        "a{x}",
        "{",
        "(a*)+",
        "(?:a|)*",
        "(?:a?){2}",
        "(?:a?)?",
        "(?:a?|b*)",
        "(?P<a_b>x)",
        "(?P<1a>x)",
        "ſ",
        "[À-ſ]",
        "[℀-ℿ]",
        "😀",
        "a\nb",
        "(a",
        "a)",
        "[a",
        "a\\"
      })
  void leavesToRe2WhatTheJdkMayReadDifferently(String pattern) {
    assertThat(CommonSyntax.translated(pattern)).isEmpty();
  }

  @RepeatedTest(100)
  void takesOfRandomTextsWhatRe2Takes(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    Form form = Form.ofWhole(pattern(random));

    for (int i = 0; i < 50; i++) {
      assertSame(form, text(random, "aabbAB.cdx1 +-é", 8));
    }
  }

  static Stream<TemplateEntry> shipped() {
    return BuiltInTemplates.readWithExamples(
        TemplateFunctions.builtIn(InstantSource.system(), new SecureRandom()))
        .stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shipped")
  void takesOfTheShippedExamplesWhatRe2Takes(TemplateEntry entry) {
    Random random = new Random(1);
    List<String> phrases =
        entry.examples().stream()
            .flatMap(example -> Phrase.readings(example.request().text()).stream())
            .map(Phrase::text)
            .toList();

    for (Forms forms : List.of(entry.template().phrases(), entry.template().except())) {
      for (Form form : forms.forms()) {
        for (String phrase : phrases) {
          assertSame(form, phrase);
          assertSame(form, changed(phrase, random));
        }
      }
    }
  }

  @Test
  void givesUpWhatItWouldTryForEver() {
    Form form = Form.ofWhole(anyCase("(?P<x>a+a+a+a+a+a+a+)c|a+(?P<y>a)"));

    assertThat(form.match("a".repeat(200)))
        .contains(form.inLinearTime("a".repeat(200)).orElseThrow());
    assertThat(form.match("a".repeat(199) + "b")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 256, 257, 5_000})
  void isNoDeeperThanAStack(int length) {
    String nested = "(?:a|b)";
    for (int depth = 0; depth < 300; depth++) {
      nested = "(?:" + nested + "|c)";
    }
    Form form = Form.ofWhole(anyCase("(?P<x>" + nested + "+)"));

    assertSame(form, "ab".repeat(length / 2));
    assertThat(form.match("ab".repeat(length / 2))).isPresent();
  }

  @Test
  void leavesTextsBeyondAsciiToRe2() {
    Form form = Form.ofWhole(anyCase("(?P<x>s+)"));

    assertThat(form.match("Sſ")).isPresent();
    assertSame(form, "Sſ");
  }

  private static void assertSame(Form form, String text) {
    assertThat(form.match(text))
        .as("%s of %s", form.pattern(), text)
        .isEqualTo(form.inLinearTime(text));
  }

  private static Pattern anyCase(String pattern) {
    return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
  }

  /** Three named groups, of which one may take no part, and pieces around them. */
  private static Pattern pattern(Random random) {
    String a = pieces(random) + "(?P<one>" + pieces(random) + ")";
    String b = "(?P<two>" + pieces(random) + ")" + pieces(random);
    return anyCase(
        random.nextBoolean() ? a + "(?:" + b + ")?" : "(?:" + a + "|" + b + ")" + pieces(random));
  }

  private static String pieces(Random random) {
    var pieces = new StringBuilder();
    for (int i = 0; i <= random.nextInt(3); i++) {
      String piece = PIECES.get(random.nextInt(PIECES.size()));
      boolean mayBeEmpty = piece.endsWith("|)");
      pieces.append(piece).append(mayBeEmpty ? "" : COUNTS.get(random.nextInt(COUNTS.size())));
    }
    return pieces.toString();
  }

  private static String text(Random random, String of, int most) {
    var text = new StringBuilder();
    for (int i = random.nextInt(most); i > 0; i--) {
      text.append(of.charAt(random.nextInt(of.length())));
    }
    return text.toString();
  }

  private static String changed(String text, Random random) {
    int at = random.nextInt(text.length() + 1);
    int end = Math.min(text.length(), at + random.nextInt(3));
    return text.substring(0, at) + text(random, "abc 1.%-", 3) + text.substring(end);
  }
}
