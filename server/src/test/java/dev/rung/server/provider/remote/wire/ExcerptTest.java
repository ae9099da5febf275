package dev.rung.server.provider.remote.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Message;
import dev.rung.server.generate.Part;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Role;
import dev.rung.server.generate.Tool;
import dev.rung.server.generate.ToolCall;
import dev.rung.server.generate.ToolChoice;
import dev.rung.server.provider.Secret;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource({
    "hunter2, Invalid value: 'hunter2'., Invalid value: '[…]'.",
    "my PIN is 4711, unexpected token 4711 at position 3, unexpected token […] at position 3",
    "Anna Berg is ill, name: ANNA (berg), name: […] ([…])",
    "the horse is Silver, could not parse \"Silv, could not parse \"[…]",
    "'alpha\nbeta', bad: alpha\\nbeta, bad: […]\\n[…]",
    "我的密码是晴天, 参数错误：密码是晴天, 参数错误：[…][…][…]",
    "what is the limit?, the limit of tokens is exceeded, the limit of tokens is exceeded",
    "hi, this is invalid, this is invalid",
  })
  void hidesEveryWordOfThePromptThatIsNotUsualInErrors(
      String prompt, String message, String shown) {
    assertThat(of(message, prompt)).isEqualTo(shown);
  }

  @Test
  void hidesWhatResultsAndArgumentsOfToolsHold() {
    Prompt prompt =
        Prompt.ofMessages(
            List.of(
                new Message(
                    Role.ASSISTANT,
                    List.of(new Part.Call(new ToolCall("c1", "find", "{\"at\":\"Oslo\"}")))),
                new Message(Role.TOOL, List.of(new Part.Result("c1", "minus 7")))));

    assertThat(Excerpt.of("bad: Oslo, minus", redaction(KEY), Optional.of(prompt)))
        .isEqualTo("bad: […], […]");
  }

  @Test
  void isWithheldWhereItQuotesASchemaAtLength() {
    String schema = "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}";
    Tool tool = new Tool("weather", "Says what weather it is in a city", schema);
    Prompt prompt =
        new Prompt(
            List.of(Message.of(Role.USER, "Hi")),
            List.of(tool),
            new ToolChoice.Auto(),
            Optional.of(schema));

    assertThat(Excerpt.of("bad: " + schema, redaction(KEY), Optional.of(prompt)))
        .isEqualTo("(its message quotes the prompt)");
    assertThat(Excerpt.of("no field city in weather", redaction(KEY), Optional.of(prompt)))
        .isEqualTo("no field city in weather");
  }

  @Test
  void hidesAKeyOfWhichAProviderShowsTheEnds() {
    assertThat(of("Incorrect API key provided: sk-pr***mnop.", ""))
        .isEqualTo("Incorrect API key provided: [redacted]");
    assertThat(of("key ••••9f is not known", "")).isEqualTo("key [redacted] is not known");
  }

  @Test
  void staysWithinItsLengthWhereMuchIsHidden() {
    assertThat(of("z ".repeat(100), "xyz")).hasSizeLessThanOrEqualTo(200).startsWith("[…] […]");
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
