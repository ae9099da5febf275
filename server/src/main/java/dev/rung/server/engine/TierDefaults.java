package dev.rung.server.engine;

import dev.rung.server.generate.Message;
import dev.rung.server.generate.Role;
import dev.rung.server.select.TierTerms;
import dev.rung.server.select.TokenEstimate;
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

  /** The same, as selecting counts it. */
  TierTerms terms() {
    TokenEstimate added =
        systemPrompt
            .map(text -> TokenEstimate.of(Message.of(Role.SYSTEM, text)))
            .orElse(TokenEstimate.NONE);
    return new TierTerms(added, maxTokens);
  }
}
