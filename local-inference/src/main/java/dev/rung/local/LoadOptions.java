package dev.rung.local;

import dev.rung.local.device.Device;
import dev.rung.local.weights.Precision;
import java.util.Optional;

/**
 * How a checkpoint is to run.
 *
 * @param device absent: a GPU where one can be used, else the CPU
 * @param precision absent: the best that device and model allow
 * @param threads that one step uses on the CPU, 1 or more
 * @param maxSequences answers that are made at once
 * @param maxWaiting calls that wait for their turn; one more is refused as busy
 * @param cacheBytes of memory for what the model remembers of its texts
 * @param prefillTokens of prompts in one step, so that running answers go on
 */
public record LoadOptions(
    Optional<Device> device,
    Optional<Precision> precision,
    int threads,
    int maxSequences,
    int maxWaiting,
    long cacheBytes,
    int prefillTokens) {
  public LoadOptions {
    if (threads < 1 || maxSequences < 1 || maxWaiting < 1 || cacheBytes < 1 || prefillTokens < 1) {
      throw new IllegalArgumentException("every number must be 1 or more");
    }
  }
}
