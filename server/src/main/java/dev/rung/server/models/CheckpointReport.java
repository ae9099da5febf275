package dev.rung.server.models;

import java.util.Map;
import java.util.Optional;

/**
 * A checkpoint that is here, or that a manifest says how to get.
 *
 * @param name of its manifest or its folder
 * @param hubId OWNER/NAME
 * @param bytesOnDisk of its files; 0 where there are none
 * @param downloadBytes about how much a whole pull fetches; 0 where that is not known
 * @param memoryBytes about how much its weights take, by precision, such as "bf16"; empty where
 *     that is not known
 */
public record CheckpointReport(
    String name,
    Optional<String> hubId,
    CheckpointState state,
    long bytesOnDisk,
    long downloadBytes,
    Map<String, Long> memoryBytes) {
  public CheckpointReport {
    memoryBytes = Map.copyOf(memoryBytes);
  }
}
