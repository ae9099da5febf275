package dev.rung.server.guard;

import dev.rung.server.guard.Guard.Leave;
import dev.rung.server.guard.Hindrance.Kind;
import dev.rung.server.guard.WaitingLine.Said;
import dev.rung.server.provider.Allowance;
import dev.rung.server.provider.ApiKey;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.Reach;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** Guards one model. Safe for several threads; only {@link #await} waits. */
final class ModelGuard {
  /** When a place will be free is not known. */
  private static final Duration SOON = Duration.ofSeconds(1);

  private static final Hindrance BUSY = new Hindrance(Kind.BUSY, SOON);

  private final String providerName;
  private final int inFlightLimit;
  private final boolean learns;
  private final AdaptiveLimit provider;
  private final Breaker breaker;
  private final Rate rate;
  private final KeyLimits learned;
  private final WaitingLine line;
  private final Pauses pauses;
  private final LongSupplier nanoTime;
  private final Runnable onFree;
  private final AtomicInteger inFlight = new AtomicInteger();

  /**
   * @param provider shared by all models of one provider
   * @param rate of this model, which outlives its guard
   * @param onChange called after every change of the breaker
   * @param onFree called after every call that ended
   */
  ModelGuard(
      Model model,
      GuardSettings settings,
      AdaptiveLimit provider,
      Rate rate,
      LongSupplier nanoTime,
      Runnable onChange,
      Runnable onFree) {
    this.providerName = model.provider();
    this.inFlightLimit = settings.inFlight();
    this.learns = settings.learn();
    this.provider = provider;
    this.nanoTime = nanoTime;
    this.onFree = onFree;
    this.pauses = new Pauses(nanoTime);
    this.breaker = new Breaker(model.name(), settings.breaker(), nanoTime, onChange);
    this.rate = rate;
    this.learned = new KeyLimits(nanoTime);
    this.line = new WaitingLine(settings.queue().length(), nanoTime);
  }

  Optional<Hindrance> resting() {
    return pauses.left().or(() -> breaker.openFor().map(left -> new Hindrance(Kind.BREAKER, left)));
  }

  BreakerState state() {
    return breaker.state();
  }

  Load load() {
    return new Load(inFlight.get(), line.size(), Math.min(inFlightLimit, provider.limit()));
  }

  /** Forgets what it learned of every key but these. */
  void retain(Set<ApiKey> keys) {
    learned.retain(keys);
  }

  /** How long nothing at all is left for this key of this provider; zero where something is. */
  Duration usedUp(String ofProvider, ApiKey key) {
    return providerName.equals(ofProvider) ? learned.usedUp(key) : Duration.ZERO;
  }

  int knownKeys() {
    return learned.knownKeys();
  }

  /** Something became free that a request in the queue may wait for. */
  void wake() {
    line.wake();
  }

  /** As {@link #leave}, after those who came earlier, and after a wait where that helps. */
  Leave await(Reach reach, List<ApiKey> keys, Expected tokens, Need need, Duration longest)
      throws InterruptedException {
    if (line.size() == 0) {
      Leave leave = ask(reach, keys, tokens, need).leave();
      if (!(leave instanceof Leave.Refused(var why)) || !WaitingLine.isWorthWaiting(why, longest)) {
        return leave;
      }
    }
    return line.await(keys, free -> ask(reach, free, tokens, need), longest)
        .orElse(new Leave.Refused(BUSY));
  }

  Leave leave(Reach reach, List<ApiKey> keys, Expected tokens) {
    return ask(reach, keys, tokens, Need.USUAL).leave();
  }

  private Said ask(Reach reach, List<ApiKey> keys, Expected tokens, Need need) {
    Optional<Hindrance> resting =
        switch (need) {
          case USUAL -> resting();
          case LAST_RESORT -> pauses.left();
        };
    if (resting.isPresent()) {
      return whole(new Leave.Refused(resting.get()));
    }
    if (!takePlace()) {
      return whole(new Leave.Refused(BUSY));
    }
    Said said = underRate(reach, keys, tokens, need);
    if (said.leave() instanceof Leave.Refused) {
      // Who asked in between may have found the place taken.
      inFlight.decrementAndGet();
      line.wake();
    }
    return said;
  }

  /** Of the model as a whole, whatever the key. */
  private static Said whole(Leave leave) {
    return new Said(leave, false);
  }

  private boolean takePlace() {
    int now = inFlight.get();
    while (now < inFlightLimit) {
      if (inFlight.compareAndSet(now, now + 1)) {
        return true;
      }
      now = inFlight.get();
    }
    return false;
  }

  private Said underRate(Reach reach, List<ApiKey> keys, Expected tokens, Need need) {
    return switch (rate.take(tokens.total())) {
      case Rate.Answer.Wait(var time) -> whole(refused(Kind.RATE, time));
      case Rate.Answer.Taken(var share) -> {
        Said said = underLearned(reach, keys, tokens, need, share);
        if (said.leave() instanceof Leave.Refused) {
          rate.giveBack(share);
        }
        yield said;
      }
    };
  }

  private Said underLearned(
      Reach reach, List<ApiKey> keys, Expected tokens, Need need, Rate.Share share) {
    return switch (learned.take(keys, tokens)) {
      case KeyLimits.Answer.Wait(var time) -> new Said(refused(Kind.RATE, time), !keys.isEmpty());
      case KeyLimits.Answer.Taken(var taking) -> {
        Leave leave = underProvider(reach, taking, need, share);
        if (leave instanceof Leave.Refused) {
          taking.giveBack();
        }
        yield whole(leave);
      }
    };
  }

  /**
   * A model in this process has a line of its own, which knows best how much it bears. The breaker
   * comes last: whom it lets through may be its only trial.
   */
  private Leave underProvider(Reach reach, KeyLimits.Taking taking, Need need, Rate.Share share) {
    boolean remote = reach != Reach.IN_PROCESS;
    if (remote && !provider.enter()) {
      return new Leave.Refused(BUSY);
    }
    Breaker.Entry entry =
        switch (need) {
          case USUAL -> breaker.enter();
          case LAST_RESORT -> breaker.enterAsLastResort();
        };
    return switch (entry) {
      case Breaker.Entry.Passed(var passage) ->
          new Leave.Granted(new OneCall(this, reach, share, taking, passage, nanoTime.getAsLong()));
      case Breaker.Entry.Shut(var left) -> {
        if (remote) {
          provider.leave();
        }
        yield refused(Kind.BREAKER, left);
      }
    };
  }

  private static Leave refused(Kind kind, Duration left) {
    return new Leave.Refused(new Hindrance(kind, left));
  }

  void heard(OneCall call, List<Allowance> said) {
    if (learns) {
      call.taking().limits().heard(call.taking().share(), said);
    }
  }

  void answered(OneCall call, Duration firstOutput, long tokens) {
    call.passage().answered(firstOutput);
    rate.used(call.share(), tokens);
    tell(call, AdaptiveLimit.Sign.GOOD);
  }

  void failed(OneCall call, ProviderException failure, Duration latency, long tokens) {
    Verdict verdict = Verdict.on(call.reach(), failure, latency);
    switch (verdict) {
      case Verdict.Down _ -> call.passage().failed(latency);
      case Verdict.Up _ -> call.passage().answered(latency);
      case Verdict.Nothing _ -> call.passage().left();
      case Verdict.Pause asked -> {
        call.passage().left();
        pauses.ask(asked.kind(), asked.time());
      }
    }
    rate.used(call.share(), tokens);
    if (tokens == 0) {
      notCounted(call);
    }
    tell(call, Verdict.sign(verdict, failure));
  }

  /**
   * A call that failed by its key. Where that is the only one, how busy the provider is may be seen
   * by it all the same; of several, one that is limited says nothing about the others.
   */
  void refused(OneCall call, ProviderException failure, long tokens) {
    call.passage().left();
    rate.used(call.share(), tokens);
    if (tokens == 0) {
      notCounted(call);
    }
    if (learned.knownKeys() <= 1) {
      tell(call, Verdict.sign(new Verdict.Nothing(), failure));
    }
  }

  /** A call within this process never was one of those in flight at a provider. */
  private void tell(OneCall call, AdaptiveLimit.Sign sign) {
    if (call.reach() != Reach.IN_PROCESS) {
      provider.tell(sign, call.begun());
    }
  }

  void left(OneCall call, long tokens) {
    call.passage().left();
    rate.used(call.share(), tokens);
  }

  /** A call that was let in and not made. */
  void notMade(OneCall call) {
    call.passage().left();
    rate.giveBack(call.share());
    notCounted(call);
  }

  private void notCounted(OneCall call) {
    if (!call.wasHeard()) {
      call.taking().giveBack();
    }
  }

  void ended(OneCall call) {
    inFlight.decrementAndGet();
    if (call.reach() != Reach.IN_PROCESS) {
      provider.leave();
    }
    line.wake();
    onFree.run();
  }
}
