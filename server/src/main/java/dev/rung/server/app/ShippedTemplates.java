package dev.rung.server.app;

import dev.rung.server.template.TemplateEngine;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/** The shipped templates, read once, on a thread of their own while the house is built. */
final class ShippedTemplates {
  private final CompletableFuture<TemplateEngine> engine;

  private ShippedTemplates(CompletableFuture<TemplateEngine> engine) {
    this.engine = engine;
  }

  /** Begins to read; returns at once. */
  static ShippedTemplates startReading(InstantSource clock) {
    return new ShippedTemplates(
        CompletableFuture.supplyAsync(
            () -> TemplateEngine.builtIn(clock, new SecureRandom()),
            reading -> Thread.ofPlatform().daemon().name("rung-templates").start(reading)));
  }

  /** Waits until they are read. */
  TemplateEngine engine() {
    return engine.join();
  }
}
