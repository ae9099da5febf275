package dev.rung.server.guard;

import dev.rung.server.provider.Model;
import java.util.Optional;

/** Who may call a model now. Safe for several threads; never waits. */
public interface Guard {

  /**
   * Leave to make one call.
   *
   * @param tokens of input and output that the call is expected to take
   */
  Leave leave(Model model, long tokens);

  /**
   * What would keep a call from being made at once, as far as it is known without asking for one: a
   * breaker that is open, a pause that a provider asked for.
   */
  Optional<Hindrance> resting(String model);

  /** How the model's breaker stands. */
  BreakerState breaker(String model);

  /** The answer to a request for leave. */
  sealed interface Leave {
    record Granted(Permit permit) implements Leave {}

    record Refused(Hindrance why) implements Leave {}
  }
}
