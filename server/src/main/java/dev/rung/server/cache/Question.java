package dev.rung.server.cache;

import dev.rung.server.generate.Arm;
import dev.rung.server.generate.GenerateRequest;
import java.util.Optional;

/**
 * A request as it is asked of the cache.
 *
 * @param arm the side of an experiment that it is on
 * @param pinned the only model that may answer, by its name
 */
public record Question(GenerateRequest request, Optional<Arm> arm, Optional<String> pinned) {}
