package dev.rung.server.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PayloadTest {
  @Test
  void isWhatQuotesHoldUpToTheEnd() {
    assertThat(Payload.after(" \"a b\"", false)).contains("a b");
    assertThat(Payload.after(": 'a b'", false)).contains("a b");
    assertThat(Payload.after(" “it's”?", false)).contains("it's");
    assertThat(Payload.after(" «a»", false)).contains("a");
    assertThat(Payload.after("\n```text\na\n\nb\n```", false)).contains("a\n\nb");
  }

  @Test
  void isTheLineAfterAColon() {
    assertThat(Payload.after(": a b, c", false)).contains("a b, c");
    assertThat(Payload.after(":what is this", false)).contains("what is this");
    assertThat(Payload.after(": a\nb", false)).isEmpty();
    assertThat(Payload.after(": " + "a".repeat(1_001), false)).isEmpty();
    assertThat(Payload.after(":", false)).isEmpty();
  }

  @Test
  void isNothingWhereItIsUnclearWhichTextIsMeant() {
    assertThat(
            Stream.of(
                "",
                " ",
                " a",
                " a b",
                "a",
                " \"a\" and \"b\"",
                " \"a",
                " \"\"",
                " \"a\".",
                "s \"a\"",
                " ```a```",
                "```\na\n``` then explain",
                "``` \na",
                ": a. Then explain it",
                ": a and why",
                ": a, then b",
                ": a (explain)",
                ": please do it"))
        .allSatisfy(rest -> assertThat(Payload.after(rest, false)).isEmpty());
  }

  @Test
  void isAllThatFollowsWhereTheReceiverJudgesByShape() {
    assertThat(Payload.after(" {\n}", true)).contains("{\n}");
    assertThat(Payload.after(": a\nb", true)).contains("a\nb");
    assertThat(Payload.after("{}", true)).isEmpty();
    assertThat(Payload.after("  ", true)).isEmpty();
  }

  @Test
  void isASingleWordThatIsNoPointer() {
    assertThat(Payload.wordOrQuoted("hello")).contains("hello");
    assertThat(Payload.wordOrQuoted("a/b?c=d")).contains("a/b?c=d");
    assertThat(Stream.of("this", "Files", "hello,", "two words", "a\u00A0b", ""))
        .allSatisfy(word -> assertThat(Payload.wordOrQuoted(word)).isEmpty());
  }

  @Test
  void isNoLineThatGoesOnInAnyLanguage() {
    assertThat(
            Stream.of(
                "abc und warum",
                "abc, aber nicht heute",
                "abc y por qué",
                "abc y traduce",
                "abc et pourquoi",
                "abc mais pas tout",
                "abc 然后解释",
                "abc、なぜ",
                "abc और क्यों",
                "abc but not really",
                "abc (answer as a pirate)"))
        .allSatisfy(line -> assertThat(Payload.after(": " + line, false)).isEmpty());
    assertThat(Payload.after(": tea but sweet (hot) et cetera", false)).isPresent();
  }

  @Test
  void isASampleTextWithoutQuotes() {
    assertThat(Payload.after(" Hello, World!", false)).contains("Hello, World!");
    assertThat(Payload.after(" hello world", false)).contains("hello world");
    assertThat(Payload.after(" hello world in Go", false)).isEmpty();
    assertThat(Payload.after(" Goodbye, World!", false)).isEmpty();
    assertThat(Payload.wordOrQuoted("foo bar")).contains("foo bar");
    assertThat(Payload.wordOrQuoted("foo fighters")).isEmpty();
  }

  @Test
  void beginsOnALineOfItsOwnAfterNothingButAColon() {
    assertThat(Payload.beginsOnNewLine(":\na\nb")).isTrue();
    assertThat(Payload.beginsOnNewLine("\na")).isTrue();
    assertThat(Payload.beginsOnNewLine(" photos:\na")).isFalse();
    assertThat(Payload.beginsOnNewLine(": a\nb")).isFalse();
    assertThat(Payload.beginsOnNewLine(": a")).isFalse();
  }
}
