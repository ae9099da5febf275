package dev.rung.server.app.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads "500ms", "30s", "2m", "1h", "90d" or a plain number of seconds; to a hundred years. */
final class TimeConverter implements ITypeConverter<Duration> {
  /** Beyond it neither a deadline nor an instant can be told to a daemon. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m|h|d|)");

  @Override
  public Duration convert(String text) {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      throw unusable(text);
    }
    Duration time = duration(Long.parseLong(matcher.group(1)), matcher.group(2));
    if (time.isZero() || time.compareTo(LONGEST) > 0) {
      throw unusable(text);
    }
    return time;
  }

  private static Duration duration(long amount, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      case "d" -> Duration.ofDays(amount);
      default -> Duration.ofSeconds(amount);
    };
  }

  private static TypeConversionException unusable(String text) {
    return new TypeConversionException(
        "a time is a whole number above 0 with ms, s, m, h or d, such as 30s, and at most 36500d,"
            + " not '"
            + text
            + "'");
  }
}
