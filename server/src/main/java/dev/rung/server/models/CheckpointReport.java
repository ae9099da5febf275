package dev.rung.server.models;

import dev.rung.server.config.HubId;
import dev.rung.server.config.Precision;
import java.util.Map;
import java.util.Optional;

/**
 * A checkpoint that is here, or that a manifest says how to get.
 *
 * @param name of its manifest or its folder
 * @param bytesOnDisk of its files; 0 where there are none
 * @param downloadBytes about how much a whole pull fetches; 0 where that is not known
 * @param memoryBytes about how much its weights take, by precision; empty where that is not known
 */
public record CheckpointReport(
    String name,
    Optional<HubId> hubId,
    CheckpointState state,
    long bytesOnDisk,
    long downloadBytes,
    Map<Precision, Long> memoryBytes) {
  public CheckpointReport {
    memoryBytes = Map.copyOf(memoryBytes);
  }
}
