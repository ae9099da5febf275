package dev.rung.server.engine;

import dev.rung.server.generate.Caller;
import dev.rung.server.provider.Roster;
import dev.rung.server.select.Fleet;

/** Takes the picture of the fleet that one request is decided by. Never blocks. */
@FunctionalInterface
public interface FleetSource {
  Fleet picture(Roster roster, Caller caller);
}
