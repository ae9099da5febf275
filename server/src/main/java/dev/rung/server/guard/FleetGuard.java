package dev.rung.server.guard;

import dev.rung.server.provider.ApiKey;
import dev.rung.server.provider.Model;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Guards every model by itself: calls in flight, rates, pauses that providers ask for, and a
 * circuit breaker; and every provider as a whole: calls in flight. Safe for several threads.
 *
 * <p>A model is known from its first call on until {@link #retain} or {@link #apply}.
 */
public final class FleetGuard implements Guard {
  private final LongSupplier nanoTime;
  private final Map<String, ModelGuard> models = new ConcurrentHashMap<>();
  private final Map<String, AdaptiveLimit> providers = new ConcurrentHashMap<>();
  private final Map<String, Rate> rates = new ConcurrentHashMap<>();
  private volatile GuardSettings settings;
  private volatile Runnable onChange = () -> {};

  /**
   * @param nanoTime monotonic, such as {@link System#nanoTime()}
   */
  public FleetGuard(GuardSettings settings, LongSupplier nanoTime) {
    this.settings = settings;
    this.nanoTime = nanoTime;
  }

  @Override
  public Leave leave(Model model, List<ApiKey> keys, Expected tokens) {
    return known(model).leave(model.reach(), keys, tokens);
  }

  @Override
  public Leave await(Model model, List<ApiKey> keys, Expected tokens, Need need, Duration longest)
      throws InterruptedException {
    Duration most = settings.queue().longest();
    Duration shorter = longest.compareTo(most) < 0 ? longest : most;
    return known(model).await(model.reach(), keys, tokens, need, shorter);
  }

  private ModelGuard known(Model model) {
    ModelGuard known = models.get(model.name());
    return known == null ? models.computeIfAbsent(model.name(), _ -> newcomer(model)) : known;
  }

  private ModelGuard newcomer(Model model) {
    AdaptiveLimit provider =
        providers.computeIfAbsent(
            model.provider(), _ -> new AdaptiveLimit(settings.adaptive(), nanoTime));
    GuardSettings now = settings;
    RateLimits limits = now.rates(model.name());
    Rate rate = rates.computeIfAbsent(model.name(), _ -> Rate.steady(limits, nanoTime));
    rate.apply(limits);
    return new ModelGuard(model, now, provider, rate, nanoTime, this::changed, this::becameFree);
  }

  /** A call less at a provider may be what requests for any of its models wait for. */
  private void becameFree() {
    models.values().forEach(ModelGuard::wake);
  }

  @Override
  public Optional<Hindrance> resting(String model) {
    return Optional.ofNullable(models.get(model)).flatMap(ModelGuard::resting);
  }

  @Override
  public boolean isLastResort(String model) {
    return settings.breaker().lastResorts() > 0
        && resting(model).filter(why -> why.kind() != Hindrance.Kind.BREAKER).isEmpty();
  }

  @Override
  public BreakerState breaker(String model) {
    ModelGuard known = models.get(model);
    return known == null ? BreakerState.CLOSED : known.state();
  }

  @Override
  public Optional<Load> load(String model) {
    return Optional.ofNullable(models.get(model)).map(ModelGuard::load);
  }

  /** Calls in flight at the model of this name. */
  public int inFlight(String model) {
    return load(model).map(Load::inFlight).orElse(0);
  }

  /**
   * Starts anew with other settings: pauses, breakers and what was learned are forgotten. What was
   * taken of a model's own rate is not: its provider does not forget it either.
   */
  public void apply(GuardSettings next) {
    settings = next;
    models.clear();
    providers.clear();
  }

  /** Forgets every model, their providers and every key but these; what a reload calls. */
  public void retain(Collection<Model> known, Set<ApiKey> keys) {
    Set<String> names = known.stream().map(Model::name).collect(Collectors.toSet());
    models.keySet().retainAll(names);
    rates.keySet().retainAll(names);
    providers.keySet().retainAll(known.stream().map(Model::provider).collect(Collectors.toSet()));
    models.values().forEach(model -> model.retain(keys));
  }

  /**
   * The models for which this key of this provider has nothing left, as its provider told: for how
   * long.
   */
  public Map<String, Duration> usedUp(String provider, ApiKey key) {
    Map<String, Duration> usedUp = new HashMap<>();
    models.forEach((name, model) -> {
      Duration left = model.usedUp(provider, key);
      if (left.isPositive()) {
        usedUp.put(name, left);
      }
    });
    return usedUp;
  }

  /** Calls this after every change of a breaker, on a thread that must not be blocked. */
  public void onChange(Runnable listener) {
    onChange = listener;
  }

  private void changed() {
    onChange.run();
  }

  int knownKeys(String model) {
    ModelGuard known = models.get(model);
    return known == null ? 0 : known.knownKeys();
  }

  int knownModels() {
    return models.size();
  }

  int knownProviders() {
    return providers.size();
  }
}
