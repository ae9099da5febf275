package dev.rung.server.app;

import dev.rung.local.LoadOptions;
import dev.rung.local.device.Device;
import dev.rung.local.weights.Precision;
import dev.rung.server.batch.BatchSettings;
import dev.rung.server.budget.BudgetKey;
import dev.rung.server.budget.BudgetSettings;
import dev.rung.server.budget.Limit;
import dev.rung.server.budget.Period;
import dev.rung.server.budget.Scope;
import dev.rung.server.cache.CacheRules;
import dev.rung.server.cache.EncryptionKey;
import dev.rung.server.classify.ClassifySettings;
import dev.rung.server.classify.GridWeights;
import dev.rung.server.classify.Judge;
import dev.rung.server.classify.TierThresholds;
import dev.rung.server.config.Address;
import dev.rung.server.config.BatchTable;
import dev.rung.server.config.CacheSettings;
import dev.rung.server.config.Configuration;
import dev.rung.server.config.ConfiguredBudget;
import dev.rung.server.config.ConfiguredLimits;
import dev.rung.server.config.ConfiguredModel;
import dev.rung.server.config.CostsTable;
import dev.rung.server.config.DifficultySettings;
import dev.rung.server.config.FeedbackTable;
import dev.rung.server.config.GainSettings;
import dev.rung.server.config.GridShares;
import dev.rung.server.config.GuardTable;
import dev.rung.server.config.HedgeTable;
import dev.rung.server.config.KeepaliveSettings;
import dev.rung.server.config.LocalSettings;
import dev.rung.server.config.ScoreWeights;
import dev.rung.server.config.ServerSettings;
import dev.rung.server.config.TenantTable;
import dev.rung.server.config.TierSettings;
import dev.rung.server.config.TlsTable;
import dev.rung.server.costs.CostSettings;
import dev.rung.server.discover.FoundCheckpoint;
import dev.rung.server.engine.EngineSettings;
import dev.rung.server.engine.TierDefaults;
import dev.rung.server.feedback.FeedbackSettings;
import dev.rung.server.generate.Complexity;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Tier;
import dev.rung.server.guard.AdaptiveSettings;
import dev.rung.server.guard.BreakerSettings;
import dev.rung.server.guard.GuardSettings;
import dev.rung.server.guard.HedgeSettings;
import dev.rung.server.guard.QueueSettings;
import dev.rung.server.guard.RateLimits;
import dev.rung.server.guard.RetrySettings;
import dev.rung.server.http.HttpSettings;
import dev.rung.server.provider.local.LocalCheckpoint;
import dev.rung.server.rpc.ConnectionLimits;
import dev.rung.server.rpc.KeepAlive;
import dev.rung.server.rpc.RpcSettings;
import dev.rung.server.select.GainBounds;
import dev.rung.server.select.GainPolicy;
import dev.rung.server.select.Weights;
import dev.rung.server.tenant.TenantSettings;
import dev.rung.server.tenant.jwt.JwtSettings;
import dev.rung.server.tls.TlsSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A configuration in the terms of the rooms that are set by it. */
public final class Settings {
  private Settings() {}

  static EngineSettings engine(Configuration configuration) {
    return new EngineSettings(
        configuration.routing().enabled(),
        configuration.routing().defaultModel(),
        configuration.routing().templates(),
        configuration.routing().strategy(),
        tiers(configuration));
  }

  static GuardSettings guard(Configuration configuration) {
    GuardTable set = configuration.guard();
    Map<String, RateLimits> rates = new HashMap<>();
    for (ConfiguredModel model : configuration.models()) {
      rates.put(model.name(), new RateLimits(model.requestsPerMinute(), model.tokensPerMinute()));
    }
    return new GuardSettings(
        set.inFlight(),
        new BreakerSettings(
            set.window(),
            set.leastCalls(),
            set.failureShare(),
            set.slowFrom(),
            set.slowShare(),
            set.open(),
            set.longestOpen()),
        rates,
        new QueueSettings(set.queue(), set.queueWait()),
        new AdaptiveSettings(
            set.concurrency().adaptive(), set.concurrency().least(), set.concurrency().most()),
        set.learnLimits());
  }

  static RetrySettings retries(Configuration configuration) {
    GuardTable set = configuration.guard();
    return new RetrySettings(set.retries(), set.backoff(), set.longestBackoff(), set.retryShare());
  }

  static CacheRules cache(CacheSettings set) {
    return new CacheRules(
        set.similar(),
        set.similarityThreshold(),
        set.similarTemperature(),
        set.ttl(),
        set.staleFor(),
        set.shareInFlight());
  }

  /**
   * What kept answers are encrypted with; absent where they are not to be.
   *
   * @throws IOException when the variable holds none; says what to change
   */
  static Optional<EncryptionKey> cacheKey(CacheSettings set, Map<String, String> environment)
      throws IOException {
    if (set.encryptionKeyEnv().isEmpty()) {
      return Optional.empty();
    }
    String variable = set.encryptionKeyEnv().get();
    Optional<EncryptionKey> key =
        Optional.ofNullable(environment.get(variable)).flatMap(EncryptionKey::parse);
    if (key.isEmpty()) {
      throw new IOException(
          "cache.encryption_key_env names " + variable + ", which must hold " + EncryptionKey.RULE);
    }
    return key;
  }

  /** How long an answer may be given at all. */
  static Duration keptFor(CacheSettings set) {
    return set.ttl().plus(set.staleFor());
  }

  /** What answers depend on beside the request: what each tier adds, and whether it is routed. */
  static String cacheTerms(Configuration configuration) {
    return new TreeMap<>(tiers(configuration))
        + " "
        + configuration.routing().enabled()
        + " "
        + configuration.routing().defaultModel().orElse("");
  }

  static HedgeSettings hedges(Configuration configuration) {
    HedgeTable set = configuration.guard().hedge();
    return new HedgeSettings(set.enabled(), set.share());
  }

  private static Map<Tier, TierDefaults> tiers(Configuration configuration) {
    Map<Tier, TierDefaults> defaults = new EnumMap<>(Tier.class);
    configuration.tiers().forEach((tier, set) -> defaults.put(tier, tier(set)));
    return defaults;
  }

  private static TierDefaults tier(TierSettings set) {
    return new TierDefaults(set.temperature(), OptionalInt.of(set.maxTokens()), set.systemPrompt());
  }

  static Weights weights(Configuration configuration) {
    return Weights.of(
        configuration.routing().weights().cost(), configuration.routing().weights().latency());
  }

  static GainPolicy gains(Configuration configuration) {
    GainSettings gain = configuration.routing().gain();
    return new GainPolicy(
        bounds(gain.balanced()), bounds(gain.costFirst()), bounds(gain.qualityFirst()));
  }

  private static GainBounds bounds(GainSettings.Bounds set) {
    return new GainBounds(set.upFrom(), set.downBelow());
  }

  static BudgetSettings budget(Configuration configuration) {
    ConfiguredBudget budget = configuration.budget();
    Map<BudgetKey, Limit> limits = new LinkedHashMap<>();
    put(limits, Scope.GLOBAL, budget.all());
    budget.tenants().forEach((name, its) -> put(limits, Scope.tenant(name), its));
    budget.models().forEach((name, its) -> put(limits, Scope.model(name), its));
    budget.providers().forEach((name, its) -> put(limits, Scope.provider(name), its));
    return new BudgetSettings(
        limits,
        budget.warningThreshold(),
        budget.timeZone(),
        budget.qualityFirstBelow(),
        budget.preferLocalFrom());
  }

  private static void put(Map<BudgetKey, Limit> limits, Scope scope, ConfiguredLimits table) {
    put(limits, new BudgetKey(scope, Period.HOURLY), table.hourly(), table.strict());
    put(limits, new BudgetKey(scope, Period.DAILY), table.daily(), table.strict());
    put(limits, new BudgetKey(scope, Period.MONTHLY), table.monthly(), table.strict());
    put(limits, new BudgetKey(scope, Period.TOTAL), table.total(), table.strict());
  }

  private static void put(
      Map<BudgetKey, Limit> limits, BudgetKey key, Optional<Money> most, boolean hard) {
    most.ifPresent(money -> limits.put(key, new Limit(money, hard, Limit.Origin.CONFIGURATION)));
  }

  static RpcSettings rpc(ServerSettings server) {
    return new RpcSettings(
        socket(server.grpcAddress()),
        socket(server.adminAddress()),
        server.maxMessageBytes(),
        server.maxMetadataBytes(),
        server.maxTextBytes(),
        server.maxCallsPerConnection(),
        server.defaultDeadline(),
        server.drainTimeout(),
        keepAlive(server.keepalive()),
        new ConnectionLimits(
            server.grpc().most(),
            server.perAddress().connections(),
            server.grpc().handshake(),
            server.grpc().resetsPerSecond()));
  }

  /** Absent where nothing is encrypted. */
  static Optional<TlsSettings> tls(ServerSettings server) {
    TlsTable set = server.tls();
    return set.files()
        .map(files ->
            new TlsSettings(
                files.certFile(),
                files.keyFile(),
                set.clientCaFile(),
                TlsSettings.ClientAuth.valueOf(set.clientAuth().toUpperCase(Locale.ROOT)),
                set.minVersion().equals("1.3")
                    ? TlsSettings.Version.TLS_1_3
                    : TlsSettings.Version.TLS_1_2));
  }

  static BatchSettings batch(ServerSettings server) {
    BatchTable set = server.batch();
    return new BatchSettings(
        set.parallel(), set.maxItems(), set.calls(), set.deadline(), server.defaultDeadline());
  }

  static FeedbackSettings feedback(FeedbackTable set) {
    return new FeedbackSettings(set.keep(), set.most());
  }

  /** Absent where OpenAI clients are not served. */
  static Optional<HttpSettings> http(ServerSettings server) {
    return server
        .httpAddress()
        .map(address ->
            new HttpSettings(
                socket(address),
                server.maxMessageBytes(),
                server.maxMetadataBytes(),
                server.maxTextBytes(),
                server.http().most(),
                server.perAddress().connections(),
                server.http().patience(),
                server.http().idle(),
                server.grpc().handshake(),
                server.defaultDeadline(),
                server.drainTimeout()));
  }

  static Map<String, TenantSettings> tenants(Configuration configuration) {
    Map<String, TenantSettings> tenants = new HashMap<>();
    configuration.tenants().forEach((name, set) -> tenants.put(name, tenant(set)));
    return tenants;
  }

  private static TenantSettings tenant(TenantTable set) {
    return new TenantSettings(
        set.enabled(),
        new RateLimits(set.requestsPerMinute(), set.tokensPerMinute()),
        set.maxParallel(),
        set.rights(),
        set.certificates(),
        set.certificateScopes().stream()
            .flatMap(label -> dev.rung.server.tenant.Scope.named(label).stream())
            .collect(Collectors.toSet()));
  }

  static Optional<JwtSettings> jwt(Configuration configuration) {
    return configuration
        .auth()
        .jwt()
        .map(set ->
            new JwtSettings(
                set.issuer(),
                set.audience(),
                set.jwksUrl()
                    .<JwtSettings.Source>map(JwtSettings.AtUrl::new)
                    .orElseGet(() -> new JwtSettings.InFile(set.jwksFile().orElseThrow())),
                set.tenantClaim(),
                set.scopeClaim(),
                set.clockSkew()));
  }

  /** How a checkpoint is to run. */
  static LocalCheckpoint local(LocalSettings set, FoundCheckpoint checkpoint) {
    return new LocalCheckpoint(
        checkpoint.folder().toAbsolutePath().normalize(),
        options(set, checkpoint.precision().orElse(set.precision())));
  }

  static LoadOptions options(LocalSettings set, dev.rung.server.config.Precision precision) {
    return new LoadOptions(
        device(set.device()),
        precision(precision),
        set.threads() > 0 ? set.threads() : Runtime.getRuntime().availableProcessors(),
        set.maxSequences(),
        set.maxWaiting(),
        set.cacheBytes(),
        set.prefillTokens());
  }

  /** Absent is the best there is; that a precision can be had was checked when it was found. */
  private static Optional<Precision> precision(dev.rung.server.config.Precision set) {
    return set == dev.rung.server.config.Precision.AUTO
        ? Optional.empty()
        : Optional.of(Precision.valueOf(set.name()));
  }

  private static Optional<Device> device(LocalSettings.Device set) {
    return switch (set) {
      case AUTO -> Optional.empty();
      case CPU -> Optional.of(Device.CPU);
      case GPU -> Optional.of(Device.GPU);
    };
  }

  private static KeepAlive keepAlive(KeepaliveSettings set) {
    return new KeepAlive(
        set.permitTime(),
        KeepAlive.DEFAULT.permitWithoutCalls(),
        set.time(),
        set.timeout(),
        set.maxIdle());
  }

  /** What is configured beside the built-in task types outranks them. */
  public static ClassifySettings difficulty(DifficultySettings set) {
    ClassifySettings usual = ClassifySettings.DEFAULT;
    Map<String, Complexity> queryTypes = new HashMap<>(usual.queryTypes());
    queryTypes.putAll(set.queryTypes());
    Map<String, Tier> taskTypes = new HashMap<>(usual.taskTypes());
    taskTypes.putAll(set.taskTypes());
    return new ClassifySettings(
        thresholds(set.thresholds()),
        weights(set.weights()),
        gridWeights(set.gridWeights()),
        set.words(),
        queryTypes,
        taskTypes,
        set.factualWords(),
        set.manyDocuments(),
        judge(set.judge()),
        set.confidentFrom());
  }

  private static Judge judge(DifficultySettings.Judge set) {
    return switch (set) {
      case BOTH -> Judge.BOTH;
      case RULES -> Judge.RULES;
      case MODEL -> Judge.MODEL;
    };
  }

  private static dev.rung.server.classify.Weights weights(ScoreWeights set) {
    return new dev.rung.server.classify.Weights(
        set.length(),
        set.codeLines(),
        set.codeBranches(),
        set.scope(),
        set.action(),
        set.breadth());
  }

  private static GridWeights gridWeights(GridShares set) {
    return new GridWeights(set.size(), set.entropy(), set.diversity(), set.transformation());
  }

  private static TierThresholds thresholds(DifficultySettings.Thresholds set) {
    return new TierThresholds(set.small(), set.medium(), set.large(), set.breakthrough());
  }

  private static InetSocketAddress socket(Address address) {
    return new InetSocketAddress(address.host(), address.port());
  }

  /** How long costs are kept, and how often they are logged. */
  static CostSettings costs(CostsTable read) {
    return new CostSettings(
        read.logInterval(), read.keepLines(), read.keepQuarters(), read.keepDays());
  }

  /** What a running daemon cannot take over from another configuration. */
  static List<String> needsRestart(Configuration running, Configuration next) {
    List<String> tables = new ArrayList<>();
    if (!running.server().equals(next.server())) {
      tables.add("[server]");
    }
    if (!running.feedback().equals(next.feedback())) {
      tables.add("[feedback]");
    }
    if (!running.store().equals(next.store())) {
      tables.add("[store]");
    }
    if (!running.cache().encryptionKeyEnv().equals(next.cache().encryptionKeyEnv())) {
      tables.add("cache.encryption_key_env");
    }
    if (!running.auth().jwt().equals(next.auth().jwt())) {
      tables.add("[auth.jwt]");
    }
    if (!running.costs().equals(next.costs())) {
      tables.add("[costs]");
    }
    if (!running.log().equals(next.log())) {
      tables.add("[log]");
    }
    return tables;
  }
}
