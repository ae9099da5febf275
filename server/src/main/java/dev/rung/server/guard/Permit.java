package dev.rung.server.guard;

import dev.rung.server.provider.ProviderException;
import java.time.Duration;

/**
 * Leave to make one call. Told at most once how the call went, and closed when it has ended; what
 * is closed without being told teaches nothing about the model. One thread at a time.
 */
public interface Permit extends AutoCloseable {

  /**
   * The model answered.
   *
   * @param firstOutput from the beginning of the call
   * @param tokens of input and output that it took
   */
  void answered(Duration firstOutput, long tokens);

  /**
   * The call failed.
   *
   * @param latency from the beginning of the call
   */
  void failed(ProviderException failure, Duration latency);

  @Override
  void close();
}
