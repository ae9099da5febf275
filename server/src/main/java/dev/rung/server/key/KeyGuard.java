package dev.rung.server.key;

import dev.rung.server.guard.BreakerSettings;
import dev.rung.server.guard.BreakerState;
import dev.rung.server.guard.Hindrance;
import dev.rung.server.provider.ApiKey;
import dev.rung.server.provider.ProviderException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/** Guards one key. Safe for several threads; never waits. */
final class KeyGuard {
  private static final Duration WINDOW = Duration.ofSeconds(30);
  private static final int LEAST_CALLS = 5;
  private static final double SHARE = 0.5;
  private static final Duration NEVER_SLOW = Duration.ofDays(1);

  /** A person has to do something first. */
  private static final BreakerSettings EVERYWHERE = settings(30, 300);

  private static final BreakerSettings AT_ONE_MODEL = settings(5, 120);

  private final String name;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final Runnable onChange;
  private final Rest everywhere;

  /** Of models at which it was at fault. */
  private final Map<String, Rest> atModel = new ConcurrentHashMap<>();

  private volatile long answeredMillis = Long.MIN_VALUE;

  /** A key of which nothing is known. */
  KeyGuard(String name, InstantSource clock, LongSupplier nanoTime, Runnable onChange) {
    this.name = name;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.onChange = onChange;
    this.everywhere = new Rest(name, EVERYWHERE, nanoTime, onChange);
  }

  private static BreakerSettings settings(int open, int longestOpen) {
    return new BreakerSettings(
        WINDOW,
        LEAST_CALLS,
        SHARE,
        NEVER_SLOW,
        1,
        Duration.ofSeconds(open),
        Duration.ofSeconds(longestOpen),
        0);
  }

  Optional<Hindrance> resting(String model) {
    Rest here = atModel.get(model);
    return everywhere.resting().or(() -> here == null ? Optional.empty() : here.resting());
  }

  Rest everywhere() {
    return everywhere;
  }

  /** Each model at which it is not trusted now, with the reason. */
  Map<String, Rest> atModels() {
    return Map.copyOf(atModel);
  }

  /** Forgets what happened at every model but these. */
  void retain(Set<String> models) {
    atModel.keySet().retainAll(models);
  }

  BreakerState state() {
    return everywhere.state();
  }

  /** Whether a call with it was answered after this. */
  boolean answeredSince(Instant then) {
    return answeredMillis > then.toEpochMilli();
  }

  /**
   * Leave to make one call with it. What rests at the model is looked up once: what another call
   * begins to keep of it meanwhile is none of this one's.
   */
  Keyring.Turn turn(ApiKey key, String model) {
    Optional<Rest> here = Optional.ofNullable(atModel.get(model));
    return switch (everywhere.enter()) {
      case Rest.Entry.Refused(var why) -> new Keyring.Turn.Refused(why);
      case Rest.Entry.Passed(var all) ->
          here.map(rest -> turn(key, model, all, rest))
              .orElseGet(() -> granted(key, model, all, Optional.empty()));
    };
  }

  private Keyring.Turn turn(ApiKey key, String model, Rest.Use all, Rest here) {
    return switch (here.enter()) {
      case Rest.Entry.Passed(var use) -> granted(key, model, all, Optional.of(use));
      case Rest.Entry.Refused(var why) -> {
        all.left();
        yield new Keyring.Turn.Refused(why);
      }
    };
  }

  private Keyring.Turn granted(ApiKey key, String model, Rest.Use all, Optional<Rest.Use> here) {
    return new Keyring.Turn.Granted(new OneUse(key, model, all, here));
  }

  private Rest at(String model) {
    return atModel.computeIfAbsent(
        model, at -> new Rest(name + " at " + at, AT_ONE_MODEL, nanoTime, onChange));
  }

  /** One call with the key; leaves at the first word, later ones do nothing. */
  private final class OneUse implements KeyUse {
    private final ApiKey key;
    private final String model;
    private final Rest.Use all;
    private final Optional<Rest.Use> here;
    private final AtomicBoolean told = new AtomicBoolean();

    OneUse(ApiKey key, String model, Rest.Use all, Optional<Rest.Use> here) {
      this.key = key;
      this.model = model;
      this.all = all;
      this.here = here;
    }

    @Override
    public Optional<ApiKey> key() {
      return Optional.of(key);
    }

    @Override
    public void answered() {
      if (told.compareAndSet(false, true)) {
        all.answered();
        answeredMillis = clock.millis();
        here.ifPresent(Rest.Use::answered);
      }
    }

    @Override
    public boolean failed(ProviderException failure) {
      KeyVerdict verdict = KeyVerdict.on(failure);
      if (told.compareAndSet(false, true)) {
        learn(verdict);
      }
      return !(verdict instanceof KeyVerdict.Clear);
    }

    private void learn(KeyVerdict verdict) {
      switch (verdict) {
        case KeyVerdict.Clear _ -> {}
        case KeyVerdict.Useless(var kind, var everyModel) ->
            (everyModel ? all : atThisModel()).useless(kind);
        case KeyVerdict.Paused(var kind, var time) -> atThisModel().paused(kind, time);
        case KeyVerdict.Limited _ -> atThisModel().limited();
      }
      leave();
    }

    /** Another call may have begun to keep something of the model meanwhile. */
    private Rest.Use atThisModel() {
      return here.orElseGet(() -> at(model).beside());
    }

    @Override
    public void close() {
      if (told.compareAndSet(false, true)) {
        leave();
      }
    }

    /** Whoever has been told something stays with that. */
    private void leave() {
      all.left();
      here.ifPresent(Rest.Use::left);
    }
  }
}
