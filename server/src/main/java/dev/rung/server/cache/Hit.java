package dev.rung.server.cache;

import dev.rung.server.generate.CacheHit;

/** An answer that was found, and how. */
public record Hit(Kept kept, CacheHit account) {}
