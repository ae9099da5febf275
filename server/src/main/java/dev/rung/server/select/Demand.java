package dev.rung.server.select;

import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Limits;
import dev.rung.server.generate.Rights;
import dev.rung.server.generate.Role;
import dev.rung.server.provider.Capability;
import java.time.Duration;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a request asks of a model.
 *
 * @param input tokens of the prompt
 * @param images that are sent
 * @param maxTokens output tokens that the caller allows; absent leaves it to the model
 * @param rights what may serve the caller
 * @param left until the request must have ended
 * @param ownSystemPrompt whether the conversation has a system message, so that no tier adds one
 */
record Demand(
    Set<Capability> capabilities,
    TokenEstimate input,
    int images,
    OptionalInt maxTokens,
    Limits limits,
    Rights rights,
    Duration left,
    boolean ownSystemPrompt) {

  static Demand of(GenerateRequest request) {
    Set<Capability> needed = EnumSet.noneOf(Capability.class);
    if (!request.prompt().tools().isEmpty()) {
      needed.add(Capability.TOOLS);
    }
    if (request.prompt().responseSchema().isPresent()) {
      needed.add(Capability.JSON);
    }
    if (request.prompt().hasImage()) {
      needed.add(Capability.VISION);
    }
    return new Demand(
        needed,
        TokenEstimate.of(request.prompt(), request.hints()),
        request.prompt().images(),
        request.sampling().maxTokens(),
        request.limits(),
        request.caller().rights(),
        request.deadline().remaining(),
        request.prompt().has(Role.SYSTEM));
  }
}
