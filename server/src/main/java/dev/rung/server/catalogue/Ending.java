package dev.rung.server.catalogue;

import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;

/**
 * When a provider shuts a model down.
 *
 * @param successor the model that the provider names in its place
 */
public record Ending(LocalDate day, Optional<String> successor) {
  /** Who has configured the model is told so long before. */
  private static final Period NOTICE = Period.ofDays(30);

  /** As the catalogue spells it: the day, and the successor where there is one. */
  static Ending parse(String text) {
    String[] words = text.split(" +", 2);
    Optional<String> successor = words.length > 1 ? Optional.of(words[1]) : Optional.empty();
    return new Ending(LocalDate.parse(words[0]), successor);
  }

  /** Whether the model is shut down by this day. */
  public boolean hasCome(LocalDate today) {
    return !today.isBefore(day);
  }

  /** Whether it is time to say so. */
  public boolean isNear(LocalDate today) {
    return !today.isBefore(day.minus(NOTICE));
  }

  /** Such as "its provider ends it on 2026-12-01 and names gemini-3.8-flash in its place". */
  public String inWords(LocalDate today) {
    return "its provider "
        + (hasCome(today) ? "ended it" : "ends it")
        + " on "
        + day
        + successor.map(model -> " and names " + model + " in its place").orElse("");
  }
}
