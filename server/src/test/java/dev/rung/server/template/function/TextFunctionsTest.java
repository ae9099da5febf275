package dev.rung.server.template.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFunctionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fooBar            | foo bar",
        "parseHTTPHeader v2 | parse http header v2",
        "HELLO_WORLD       | hello world",
        "a--b__c  d        | a b c d",
        "X                 | x",
        "iOS               | i os",
        "utf8Name          | utf8 name",
        "__init__          | init",
      })
  void findsTheWordsOfAnIdentifier(String text, String words) {
    assertThat(IdentifierWords.of(text)).isEqualTo(List.of(words.split(" ", -1)));
  }

  @Test
  void findsNoWordsWhereThereIsMoreThanAscii() {
    assertThat(IdentifierWords.of("naïve")).isEmpty();
    assertThat(IdentifierWords.of("a.b")).isEmpty();
    assertThat(IdentifierWords.of("a\nb")).isEmpty();
    assertThat(IdentifierWords.of("-_ ")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "camelCase, parseHttpHeader",
    "PascalCase, ParseHttpHeader",
    "snake_case, parse_http_header",
    "kebab-case, parse-http-header",
    "CONSTANT_CASE, PARSE_HTTP_HEADER",
    "screaming snake case, PARSE_HTTP_HEADER",
    "train-case, Parse-Http-Header",
    "dot.case, parse.http.header",
    "no case, none"
  })
  void writesIdentifiersInEveryStyle(String style, String expected) {
    var arguments = new Arguments(Map.of("style", style, Arguments.TEXT, "parse HTTPHeader"));

    assertThat(new IdentifierCase().answer(arguments).orElse("none")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "Upper case, straße ﬁn, STRASSE FIN",
    "lowercase, ÀÉ İ, àé i̇",
    "title case, it's o’clock ÉCLAIR 2nd, It's O’clock Éclair 2nd",
    "title case, war and peace, none",
    "sentence case, éa BIG Day, Éa big day",
    "swap case, Straße 1, sTRAßE 1",
    "random case, a b, none"
  })
  void changesTheCaseOfLetters(String style, String text, String expected) {
    var arguments = new Arguments(Map.of("style", style, Arguments.TEXT, text));

    assertThat(new LetterCase().answer(arguments).orElse("none")).isEqualTo(expected);
  }

  @Test
  void countsWhatAReaderSees() {
    assertThat(count("words", " two  words\n")).isEqualTo("2 words");
    assertThat(count("characters", "e\u0301👨‍👩‍👧🇫🇷")).isEqualTo("3 characters");
    assertThat(count("characters", "a")).isEqualTo("1 character");
    assertThat(count("lines", "a\r\nb\n\nc")).isEqualTo("4 lines");
    assertThat(count("words", "这是 文字")).isEqualTo("none");
    assertThat(count("words", "สวัสดี")).isEqualTo("none");
    assertThat(count("letters", "a1 é")).isEqualTo("2 letters");
    assertThat(count("digits", "a1 23")).isEqualTo("3 digits");
    assertThat(count("bytes", "é")).isEqualTo("2 bytes");
    assertThat(count("vowels", "Élan y")).isEqualTo("2 vowels (a, e, i, o, u)");
    assertThat(count("vowels", "мир")).isEqualTo("none");
    assertThat(count("sentences", "a")).isEqualTo("none");
    assertThat(count("words", "")).isEqualTo("none");
  }

  @Test
  void countsLettersInAnyCase() {
    var arguments = new Arguments(Map.of("letter", "S", Arguments.TEXT, "Mississippi"));

    assertThat(new LetterCount().answer(arguments))
        .contains("\"s\" occurs 4 times in \"Mississippi\".");
    assertThat(new LetterCount().answer(new Arguments(Map.of("letter", "ab")))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "md5, d41d8cd98f00b204e9800998ecf8427e",
    "SHA-1, da39a3ee5e6b4b0d3255bfef95601890afd80709",
    "sha 256, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "sha3-256, a7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a",
    "crc32, 00000000",
    "sha9, none"
  })
  void hashesTheEmptyText(String algorithm, String digest) {
    assertThat(new Hash().answer(new Arguments(Map.of("algorithm", algorithm))).orElse("none"))
        .isEqualTo(digest);
  }

  private static String count(String what, String text) {
    return new TextCount()
        .answer(new Arguments(Map.of("what", what, Arguments.TEXT, text)))
        .orElse("none");
  }
}
