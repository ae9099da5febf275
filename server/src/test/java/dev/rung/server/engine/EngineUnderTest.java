package dev.rung.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.cache.Cache;
import dev.rung.server.classify.Classifier;
import dev.rung.server.experiment.Experiments;
import dev.rung.server.generate.Answer;
import dev.rung.server.generate.Caller;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Outcome;
import dev.rung.server.generate.Refusal;
import dev.rung.server.generate.Strategy;
import dev.rung.server.generate.Tier;
import dev.rung.server.guard.Guard;
import dev.rung.server.guard.Hedges;
import dev.rung.server.guard.Retries;
import dev.rung.server.guard.RetrySettings;
import dev.rung.server.key.Keyring;
import dev.rung.server.provider.Advice;
import dev.rung.server.provider.ApiKey;
import dev.rung.server.provider.KeySet;
import dev.rung.server.provider.KeySource;
import dev.rung.server.provider.Listed;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.ProviderSettings;
import dev.rung.server.provider.Registry;
import dev.rung.server.provider.Roster;
import dev.rung.server.provider.Secret;
import dev.rung.server.provider.Timeouts;
import dev.rung.server.record.RequestRecord;
import dev.rung.server.select.Fleet;
import dev.rung.server.select.ModelState;
import dev.rung.server.select.Requests;
import dev.rung.server.select.TieredSelector;
import dev.rung.server.select.Weights;
import dev.rung.server.template.Templates;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/**
 * The engine with real selection and a real registry around scripted models. What a test does not
 * set is as plain as can be: every task is of tier 2, routing is on, nothing is kept or refused.
 */
final class EngineUnderTest {
  /** On models that are not there. */
  private static final Advice ADVICE =
      new Advice(
          "set OPENAI_API_KEY, start Ollama, or put a checkpoint into models/"
              + " ('rung models pull phi-2')",
          Map.of("gpt-4o", "gpt-4o is openai's: set OPENAI_API_KEY and start Rung again."));

  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  final ScriptedModel provider = new ScriptedModel();
  final FakeBudget budget = new FakeBudget();
  final List<RequestRecord> records = new CopyOnWriteArrayList<>();
  final Map<Tier, TierDefaults> tiers = new EnumMap<>(Tier.class);
  final Registry registry;
  Classifier classifier = (prompt, hints) -> Requests.classified(Tier.SMALL);
  Templates templates = Templates.NONE;
  Experiments experiments = Experiments.NONE;
  Cache cache = Cache.NONE;
  Guard guard = new FakeGuard();
  Hedges hedges = Hedges.NONE;
  Keyring keys = new Keyring(InstantSource.fixed(NOW), System::nanoTime, new Random(1));
  Retries retries = new Retries(RetrySettings.NONE, new Random(1));
  Patience patience =
      time -> {
        throw new AssertionError("nobody waits here");
      };
  FleetSource fleets = this::picture;
  LongSupplier nanoTime = System::nanoTime;
  boolean routing = true;
  boolean templatesOn = true;
  Optional<String> defaultModel = Optional.empty();

  /** Of models that are all ready. */
  EngineUnderTest(Model... models) {
    this(Arrays.stream(models).map(EngineUnderTest::ready).toList());
  }

  EngineUnderTest(List<Listed> models) {
    this.registry = new Registry(roster(models));
  }

  static Listed ready(Model model) {
    return new Listed(model, Optional.empty());
  }

  /** From now on there are these models, and these keys of "scripted", their provider. */
  void useKeys(List<ApiKey> keys, Model... models) {
    ProviderSettings settings =
        new ProviderSettings(
            "scripted",
            ProviderKind.OPENAI,
            URI.create("http://127.0.0.1:9"),
            new KeySet(keys, List.of()),
            Timeouts.DEFAULT,
            1 << 20);
    registry.replace(
        new Roster(
            Arrays.stream(models).map(EngineUnderTest::ready).toList(),
            List.of(settings),
            Map.of("scripted", provider.lent(), "other", provider.lent()),
            Advice.NONE));
  }

  static ApiKey key(String name, int weight) {
    return new ApiKey(name, new KeySource.Variable(name), weight, new Secret("secret-of-" + name));
  }

  /** A roster of these models whose provider is the scripted one. */
  Roster roster(List<Listed> models) {
    return new Roster(models, List.of(), Map.of("scripted", provider.lent()), ADVICE);
  }

  RoutingEngine engine() {
    EngineSettings settings =
        new EngineSettings(routing, defaultModel, templatesOn, Strategy.BALANCED, tiers);
    TieredSelector selector =
        new TieredSelector(Strategy.BALANCED, Weights.DEFAULT, settings.terms());
    Rooms rooms =
        new Rooms(
            templates,
            classifier,
            experiments,
            cache,
            selector,
            registry,
            fleets,
            budget,
            guard,
            keys,
            retries,
            hedges,
            patience,
            records::add,
            InstantSource.fixed(NOW),
            nanoTime);
    return new RoutingEngine(rooms, settings);
  }

  /** The outcome for a caller who waits for the whole answer. */
  Outcome generate(GenerateRequest request) {
    return engine().generate(request, new Sinks.Collecting(), false);
  }

  Outcome stream(GenerateRequest request, ChunkSink sink) {
    return engine().generate(request, sink, true);
  }

  /** The answer to a caller who waits for it and gets it. */
  Answer answer(GenerateRequest request) {
    Outcome outcome = generate(request);
    assertThat(outcome).isInstanceOf(Outcome.Answered.class);
    return ((Outcome.Answered) outcome).answer();
  }

  /** What a caller is told who is refused before anybody was asked. */
  Refusal rejection(GenerateRequest request) {
    Outcome outcome = generate(request);
    assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
    return ((Outcome.Rejected) outcome).refusal();
  }

  /** How a request failed that somebody was to be asked for. */
  Outcome.Failed failure(GenerateRequest request) {
    Outcome outcome = generate(request);
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    return (Outcome.Failed) outcome;
  }

  /** The only record there is. */
  RequestRecord record() {
    assertThat(records).hasSize(1);
    return records.getFirst();
  }

  private Fleet picture(Roster roster, Caller caller) {
    List<ModelState> states =
        roster.models().stream()
            .map(listed ->
                new ModelState(
                    listed.model(),
                    listed.model().latencyPrior(),
                    listed.model().qualityPrior(),
                    listed.notReady()))
            .toList();
    return new Fleet(states, budget.state(caller), true);
  }
}
