package dev.rung.server.discover;

import dev.rung.server.generate.Tier;
import java.util.Optional;

/**
 * A tier in which no model is ready.
 *
 * @param servedBy the nearest tier that serves instead; absent where there is none
 */
public record Missing(Tier tier, Optional<Tier> servedBy) {}
