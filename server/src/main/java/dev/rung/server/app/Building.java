package dev.rung.server.app;

import dev.rung.server.budget.Ledger;
import dev.rung.server.budget.LedgerParts;
import dev.rung.server.call.Calls;
import dev.rung.server.call.RequestIds;
import dev.rung.server.call.Unheard;
import dev.rung.server.call.Workers;
import dev.rung.server.catalogue.Catalogue;
import dev.rung.server.config.ConfigException;
import dev.rung.server.config.ConfigWatch;
import dev.rung.server.config.Configuration;
import dev.rung.server.costs.CostUpkeep;
import dev.rung.server.costs.Costs;
import dev.rung.server.discover.Discovery;
import dev.rung.server.discover.Inventory;
import dev.rung.server.discover.Probe;
import dev.rung.server.discover.SteadyProbe;
import dev.rung.server.feedback.Feedback;
import dev.rung.server.generate.Caller;
import dev.rung.server.guard.FleetGuard;
import dev.rung.server.http.HttpServer;
import dev.rung.server.http.HttpSettings;
import dev.rung.server.key.KeyChecks;
import dev.rung.server.key.Keyring;
import dev.rung.server.provider.Registry;
import dev.rung.server.provider.local.LocalModels;
import dev.rung.server.record.DecisionLog;
import dev.rung.server.record.DecisionLogSettings;
import dev.rung.server.record.Recorders;
import dev.rung.server.rpc.Doors;
import dev.rung.server.rpc.RpcServer;
import dev.rung.server.stats.Baseline;
import dev.rung.server.stats.LiveFigures;
import dev.rung.server.stats.Statistics;
import dev.rung.server.template.TemplateFileException;
import dev.rung.server.tenant.Door;
import dev.rung.server.tenant.TenantEngine;
import dev.rung.server.tls.ServerTls;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Puts a daemon together: the one place where every room is made and given to the others. */
final class Building {
  private static final String SLOTS = "ledger.slots";

  private final ConfigSource source;
  private final Configuration configuration;
  private final Closing closing;
  private final ShippedTemplates shipped;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final LiveFigures figures = new LiveFigures();
  private final RandomGenerator random = new SecureRandom();
  private final FleetGuard guard;
  private final CacheRoom cache;
  private final Keyring keys;
  private final Ledger ledger;
  private final RemoteAccess remote;
  private final LocalModels local;
  private final Providing providing;
  private final State state;
  private final Costs costs;
  private final Feedback feedback;
  private final BudgetAlerts alerts = new BudgetAlerts();

  /** Begins nothing; {@code closing} is told of everything that is opened. */
  Building(
      ConfigSource source,
      Configuration configuration,
      Closing closing,
      ShippedTemplates shipped,
      State state,
      InstantSource clock,
      LongSupplier nanoTime)
      throws ConfigException {
    // Before anything is opened that would only be closed again where its key is none.
    this.cache = CacheRoom.open(source, configuration, state, clock, closing);
    this.source = source;
    this.nanoTime = nanoTime;
    this.configuration = configuration;
    this.closing = closing;
    this.shipped = shipped;
    this.state = state;
    this.feedback =
        new Feedback(
            state.store(), TenantTerms.feedback(configuration.feedback()), clock, nanoTime);
    this.clock = clock;
    this.costs = new Costs(state.store(), clock);
    alerts.apply(configuration);
    closing.later(alerts::close);
    this.ledger =
        Ledger.open(
            MoneyTerms.budget(configuration),
            LedgerParts.of(state.store(), state.file(SLOTS), clock, nanoTime)
                .withAlerts(alerts)
                .withBookkeepers(List.of(costs)));
    closing.later(ledger::close);
    this.guard = new FleetGuard(GuardTerms.guard(configuration), nanoTime);
    this.keys = new Keyring(clock, nanoTime, random);
    this.remote = new RemoteAccess(clock, nanoTime);
    this.local =
        new LocalModels(
            new LocalRoom(LocalRoom.folder(configuration, source.environment()), clock, libtorch()),
            nanoTime);
    this.providing = new Providing(remote, local);
  }

  /** Where DJL looks for the libraries of another libtorch than its own. */
  private Optional<Path> libtorch() {
    return Optional.ofNullable(source.environment().get("PYTORCH_LIBRARY_PATH"))
        .filter(path -> !path.isBlank())
        .map(Path::of);
  }

  private TrainedClassifiers classifiers(Statistics statistics) {
    TrainedClassifiers classifiers =
        new TrainedClassifiers(
            LocalRoom.folder(configuration, source.environment()),
            statistics::recordClassifierUnusable);
    closing.later(classifiers::close);
    return classifiers;
  }

  Daemon build() throws ConfigException, TemplateFileException, IOException, InterruptedException {
    closing.later(remote::close);
    closing.later(local::close);
    closing.later(feedback::close);
    feedback.start();
    Probe probe = new SteadyProbe(remote, nanoTime);
    Discovery discovery = new Discovery(Catalogue.load(), RemoteAccess.kinds(), probe, clock);
    Inventory inventory = discovery.look(configuration, source.environment());
    Registry registry = new Registry(providing.roster(configuration, inventory));
    closing.later(registry::close);
    Statistics statistics = new Statistics(clock, () -> baseline(registry));
    keepUpCosts(registry);
    DecisionLog log = DecisionLog.start(DecisionLogSettings.DEFAULT, nanoTime);
    closing.later(log::close);
    House house = house(registry, statistics, log);
    Reloading reloading =
        new Reloading(source, discovery, house, ledger, new Household(configuration, inventory));
    KeyUpkeep keyUpkeep = new KeyUpkeep(new KeyChecks(remote, keys, clock), keys, guard, nanoTime);
    closing.later(keyUpkeep::close);
    LiveOperations operations =
        new LiveOperations(
            registry,
            ledger,
            costs,
            figures,
            feedback,
            guard,
            keys,
            keyUpkeep,
            local,
            cache.answers(),
            reloading::current,
            reloading::reload);
    TenantRoom tenants =
        TenantRoom.open(
            state,
            configuration,
            () -> reloading.current().configuration(),
            clock,
            nanoTime,
            closing);
    reloading.then(alerts::apply);
    reloading.then(next -> tenants.tenants().apply(TenantTerms.tenants(next)));
    Optional<ServerTls> tls = Encrypting.start(configuration, closing, clock);
    Listening.check(configuration, tls.isPresent(), tenants.doorkeeper().isClosed());
    if (Listening.mustStayClosed(configuration.server())) {
      tenants.doorkeeper().keepClosed();
    }
    Calls calls = calls(reloading, tenants, log);
    Optional<HttpServer> http = httpServer(calls, operations, statistics, tenants.callers(), tls);
    RpcServer server = rpcServer(calls, operations, statistics, tenants.doors(configuration, tls));
    local.onChange(operations::tiersMayHaveChanged);
    guard.onChange(operations::tiersMayHaveChanged);
    keys.onChange(operations::tiersMayHaveChanged);
    keyUpkeep.start(reloading::current, operations::tiersMayHaveChanged);
    keepUp(reloading, operations);
    return new Daemon(server, http, reloading, closing);
  }

  /** The model that would serve everything if nothing were routed. */
  private Optional<Baseline> baseline(Registry registry) {
    LiveFleet fleet =
        new LiveFleet(
            figures,
            feedback,
            ledger,
            guard,
            keys,
            local,
            configuration.local().longestAnswer(),
            true);
    return Baseline.among(fleet.picture(registry.roster(), Caller.ANONYMOUS).models());
  }

  private void keepUpCosts(Registry registry) {
    CostUpkeep upkeep =
        new CostUpkeep(
            costs,
            state.store(),
            MoneyTerms.costs(configuration.costs()),
            () -> baseline(registry),
            clock,
            nanoTime);
    closing.later(upkeep::close);
    upkeep.start();
  }

  private House house(Registry registry, Statistics statistics, DecisionLog log) {
    return new House(
        shipped,
        providing,
        classifiers(statistics),
        registry,
        ledger,
        guard,
        keys,
        new Recorders(
            List.of(statistics, figures, feedback, costs, log), statistics::recordUnrecorded),
        figures,
        cache.answers(),
        feedback,
        clock,
        nanoTime,
        random);
  }

  private Calls calls(Reloading reloading, TenantRoom tenants, DecisionLog log) {
    Workers workers = new Workers(configuration.server().maxRequestsInFlight(), nanoTime);
    closing.later(workers::close);
    return new Calls(
        new TenantEngine(reloading.engine(), tenants.tenants()),
        new RequestIds(random),
        workers,
        new Unheard(log, clock));
  }

  private RpcServer rpcServer(
      Calls calls, LiveOperations operations, Statistics statistics, Doors doors)
      throws IOException {
    RpcServer server =
        new RpcServer(
            ServerTerms.rpc(configuration.server()),
            ServerTerms.batch(configuration.server()),
            calls,
            operations,
            statistics,
            feedback,
            doors,
            nanoTime);
    closing.later(server::close);
    server.start();
    return server;
  }

  private Optional<HttpServer> httpServer(
      Calls calls,
      LiveOperations operations,
      Statistics statistics,
      Door door,
      Optional<ServerTls> tls)
      throws IOException {
    Optional<HttpSettings> settings = ServerTerms.http(configuration.server());
    if (settings.isEmpty()) {
      return Optional.empty();
    }
    HttpServer server =
        new HttpServer(settings.get(), calls, operations, statistics, door, tls, clock, nanoTime);
    closing.later(server::close);
    server.start();
    return Optional.of(server);
  }

  private void keepUp(Reloading reloading, LiveOperations operations) {
    Upkeep upkeep =
        new Upkeep(
            reloading,
            operations,
            shipped,
            local,
            () -> cache.expire(reloading.current().configuration().cache()));
    closing.later(upkeep::close);
    upkeep.start();
    Runnable reload = () -> Upkeep.reload(operations);
    closing.later(Upkeep.watchSettings(source.folder(), reloading, reload)::close);
    ConfigWatch templates =
        ConfigWatch.start(
            () -> reloading.current().configuration().templates().dir(),
            List.of(".toml", ".csv"),
            ConfigWatch.INTERVAL,
            reload);
    closing.later(templates::close);
    ConfigWatch secrets =
        ConfigWatch.start(() -> reloading.current().watchedFiles(), ConfigWatch.INTERVAL, reload);
    closing.later(secrets::close);
  }
}
