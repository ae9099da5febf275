package dev.rung.server.engine;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a tier's models are asked with where the request says nothing.
 *
 * @param systemPrompt used where the conversation has no system message
 */
public record TierDefaults(
    OptionalDouble temperature, OptionalInt maxTokens, Optional<String> systemPrompt) {
  public static final TierDefaults NONE =
      new TierDefaults(OptionalDouble.empty(), OptionalInt.empty(), Optional.empty());
}
