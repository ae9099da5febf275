package dev.rung.server.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a pattern matches is never turned away, and what cannot match is. */
class AcceptorTest {

  @ParameterizedTest(name = "{0} may match {1}")
  @CsvSource(
      delimiter = ' ',
      value = {
        "abc ABC",
        "a(?:b|c)d aCd",
        "(?P<x>ab)+ abAB",
        "(?<x>ab)? ab",
        "(?i:AB)c abC",
        "(?s)a.b a-b",
        "a{2} aa",
        "a{2,} aaaa",
        "a{1,3} aaa",
        "a{20} aaaaaaaaaaaaaaaaaaaa",
        "[a-z]{2,40}b abcb",
        "a{,3} a{,3}",
        "a{x} a{x}",
        "a+?b*? aab",
        "[A-Z]+ hello",
        "[^A-C] d",
        "[]a]+ ]a",
        "[a\\-z]+ a-z",
        "[\\w.]+ x_1.y",
        "[\\d,]+ 1,2",
        "\\d+ 42",
        "\\x41 a",
        "\\pL+ ä",
        "\\p{Greek} λ",
        "[[:alpha:]]+ abc",
        "\\bab\\b ab",
        "^ab$ ab",
        "\\(a\\) (a)",
        "ÄÖ äö",
        "я+ ЯЯ",
        "你好.? 你好！",
        "x&y~<z>@#\" X&Y~<Z>@#\"",
        "😀+ 😀😀",
      })
  void whatMatchesIsAccepted(String pattern, String text) {
    Pattern compiled = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);

    assertThat(compiled.matches(text)).isTrue();
    assertThat(Acceptor.ofWhole(List.of(compiled)).mayMatch(Words.lower(text))).isTrue();
  }

  @ParameterizedTest(name = "{0} turns {1} away")
  @CsvSource(
      delimiter = ' ',
      value = {
        "abc ab",
        "abc abcd",
        "a{2,3} aaaa",
        "[^A-C] b",
        "\\d+ 4a",
        "[\\s] x",
        "(?:ab|cd)+ abc",
        "a? aa",
        "a{,3} aaa",
      })
  void whatCannotMatchIsTurnedAway(String pattern, String text) {
    Pattern compiled = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);

    assertThat(Acceptor.ofWhole(List.of(compiled)).mayMatch(text)).isFalse();
  }

  @Test
  void aBeginningNeedsNoEnd() {
    Acceptor heads =
        Acceptor.ofBeginning(List.of(Pattern.compile("sort lines:?"), Pattern.compile("reverse")));

    assertThat(heads.mayMatch("sort lines: b, a")).isTrue();
    assertThat(heads.mayMatch("reverse")).isTrue();
    assertThat(heads.mayMatch("sort line")).isFalse();
    assertThat(heads.mayMatch("please reverse")).isFalse();
    assertThat(heads.mayMatch("")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(?:a|b)*a(?:a|b){12}(?:a|b){12}", "(?:.*a.{12}){9}"})
  void aPatternThatMakesTooLargeAnAutomatonTurnsNothingAway(String pattern) {
    Acceptor acceptor = Acceptor.ofWhole(List.of(Pattern.compile(pattern)));

    assertThat(acceptor.mayMatch("anything")).isTrue();
  }

  @Test
  void whatIsPreparedAnswersTheSame() {
    TemplateEngine engine = Engines.builtIn();
    engine.prepare();

    assertThat(engine.answer("What is 12.5 * 3?")).map(TemplateAnswer::text).contains("37.5");
    assertThat(engine.answer("what is 12.5 * 3 and why")).isEmpty();
  }

  /** Texts put together of parts of patterns: many match, most do not. */
  @RepeatedTest(20)
  void noTextThatMatchesIsTurnedAway(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<String> atoms = List.of("a", "[b-d]", "[^B]", "\\d", ".", "(?:ab|c)", "Ä", "(x)");
    List<String> counts = List.of("", "", "?", "*", "+", "{2}", "{1,3}", "+?");
    var pattern = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      pattern.append(atoms.get(random.nextInt(atoms.size())));
      pattern.append(counts.get(random.nextInt(counts.size())));
    }
    Pattern compiled = Pattern.compile(pattern.toString(), Pattern.CASE_INSENSITIVE);
    Acceptor acceptor = Acceptor.ofWhole(List.of(compiled));
    for (int i = 0; i < 2_000; i++) {
      String text =
          random
              .ints(random.nextInt(7), 0, 9)
              .collect(
                  StringBuilder::new,
                  (t, c) -> t.append("abcdA1äxX".charAt(c)),
                  StringBuilder::append)
              .toString();
      assertThat(!compiled.matches(text) || acceptor.mayMatch(Words.lower(text)))
          .as("%s against %s", pattern, text)
          .isTrue();
    }
  }
}
