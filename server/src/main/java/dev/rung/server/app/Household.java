package dev.rung.server.app;

import dev.rung.server.config.Configuration;
import dev.rung.server.discover.Inventory;
import dev.rung.server.discover.StartupTable;
import dev.rung.server.engine.Operations.ProviderReport;
import java.util.List;

/** A configuration and what was found under it: what is in force between two reloads. */
record Household(Configuration configuration, Inventory inventory) {

  /** What was found and what is missing, for people. */
  String table() {
    boolean templates = configuration.routing().templates() && configuration.routing().enabled();
    return StartupTable.of(inventory, templates);
  }

  List<ProviderReport> providers() {
    return inventory.providers().stream()
        .map(found -> new ProviderReport(found.settings(), found.notReady()))
        .toList();
  }
}
