package dev.rung.server.models;

import java.util.List;
import java.util.Optional;

/**
 * What reading every byte of a checkpoint found.
 *
 * @param bytes how many were read
 * @param record what was fetched, where that is known
 * @param faults in words, a line each; empty where all is well
 */
public record Verification(
    String name, long bytes, Optional<PulledFiles> record, List<String> faults) {
  public Verification {
    faults = List.copyOf(faults);
  }

  public boolean isSound() {
    return faults.isEmpty();
  }
}
