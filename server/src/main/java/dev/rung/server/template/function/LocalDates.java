package dev.rung.server.template.function;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Today's date in UTC in a language other than English; tomorrow's or yesterday's where the group
 * "tomorrow" or "yesterday" took part.
 */
record LocalDates(InstantSource clock) implements TemplateFunction {
  @Override
  public Optional<String> answer(Arguments arguments) {
    CalendarWords words = CalendarWords.of(arguments.language());
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    if (!arguments.get("tomorrow").isEmpty()) {
      return Optional.of(words.text("tomorrow").replace("{date}", words.date(today.plusDays(1))));
    }
    if (!arguments.get("yesterday").isEmpty()) {
      return Optional.of(words.text("yesterday").replace("{date}", words.date(today.minusDays(1))));
    }
    return Optional.of(words.text("today").replace("{date}", words.date(today)));
  }
}
