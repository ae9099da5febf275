package dev.rung.server.guard;

import dev.rung.server.provider.Model;
import java.util.Optional;

/** Who may call a model now. */
public interface Guard {

  /**
   * Leave to make one call, never waiting for it.
   *
   * @return empty when the model must not be called now
   */
  Optional<Permit> permit(Model model);

  /** Leave to make one call; closed when the call has ended. */
  interface Permit extends AutoCloseable {
    @Override
    void close();
  }
}
