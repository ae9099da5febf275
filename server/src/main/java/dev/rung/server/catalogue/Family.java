package dev.rung.server.catalogue;

import dev.rung.server.provider.Capability;
import java.util.Set;

/**
 * A family of open models, as local servers name them.
 *
 * @param billions of parameters, where a name says no size
 * @param contextWindow tokens of input and output together
 */
record Family(String name, double billions, int contextWindow, Set<Capability> capabilities) {
  Family {
    capabilities = Set.copyOf(capabilities);
  }
}
