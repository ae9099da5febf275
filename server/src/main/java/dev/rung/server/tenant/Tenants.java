package dev.rung.server.tenant;

import dev.rung.server.generate.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * What tenants may, and how much each of them takes. A tenant without settings of its own has those
 * of {@code default}, for itself alone. Safe for several threads; never waits.
 */
public final class Tenants {
  private static final String DEFAULT = "default";

  /** Names come from tokens too: beyond this, those whose limits are untouched are forgotten. */
  private static final int MANY = 10_000;

  private final LongSupplier nanoTime;
  private final AtomicReference<Map<String, TenantSettings>> settings =
      new AtomicReference<>(Map.of());
  private final Map<String, TenantLoad> loads = new ConcurrentHashMap<>();
  private final AtomicInteger forgetFrom = new AtomicInteger(MANY);

  /** Tenants that may everything. */
  public Tenants(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Takes over settings; what was taken under those of before still counts. */
  public void apply(Map<String, TenantSettings> next) {
    settings.set(Map.copyOf(next));
  }

  TenantSettings settings(String tenant) {
    Map<String, TenantSettings> current = settings.get();
    TenantSettings own = current.get(tenant);
    return own != null ? own : current.getOrDefault(DEFAULT, TenantSettings.FREE);
  }

  /** Lets this tenant in with these scopes, and with the rights in force. */
  Entry.Admitted admit(String tenant, Set<Scope> scopes) {
    boolean seesAll = scopes.contains(Scope.ADMIN);
    return new Entry.Admitted(new Caller(tenant, settings(tenant).rights(), seesAll), scopes);
  }

  /** A tenant and what its certificate may be used for. */
  record Certified(String tenant, Set<Scope> scopes) {}

  /** The tenant that one of these names stands for. */
  Optional<Certified> byCertificate(List<String> names) {
    return names.isEmpty()
        ? Optional.empty()
        : settings.get().entrySet().stream()
            .filter(entry -> entry.getValue().certificates().stream().anyMatch(names::contains))
            .findFirst()
            .map(entry -> new Certified(entry.getKey(), entry.getValue().certificateScopes()));
  }

  /** Whether any certificate stands for a tenant. */
  boolean certificates() {
    for (TenantSettings one : settings.get().values()) {
      if (!one.certificates().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Takes one request of this tenant, and the tokens that it is expected to need, where its limits
   * let it in.
   */
  TenantLoad.Taken take(String tenant, long expected) {
    if (loads.size() > forgetFrom.get()) {
      forget();
    }
    AtomicReference<TenantLoad.Taken> taken = new AtomicReference<>();
    loads.compute(
        tenant,
        (name, known) -> {
          TenantLoad load = known == null ? new TenantLoad(nanoTime) : known;
          taken.set(load.take(settings(name), expected));
          return load;
        });
    return taken.get();
  }

  /** What is as if it were new is not missed; one at a time, and seldom where most are busy. */
  private void forget() {
    int from = forgetFrom.get();
    if (forgetFrom.compareAndSet(from, Integer.MAX_VALUE)) {
      loads
          .keySet()
          .forEach(
              tenant -> loads.computeIfPresent(tenant, (_, load) -> load.isAsNew() ? null : load));
      forgetFrom.set(Math.max(MANY, loads.size() * 2));
    }
  }

  /** Of how many tenants something is remembered. */
  int remembered() {
    return loads.size();
  }
}
