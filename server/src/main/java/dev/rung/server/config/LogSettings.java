package dev.rung.server.config;

import java.util.List;
import java.util.Locale;

/** The table [log]: how records look and which are written. */
public record LogSettings(Form format, Level level) {
  public static final LogSettings DEFAULT = new LogSettings(Form.TEXT, Level.INFO);

  /** One record per line, for people or for programs. */
  public enum Form {
    TEXT,
    JSON;

    static final Format<Form> FORMAT =
        Format.oneOf(List.of(values()), form -> form.name().toLowerCase(Locale.ROOT));
  }

  /** The least severe records that are written. */
  public enum Level {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR;

    static final Format<Level> FORMAT =
        Format.oneOf(List.of(values()), level -> level.name().toLowerCase(Locale.ROOT));
  }

  static LogSettings read(Section section) {
    return new LogSettings(
        section.get("format", Form.FORMAT, DEFAULT.format),
        section.get("level", Level.FORMAT, DEFAULT.level));
  }
}
