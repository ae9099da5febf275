package dev.rung.server.rpc;

import dev.rung.server.generate.Caller;
import java.util.Optional;

/** Who asks for figures. */
record Viewer(Caller caller) {

  /** Whether the figures of this tenant are shown; where none is named, there are always some. */
  boolean maySee(String tenant) {
    return caller.seesAll() || tenant.isEmpty() || tenant.equals(caller.tenant());
  }

  /** Whose figures are shown where this tenant is named, or none; absent for everybody's. */
  Optional<String> whose(String tenant) {
    if (tenant.isEmpty()) {
      return caller.seesAll() ? Optional.empty() : Optional.of(caller.tenant());
    }
    return Optional.of(tenant);
  }
}
