package dev.rung.server.call;

import dev.rung.server.budget.BudgetKey;
import dev.rung.server.budget.BudgetLine;
import dev.rung.server.budget.LedgerFault;
import dev.rung.server.budget.Limit;
import dev.rung.server.costs.CostQuery;
import dev.rung.server.costs.CostReport;
import dev.rung.server.costs.CostSums;
import dev.rung.server.engine.Operations;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Strategy;
import dev.rung.server.generate.Tier;
import dev.rung.server.guard.BreakerState;
import dev.rung.server.guard.Load;
import dev.rung.server.key.KeyReport;
import dev.rung.server.key.KeyStatus;
import dev.rung.server.models.CheckpointReport;
import dev.rung.server.models.CheckpointState;
import dev.rung.server.provider.ApiKey;
import dev.rung.server.provider.Capability;
import dev.rung.server.provider.KeySet;
import dev.rung.server.provider.KeySource;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Prices;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.ProviderSettings;
import dev.rung.server.provider.Reach;
import dev.rung.server.provider.Secret;
import dev.rung.server.provider.Timeouts;
import dev.rung.server.select.ModelState;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** One model at one provider; tiers and reloads as a test sets them. */
public final class FixedOperations implements Operations {
  public final List<Purge> purges = new CopyOnWriteArrayList<>();
  public static final String KEY = "sk-never-shown";

  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile Set<Tier> serving = EnumSet.of(Tier.TEMPLATE, Tier.SMALL);
  private final List<CostQuery> queries = new CopyOnWriteArrayList<>();
  private volatile Optional<CostReport> report =
      Optional.of(new CostReport(List.of(), CostSums.NOTHING, Instant.EPOCH, Instant.EPOCH));
  private volatile Optional<String> reloadError = Optional.empty();

  public void serve(Set<Tier> tiers) {
    serving = tiers;
    listeners.forEach(Runnable::run);
  }

  public void refuseReload(String message) {
    reloadError = Optional.of(message);
  }

  @Override
  public List<ModelState> models() {
    Model model =
        new Model(
            "mistral",
            Tier.SMALL,
            "together",
            "mistralai/Mistral-7B",
            Optional.of(Prices.of(new Money(200_000_000), new Money(400_000_000))),
            32_768,
            4_096,
            Set.of(Capability.TOOLS, Capability.CHAT),
            List.of("m"),
            Duration.ofMillis(900),
            0.7,
            Reach.REMOTE,
            false,
            "configuration");
    return List.of(
        new ModelState(
            model, Duration.ofMillis(750), 0.72, Optional.of("TOGETHER_API_KEY is not set")));
  }

  @Override
  public long purgeCache(Purge purge) {
    purges.add(purge);
    return 3;
  }

  @Override
  public BreakerState breaker(String model) {
    return model.equals("mistral") ? BreakerState.HALF_OPEN : BreakerState.CLOSED;
  }

  @Override
  public Optional<Load> load(String model) {
    return model.equals("mistral") ? Optional.of(new Load(3, 2, 48)) : Optional.empty();
  }

  @Override
  public List<CheckpointReport> checkpoints() {
    return List.of(
        checkpoint("a", new CheckpointState.Absent()),
        checkpoint("b", new CheckpointState.Partial(28)),
        checkpoint("c", new CheckpointState.Ready()),
        checkpoint("d", new CheckpointState.Damaged("config.json is missing")),
        checkpoint("e", new CheckpointState.Unsupported("no such architecture")));
  }

  private static CheckpointReport checkpoint(String name, CheckpointState state) {
    return new CheckpointReport(name, Optional.of("acme/" + name), state, 5, 7, Map.of("bf16", 9L));
  }

  @Override
  public List<ProviderReport> providers() {
    ProviderSettings settings =
        new ProviderSettings(
            "together",
            ProviderKind.TOGETHER,
            URI.create("https://api.together.ai/v1"),
            KeySet.of(ApiKey.ofVariable("TOGETHER_API_KEY", new Secret(KEY))),
            Timeouts.DEFAULT,
            ProviderSettings.DEFAULT_MAX_RESPONSE_BYTES);
    return List.of(new ProviderReport(settings, Optional.empty()));
  }

  @Override
  public List<KeyReport> keys() {
    return List.of(
        key("first", new KeySource.Variable("TOGETHER_API_KEY"), KeyStatus.NOT_CHECKED),
        key("second", new KeySource.OfFile(Path.of("/run/key")), KeyStatus.MISSING));
  }

  @Override
  public List<KeyReport> checkKeys() {
    return Arrays.stream(KeyStatus.values())
        .map(status -> key(status.label(), new KeySource.Variable("TOGETHER_API_KEY"), status))
        .toList();
  }

  private static KeyReport key(String name, KeySource source, KeyStatus status) {
    return new KeyReport(
        "together",
        name,
        source,
        3,
        status,
        "for a reason",
        BreakerState.OPEN,
        Optional.of(Instant.parse("2026-01-02T00:00:00Z")));
  }

  @Override
  public Strategy strategy() {
    return Strategy.QUALITY_FIRST;
  }

  @Override
  public boolean routingEnabled() {
    return true;
  }

  @Override
  public String offline() {
    return "no";
  }

  /** What is reported from now on; absent where it would be too long. */
  public void report(Optional<CostReport> next) {
    report = next;
  }

  /** What was asked for last. */
  public CostQuery lastQuery() {
    return queries.getLast();
  }

  @Override
  public Optional<CostReport> costs(CostQuery query) {
    queries.add(query);
    return report;
  }

  @Override
  public List<BudgetLine> budgets() {
    return List.of(
        new BudgetLine(
            "global/daily",
            new Money(5_000_000_000L),
            new Money(1_000_000_000L),
            new Money(250_000_000L),
            Optional.of(Instant.parse("2026-01-02T00:00:00Z")),
            false,
            false,
            Limit.Origin.CONFIGURATION,
            true));
  }

  @Override
  public Optional<LedgerFault> ledgerFault() {
    return Optional.empty();
  }

  @Override
  public Optional<BudgetLine> putBudget(BudgetKey key, Optional<Limit> limit)
      throws NotKeptException {
    if (reloadError.isPresent()) {
      throw new NotKeptException(reloadError.get());
    }
    return limit.map(set ->
        new BudgetLine(
            key.toString(),
            set.most(),
            Money.ZERO,
            Money.ZERO,
            Optional.empty(),
            !set.hard(),
            false,
            set.origin(),
            true));
  }

  @Override
  public Set<Tier> servingTiers() {
    return serving;
  }

  @Override
  public void onTiersChanged(Runnable listener) {
    listeners.add(listener);
    listener.run();
  }

  @Override
  public Reloaded reload() throws ReloadException {
    if (reloadError.isPresent()) {
      throw new ReloadException(reloadError.get());
    }
    return new Reloaded(7, List.of("server.grpc_address"));
  }
}
