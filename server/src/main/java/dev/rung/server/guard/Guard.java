package dev.rung.server.guard;

import dev.rung.server.provider.ApiKey;
import dev.rung.server.provider.Model;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Who may call a model now. Safe for several threads. */
public interface Guard {

  /**
   * Leave to make one call, at once or not at all.
   *
   * @param keys that the call may be made with, in the order in which they are preferred; none
   *     where the provider needs none. A key whose limits have no room is passed over.
   */
  Leave leave(Model model, List<ApiKey> keys, Expected tokens);

  /** The same without a key. */
  default Leave leave(Model model, Expected tokens) {
    return leave(model, List.of(), tokens);
  }

  /**
   * The same after a wait, where the model's rate or its calls in flight are used up and its queue
   * has room; in the order of arrival. The calling thread, which should be a virtual one, blocks.
   *
   * @param keys as for {@link #leave}; where several have no room, the first that has some ends the
   *     wait
   * @param need as the last resort it is let in where a breaker alone is against it, unless too
   *     many such calls are in flight already
   * @param longest wait; never longer than the guard's own bound
   * @throws InterruptedException when the thread is interrupted while it waits
   */
  Leave await(Model model, List<ApiKey> keys, Expected tokens, Need need, Duration longest)
      throws InterruptedException;

  /** The same for a request that others may answer. */
  default Leave await(Model model, List<ApiKey> keys, Expected tokens, Duration longest)
      throws InterruptedException {
    return await(model, keys, tokens, Need.USUAL, longest);
  }

  /** The same without a key. */
  default Leave await(Model model, Expected tokens, Duration longest) throws InterruptedException {
    return await(model, List.of(), tokens, longest);
  }

  /**
   * What would keep a call from being made at once, as far as it is known without asking for one: a
   * breaker that is open, a pause that a provider asked for.
   */
  Optional<Hindrance> resting(String model);

  /** Whether calls as last resort may be made: at most a breaker is against it. */
  boolean isLastResort(String model);

  /** How the model's breaker stands. */
  BreakerState breaker(String model);

  /** How busy the model is; absent before its first call. */
  Optional<Load> load(String model);

  /** The answer to a request for leave. */
  sealed interface Leave {
    record Granted(Permit permit) implements Leave {}

    record Refused(Hindrance why) implements Leave {}
  }
}
