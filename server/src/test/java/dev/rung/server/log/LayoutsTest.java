package dev.rung.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

class LayoutsTest {
  private static final Logger LOG = LoggerFactory.getLogger(LayoutsTest.class);

  private static LoggingEventBuilder event() {
    return LOG.atInfo();
  }

  private static ILoggingEvent logged(LoggingEventBuilder event, String message) {
    try (CapturedLog captured = CapturedLog.of(LayoutsTest.class)) {
      event.log(message);
      return captured.events().getFirst();
    }
  }

  private static String text(LoggingEventBuilder event, String message) {
    return new TextLayout().doLayout(logged(event, message)).replaceFirst("^\\S+ ", "");
  }

  private static String json(LoggingEventBuilder event, String message) {
    return new JsonLayout()
        .doLayout(logged(event, message))
        .replaceFirst("^\\{\"time\":\"[^\"]+\",", "{");
  }

  @Test
  void writesPlainValuesAsTheyAreAndOthersQuoted() {
    LoggingEventBuilder event =
        event()
            .addKeyValue("plain", "gpt-4o/mini:1")
            .addKeyValue("words", "two words")
            .addKeyValue("empty", "")
            .addKeyValue("pair", "a=b")
            .addKeyValue("foreign", "schön")
            .addKeyValue("number", new BigDecimal("0.0000021"))
            .addKeyValue("nothing", (Object) null);

    assertThat(text(event, "Said"))
        .isEqualTo(
            "INFO dev.rung.server.log.LayoutsTest Said plain=gpt-4o/mini:1 words=\"two words\""
                + " empty=\"\" pair=\"a=b\" foreign=\"schön\" number=0.0000021 nothing=null\n");
  }

  @Test
  void beginsALineWithTheInstantInUtc() {
    String line = new TextLayout().doLayout(logged(event(), "Said"));

    assertThat(line).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z INFO .*\n");
  }

  @Test
  void keepsAStackTraceOnTheLine() {
    RuntimeException bug = new IllegalStateException("first\nsecond");

    String text = text(event().setCause(bug), "Failed");
    String json = json(event().setCause(bug), "Failed");

    assertThat(text.lines()).hasSize(1);
    assertThat(text)
        .contains("exception=\"java.lang.IllegalStateException: first\\nsecond\\n\\tat ");
    assertThat(json.lines()).hasSize(1);
    assertThat(json)
        .contains("\"exception\":\"java.lang.IllegalStateException: first\\nsecond\\n\\tat ");
  }

  @Test
  void keepsAMessageWithLineFeedsOnTheLine() {
    assertThat(text(event(), "one\r\ntwo")).endsWith(" one\\r\\ntwo\n");
  }

  @Test
  void escapesEverythingThatSteersATerminal() {
    StringBuilder all = new StringBuilder();
    for (char c = 0; c < 0x20; c++) {
      all.append(c);
    }
    all.append("\u007f\u0080\u009b\u009f\u2028\u2029");

    String line = text(event().addKeyValue("value", all.toString()), "Said");

    assertThat(line.stripTrailing()).matches("[ -~]*");
    assertThat(line).contains("\\u0000", "\\u001b", "\\u007f", "\\u009b", "\\u2028", "\\u2029");
  }

  @Test
  void writesJsonWithNumbersTruthsAndText() {
    LoggingEventBuilder event =
        event()
            .addKeyValue("text", "a \"b\"\n\u001b")
            .addKeyValue("long", 7L)
            .addKeyValue("int", 8)
            .addKeyValue("double", 1.5)
            .addKeyValue("infinite", Double.POSITIVE_INFINITY)
            .addKeyValue("exact", new BigDecimal("0.0000021"))
            .addKeyValue("truth", true)
            .addKeyValue("nothing", (Object) null);

    assertThat(json(event, "Said"))
        .isEqualTo(
            "{\"level\":\"INFO\",\"logger\":\"dev.rung.server.log.LayoutsTest\","
                + "\"message\":\"Said\",\"text\":\"a \\\"b\\\"\\n\\u001B\",\"long\":7,\"int\":8,"
                + "\"double\":1.5,\"infinite\":\"Infinity\",\"exact\":0.0000021,\"truth\":true,"
                + "\"nothing\":null}\n");
  }
}
