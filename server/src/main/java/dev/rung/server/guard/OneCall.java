package dev.rung.server.guard;

import dev.rung.server.provider.Allowance;
import dev.rung.server.provider.ApiKey;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.Reach;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A call that a guard let in; leaves at the first close, later ones do nothing. */
final class OneCall implements Permit {
  private final ModelGuard guard;
  private final Reach reach;
  private final Rate.Share share;
  private final KeyLimits.Taking taking;
  private final Breaker.Passage passage;
  private final long begun;
  private volatile boolean heard;
  private final AtomicBoolean told = new AtomicBoolean();
  private final AtomicBoolean left = new AtomicBoolean();

  /**
   * @param share of the model's own rate
   * @param begun when it was let in, as the clock counts
   */
  OneCall(
      ModelGuard guard,
      Reach reach,
      Rate.Share share,
      KeyLimits.Taking taking,
      Breaker.Passage passage,
      long begun) {
    this.guard = guard;
    this.reach = reach;
    this.share = share;
    this.taking = taking;
    this.passage = passage;
    this.begun = begun;
  }

  Reach reach() {
    return reach;
  }

  Rate.Share share() {
    return share;
  }

  KeyLimits.Taking taking() {
    return taking;
  }

  /** Through the model's breaker. */
  Breaker.Passage passage() {
    return passage;
  }

  long begun() {
    return begun;
  }

  /** Whether the provider counted it. */
  boolean wasHeard() {
    return heard;
  }

  @Override
  public Optional<ApiKey> key() {
    return taking.key();
  }

  @Override
  public void allowances(List<Allowance> said) {
    heard = true;
    guard.heard(this, said);
  }

  @Override
  public void answered(Duration firstOutput, long tokens) {
    if (told.compareAndSet(false, true)) {
      guard.answered(this, firstOutput, tokens);
    }
  }

  @Override
  public void failed(ProviderException failure, Duration latency, long tokens) {
    if (told.compareAndSet(false, true)) {
      guard.failed(this, failure, latency, tokens);
    }
  }

  @Override
  public void refused(ProviderException failure, long tokens) {
    if (told.compareAndSet(false, true)) {
      guard.refused(this, failure, tokens);
    }
  }

  @Override
  public void left(long tokens) {
    if (told.compareAndSet(false, true)) {
      guard.left(this, tokens);
    }
  }

  @Override
  public void close() {
    if (!left.compareAndSet(false, true)) {
      return;
    }
    if (told.compareAndSet(false, true)) {
      guard.notMade(this);
    }
    guard.ended(this);
  }
}
