package dev.rung.server.provider.remote.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Prompt;
import dev.rung.server.provider.Secret;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExcerptTest {
  private static final String KEY = "sk-proj-abcdefghijklmnop";

  @Test
  void keepsAMessageAsItIs() {
    assertThat(of("Rate limit reached for gpt-4o.", "unrelated"))
        .isEqualTo("Rate limit reached for gpt-4o.");
  }

  @Test
  void becomesOneLineWithoutControlCharacters() {
    assertThat(of("  a\r\n\tb\u0000\u001b[31m c\u00a0d  ", "")).isEqualTo("a b [31m c d");
  }

  @Test
  void isCutToItsLengthAndNotInsideACharacter() {
    String excerpt = of("x".repeat(198) + "😀".repeat(50), "");

    assertThat(excerpt).hasSizeLessThanOrEqualTo(200).endsWith("x…");
    assertThat(of("y".repeat(200), "")).isEqualTo("y".repeat(200));
  }

  @Test
  void hidesTheKeyAndItsBeginning() {
    assertThat(of("Incorrect API key provided: " + KEY + ". See docs", ""))
        .isEqualTo("Incorrect API key provided: [redacted]. See docs");
    assertThat(of("Incorrect API key provided: sk-proj-ab****mnop. See docs", ""))
        .isEqualTo("Incorrect API key provided: [redacted] See docs");
    assertThat(of(KEY + " " + KEY, "")).isEqualTo("[redacted] [redacted]");
  }

  @Test
  void hidesAShortKey() {
    assertThat(Excerpt.of("bad key: abc!", redaction("abc"), Optional.empty()))
        .isEqualTo("bad key: [redacted]!");
  }

  @Test
  void isWithheldWhereItQuotesThePrompt() {
    String prompt = "My password is correct horse battery staple, keep it safe.";

    for (int shift = 0; shift < 16; shift++) {
      String message = "x".repeat(shift) + " Invalid value: 'correct horse battery staple, keep'";
      assertThat(of(message, prompt)).isEqualTo("(its message quotes the prompt)");
    }
  }

  @Test
  void isWithheldWhereItQuotesLinesOfThePrompt() {
    String prompt = "Patients:\nAnna Berg\n  Carl Dorn\r\n\tEva Falk\nGerd Hahn\nIda Jung";

    assertThat(of("Invalid value: '" + prompt + "'", prompt))
        .isEqualTo("(its message quotes the prompt)");
  }

  private static Redaction redaction(String key) {
    return new Redaction(List.of(new Secret(key)));
  }

  private static String of(String message, String prompt) {
    return Excerpt.of(
        message,
        redaction(KEY),
        Optional.of(prompt).filter(text -> !text.isEmpty()).map(Prompt::ofUser));
  }
}
