package dev.rung.server.guard;

import dev.rung.server.provider.Allowance;
import dev.rung.server.provider.ApiKey;
import dev.rung.server.provider.ProviderException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Leave to make one call. Told at most once how the call went, and closed when it has ended; what
 * is closed without being told teaches nothing about the model and counts as not made. One thread
 * at a time.
 */
public interface Permit extends AutoCloseable {

  /** What the call is to be made with: one of those that leave was asked for, absent without. */
  Optional<ApiKey> key();

  /** What the head of the response says is left of the provider's limits; before the end. */
  void allowances(List<Allowance> said);

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
   * @param tokens of input and output that it took all the same
   */
  void failed(ProviderException failure, Duration latency, long tokens);

  /**
   * The call was given up by us or by the caller.
   *
   * @param tokens of input and output that it took until then
   */
  void left(long tokens);

  /**
   * The call failed by the key that it was made with, which says nothing about the model: it was
   * refused, limited, or its account is empty.
   *
   * @param tokens of input and output that it took all the same
   */
  void refused(ProviderException failure, long tokens);

  @Override
  void close();
}
