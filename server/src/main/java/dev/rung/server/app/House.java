package dev.rung.server.app;

import dev.rung.classifier.TierModel;
import dev.rung.server.budget.Budget;
import dev.rung.server.cache.AnswerCache;
import dev.rung.server.cache.Cache;
import dev.rung.server.cache.KeptAnswers;
import dev.rung.server.classify.ResilientClassifier;
import dev.rung.server.classify.RuleClassifier;
import dev.rung.server.config.Configuration;
import dev.rung.server.config.DifficultySettings;
import dev.rung.server.config.Offline;
import dev.rung.server.engine.EngineSettings;
import dev.rung.server.engine.Patience;
import dev.rung.server.engine.Rooms;
import dev.rung.server.engine.RoutingEngine;
import dev.rung.server.experiment.Experiments;
import dev.rung.server.feedback.Feedback;
import dev.rung.server.guard.FleetGuard;
import dev.rung.server.guard.Hedges;
import dev.rung.server.guard.Retries;
import dev.rung.server.key.Keyring;
import dev.rung.server.provider.Registry;
import dev.rung.server.record.Recorder;
import dev.rung.server.select.TieredSelector;
import dev.rung.server.stats.LiveFigures;
import dev.rung.server.template.TemplateEngine;
import dev.rung.server.template.TemplateFileException;
import dev.rung.server.template.Templates;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What outlives a reload, and how the rest is made of a configuration.
 *
 * @param providing makes providers
 * @param classifiers trained ones
 * @param answers answers that were given before
 */
record House(
    ShippedTemplates shipped,
    Providing providing,
    TrainedClassifiers classifiers,
    Registry registry,
    Budget budget,
    FleetGuard guard,
    Keyring keys,
    Recorder recorder,
    LiveFigures figures,
    KeptAnswers answers,
    Feedback feedback,
    InstantSource clock,
    LongSupplier nanoTime,
    RandomGenerator random) {

  /** An engine as it is configured. */
  RoutingEngine engine(Configuration configuration) throws TemplateFileException {
    EngineSettings settings = Settings.engine(configuration);
    Rooms rooms =
        new Rooms(
            templates(configuration),
            new ResilientClassifier(
                new RuleClassifier(
                    DifficultyTerms.difficulty(configuration.classify()), model(configuration))),
            Experiments.NONE,
            cache(configuration),
            new TieredSelector(
                settings.strategy(),
                Settings.weights(configuration),
                settings.terms(),
                Settings.gains(configuration)),
            registry,
            fleet(configuration),
            budget,
            guard,
            keys,
            new Retries(GuardTerms.retries(configuration), random),
            new Hedges(GuardTerms.hedges(configuration), figures::slowFirstOutput),
            Patience.BLOCKING,
            recorder,
            clock,
            nanoTime);
    return new RoutingEngine(rooms, settings);
  }

  private Cache cache(Configuration configuration) {
    return configuration.cache().enabled()
        ? new AnswerCache(
            answers,
            Settings.cache(configuration),
            Settings.cacheTerms(configuration),
            new byte[0],
            clock)
        : Cache.NONE;
  }

  private Optional<TierModel> model(Configuration configuration) {
    return configuration.classify().judge() == DifficultySettings.Judge.RULES
        ? Optional.empty()
        : classifiers.of(configuration.classify().model()).map(model -> model);
  }

  private LiveFleet fleet(Configuration configuration) {
    return new LiveFleet(
        figures,
        feedback,
        budget,
        guard,
        keys,
        providing.local(),
        configuration.local().longestAnswer(),
        configuration.routing().offline() == Offline.NO);
  }

  private Templates templates(Configuration configuration) throws TemplateFileException {
    TemplateEngine engine = shipped.engine();
    Optional<Path> folder = configuration.templates().dir();
    return folder.isPresent() ? engine.with(folder.get()) : engine;
  }
}
