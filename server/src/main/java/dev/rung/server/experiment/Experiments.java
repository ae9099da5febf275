package dev.rung.server.experiment;

import dev.rung.server.generate.Arm;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Tier;
import java.util.Optional;

/** Experiments that run now. */
public interface Experiments {
  /** No experiment runs. */
  Experiments NONE = (request, tier) -> Optional.empty();

  /** The arm of this request, the same for the same key; empty when it takes part in none. */
  Optional<Arm> arm(GenerateRequest request, Tier classified);
}
