package dev.rung.server.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * A log event as a line of text: instant, level, logger, message, {@code key=value} pairs, and the
 * stack trace as one more value. A value with anything but plain characters is quoted and escaped
 * as in JSON.
 */
public final class TextLayout extends LayoutBase<ILoggingEvent> {
  private static final int TYPICAL_LENGTH = 512;

  @Override
  public String doLayout(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(TYPICAL_LENGTH);
    line.append(Instant.ofEpochMilli(event.getTimeStamp()).truncatedTo(ChronoUnit.MILLIS));
    line.append(' ').append(event.getLevel()).append(' ').append(event.getLoggerName()).append(' ');
    Escaping.append(line, event.getFormattedMessage());
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      pairs.forEach(pair -> append(line, pair.key, pair.value));
    }
    IThrowableProxy thrown = event.getThrowableProxy();
    if (thrown != null) {
      append(line, "exception", ThrowableProxyUtil.asString(thrown));
    }
    return line.append('\n').toString();
  }

  private static void append(StringBuilder line, String key, @Nullable Object value) {
    line.append(' ');
    Escaping.append(line, key);
    line.append('=');
    String text = value instanceof BigDecimal exact ? exact.toPlainString() : String.valueOf(value);
    if (Escaping.isPlain(text)) {
      line.append(text);
      return;
    }
    line.append('"');
    Escaping.append(line, text);
    line.append('"');
  }
}
