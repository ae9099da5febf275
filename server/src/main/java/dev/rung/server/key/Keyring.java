package dev.rung.server.key;

import dev.rung.server.guard.Hindrance;
import dev.rung.server.provider.ApiKey;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.ProviderSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Chooses the key of a call, by weight and chance among those that do not rest, and keeps what
 * calls taught about each. Safe for several threads; never waits.
 */
public final class Keyring {
  private static final Hindrance USED_UP =
      new Hindrance(Hindrance.Kind.PAUSE, Duration.ofSeconds(1));

  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final RandomGenerator random;
  private final Map<Owner, KeyGuard> guards = new ConcurrentHashMap<>();
  private volatile Runnable onChange = () -> {};

  /** A key of one provider: another one may have the same. */
  private record Owner(String provider, ApiKey key) {}

  /** The answer to a request to use a key. */
  public sealed interface Turn {
    record Granted(KeyUse use) implements Turn {}

    record Refused(Hindrance why) implements Turn {}
  }

  /**
   * A ring that knows nothing of any key.
   *
   * @param clock for when a key was last of use
   * @param nanoTime monotonic, such as {@link System#nanoTime()}
   */
  public Keyring(InstantSource clock, LongSupplier nanoTime, RandomGenerator random) {
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.random = random;
  }

  /**
   * The keys that a call may be made with, drawn one after the other.
   *
   * @param keys of the model's provider
   * @param used keys that the request has tried already
   * @return those that do not rest; the first is the one to use where nothing else keeps it
   */
  public List<ApiKey> order(Model model, List<ApiKey> keys, Set<ApiKey> used) {
    List<ApiKey> open = open(model, keys, used);
    List<ApiKey> order = new ArrayList<>(open.size());
    while (!open.isEmpty()) {
      ApiKey key = chosen(open);
      order.add(key);
      open.remove(key);
    }
    return order;
  }

  /** Leave to make one call with this key; refused while it rests, or another call is its trial. */
  public Turn turn(Model model, ApiKey key) {
    return guard(model.provider(), key).turn(key, model.name());
  }

  /** Why none of these keys is left to be used; the one that is over first. */
  public Hindrance hindrance(Model model, List<ApiKey> keys) {
    return soonest(model, keys).orElse(USED_UP);
  }

  /** What keeps every key from being used for this model; the one that is over first. */
  public Optional<Hindrance> resting(Model model, List<ApiKey> keys) {
    for (ApiKey key : keys) {
      if (guard(model.provider(), key).resting(model.name()).isEmpty()) {
        return Optional.empty();
      }
    }
    return soonest(model, keys);
  }

  /** Whether there is a key for this model that does not rest beside these. */
  public boolean hasOther(Model model, List<ApiKey> keys, Set<ApiKey> used) {
    return !open(model, keys, used).isEmpty();
  }

  private List<ApiKey> open(Model model, List<ApiKey> keys, Set<ApiKey> used) {
    List<ApiKey> open = new ArrayList<>(keys.size());
    for (ApiKey key : keys) {
      if (!used.contains(key) && guard(model.provider(), key).resting(model.name()).isEmpty()) {
        open.add(key);
      }
    }
    return open;
  }

  private Optional<Hindrance> soonest(Model model, List<ApiKey> keys) {
    return keys.stream()
        .flatMap(key -> guard(model.provider(), key).resting(model.name()).stream())
        .min(Comparator.comparing(Hindrance::left));
  }

  /** Spares are chosen, with equal chances, where nobody else is there. */
  private ApiKey chosen(List<ApiKey> open) {
    if (open.size() == 1) {
      return open.getFirst();
    }
    int all = open.stream().mapToInt(ApiKey::weight).sum();
    if (all == 0) {
      return open.get(random.nextInt(open.size()));
    }
    int at = random.nextInt(all);
    for (ApiKey key : open) {
      at -= key.weight();
      if (at < 0) {
        return key;
      }
    }
    throw new IllegalStateException("weights changed");
  }

  KeyGuard guard(String provider, ApiKey key) {
    Owner owner = new Owner(provider, key);
    KeyGuard known = guards.get(owner);
    return known != null
        ? known
        : guards.computeIfAbsent(
            owner, o -> new KeyGuard(provider + "/" + key.name(), clock, nanoTime, this::changed));
  }

  /**
   * Forgets every key but those of these providers, also one whose value has changed, and what
   * happened with the others at every model but these.
   *
   * @param models their names
   */
  public void retain(Collection<ProviderSettings> providers, Set<String> models) {
    Set<Owner> kept = new HashSet<>();
    providers.forEach(provider ->
        provider.keys().present().forEach(key -> kept.add(new Owner(provider.name(), key))));
    guards.keySet().retainAll(kept);
    guards.values().forEach(guard -> guard.retain(models));
  }

  /** Starts anew: nothing rests. */
  public void forgive() {
    guards.clear();
  }

  /** Calls this after every change of a breaker, on a thread that must not be blocked. */
  public void onChange(Runnable listener) {
    onChange = listener;
  }

  private void changed() {
    onChange.run();
  }
}
