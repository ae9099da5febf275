package dev.rung.server.template;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;

/** Engines for tests: the time stands still and chance is repeatable. */
final class Engines {
  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-20T14:05:00Z"));

  private Engines() {}

  static TemplateEngine builtIn() {
    return TemplateEngine.builtIn(CLOCK, random());
  }

  static Random random() {
    return new Random(7);
  }
}
