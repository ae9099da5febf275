package dev.rung.server.rpc;

import dev.rung.server.generate.Caller;
import java.util.Optional;

/**
 * Who asks for figures.
 *
 * @param seesAll whether those of every tenant are shown; else only the caller's own
 */
record Viewer(Caller caller, boolean seesAll) {

  /** Whether the figures of this tenant are shown; where none is named, there are always some. */
  boolean maySee(String tenant) {
    return seesAll || tenant.isEmpty() || tenant.equals(caller.tenant());
  }

  /** Whose figures are shown where this tenant is named, or none; absent for everybody's. */
  Optional<String> whose(String tenant) {
    if (tenant.isEmpty()) {
      return seesAll ? Optional.empty() : Optional.of(caller.tenant());
    }
    return Optional.of(tenant);
  }
}
