package dev.rung.server.engine;

import dev.rung.server.guard.BreakerState;
import dev.rung.server.guard.Expected;
import dev.rung.server.guard.Guard;
import dev.rung.server.guard.Hindrance;
import dev.rung.server.guard.Load;
import dev.rung.server.guard.Need;
import dev.rung.server.guard.Permit;
import dev.rung.server.provider.Allowance;
import dev.rung.server.provider.ApiKey;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.ProviderException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lets every call through but those that a test holds back, and keeps what it is told. */
final class FakeGuard implements Guard {
  final List<String> told = new ArrayList<>();
  private final Map<String, Hindrance> held = new HashMap<>();
  final Set<String> lastResorts = new HashSet<>();
  private int open;

  void hold(String model, Hindrance why) {
    held.put(model, why);
  }

  void release(String model) {
    held.remove(model);
  }

  int open() {
    return open;
  }

  @Override
  public Leave await(Model model, List<ApiKey> keys, Expected tokens, Need need, Duration longest) {
    if (need == Need.LAST_RESORT) {
      told.add(model.name() + " is asked as the last resort");
      return granted(model, keys);
    }
    return leave(model, keys, tokens);
  }

  @Override
  public boolean isLastResort(String model) {
    return lastResorts.contains(model);
  }

  @Override
  public Optional<Load> load(String model) {
    return Optional.empty();
  }

  @Override
  public Leave leave(Model model, List<ApiKey> keys, Expected tokens) {
    Hindrance why = held.get(model.name());
    if (why != null) {
      return new Leave.Refused(why);
    }
    return granted(model, keys);
  }

  private Leave granted(Model model, List<ApiKey> keys) {
    open++;
    return new Leave.Granted(new Told(model.name(), keys.stream().findFirst()));
  }

  @Override
  public Optional<Hindrance> resting(String model) {
    return Optional.ofNullable(held.get(model));
  }

  @Override
  public BreakerState breaker(String model) {
    return BreakerState.CLOSED;
  }

  private final class Told implements Permit {
    private final String model;
    private final Optional<ApiKey> key;

    Told(String model, Optional<ApiKey> key) {
      this.model = model;
      this.key = key;
    }

    @Override
    public Optional<ApiKey> key() {
      return key;
    }

    @Override
    public void answered(Duration firstOutput, long tokens) {
      told.add(model + " answered with " + tokens);
    }

    @Override
    public void failed(ProviderException failure, Duration latency, long tokens) {
      told.add(model + " failed by " + failure.kind());
    }

    @Override
    public void left(long tokens) {
      told.add(model + " left with " + tokens);
    }

    @Override
    public void allowances(List<Allowance> said) {
      told.add(model + " says " + said);
    }

    @Override
    public void refused(ProviderException failure, long tokens) {
      told.add(model + " refused its key by " + failure.kind());
    }

    @Override
    public void close() {
      open--;
    }
  }
}
