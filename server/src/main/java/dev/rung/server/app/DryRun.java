package dev.rung.server.app;

import dev.rung.classifier.TierModel;
import dev.rung.classifier.feedback.FeedbackFiles;
import dev.rung.classifier.feedback.FeedbackTraining;
import dev.rung.classifier.feedback.Learned;
import dev.rung.classifier.labels.LabelException;
import dev.rung.classifier.serve.Explanation;
import dev.rung.classifier.serve.ModelException;
import dev.rung.local.InferenceException;
import dev.rung.local.device.OrtEngine;
import dev.rung.server.app.cli.Rehearsal;
import dev.rung.server.app.cli.UsageException;
import dev.rung.server.budget.BudgetState;
import dev.rung.server.budget.Unlimited;
import dev.rung.server.cache.Cache;
import dev.rung.server.classify.Classifier;
import dev.rung.server.classify.ResilientClassifier;
import dev.rung.server.classify.RuleClassifier;
import dev.rung.server.config.ConfigException;
import dev.rung.server.config.Configuration;
import dev.rung.server.config.DifficultySettings;
import dev.rung.server.engine.EngineSettings;
import dev.rung.server.engine.Patience;
import dev.rung.server.engine.Rooms;
import dev.rung.server.engine.RoutingEngine;
import dev.rung.server.evaluate.Predictor;
import dev.rung.server.experiment.Experiments;
import dev.rung.server.guard.FleetGuard;
import dev.rung.server.guard.GuardSettings;
import dev.rung.server.guard.Hedges;
import dev.rung.server.guard.Retries;
import dev.rung.server.guard.RetrySettings;
import dev.rung.server.key.Keyring;
import dev.rung.server.provider.Listed;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Registry;
import dev.rung.server.provider.Roster;
import dev.rung.server.select.Fleet;
import dev.rung.server.select.ModelState;
import dev.rung.server.select.TieredSelector;
import dev.rung.server.simulate.GainCalibration;
import dev.rung.server.simulate.PricedFleet;
import dev.rung.server.simulate.Simulator;
import dev.rung.server.simulate.Task;
import dev.rung.server.simulate.TaskException;
import dev.rung.server.simulate.TaskReader;
import dev.rung.server.stats.Baseline;
import dev.rung.server.template.TemplateEngine;
import dev.rung.server.template.TemplateFileException;
import dev.rung.server.template.Templates;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What a daemon decides by, without a daemon: no port, no client, no budget, nothing measured. */
final class DryRun implements Rehearsal {
  /** Warnings of what cannot be used; what a daemon says of itself is of no interest here. */
  private static final Map<String, String> QUIET = Map.of("RUNG_LOG_LEVEL", "warn");

  private final Configuration configuration;
  private final Map<String, String> environment;
  private final InstantSource clock = InstantSource.system();
  private final Path engine;
  private final TrainedClassifiers classifiers;

  private DryRun(Configuration configuration, Map<String, String> environment) {
    this.configuration = configuration;
    this.environment = environment;
    this.engine = LocalRoom.folder(configuration, environment);
    this.classifiers = new TrainedClassifiers(engine, () -> {});
  }

  static DryRun open(Optional<Path> configFile, Map<String, String> environment)
      throws UsageException {
    Map<String, String> own = new HashMap<>(QUIET);
    own.putAll(environment);
    try {
      Configuration configuration = new ConfigSource(configFile, own, Path.of("")).load();
      Logging.start(configuration.log());
      return new DryRun(configuration, environment);
    } catch (ConfigException refused) {
      throw new UsageException(String.valueOf(refused.getMessage()));
    }
  }

  @Override
  public Pricing pricing() throws UsageException, IOException {
    DryFleet fleet = fleet();
    if (fleet.ready().isEmpty()) {
      throw new UsageException(
          "no model can be priced: none is ready, and " + fleet.inventory().advice().any());
    }
    EngineSettings set = Settings.engine(configuration);
    EngineSettings routing =
        new EngineSettings(true, Optional.empty(), set.templates(), set.strategy(), set.tiers());
    List<ModelState> states = fleet.ready().stream().map(DryRun::state).toList();
    Simulator simulator =
        new Simulator(
            engine(fleet, states, routing),
            new PricedFleet(states.stream().map(ModelState::model).toList(), routing.terms()),
            routing.strategy(),
            Baseline.among(states)
                .flatMap(baseline ->
                    states.stream()
                        .map(ModelState::model)
                        .filter(model -> model.name().equals(baseline.model()))
                        .findFirst()));
    return new Pricing(simulator, fleet.note() + fleet.unpricedNote());
  }

  @Override
  public Predictor predictor() throws UsageException {
    return new Predictor(templates(), classifier(required()));
  }

  @Override
  public Optional<GainCalibration> calibration(TaskReader tasks)
      throws UsageException, TaskException, IOException {
    Classifier classifier = classifier(required());
    List<Double> gains = new ArrayList<>();
    for (Optional<Task> task = tasks.next(); task.isPresent(); task = tasks.next()) {
      classifier.classify(task.get().prompt(), task.get().hints()).gain().ifPresent(gains::add);
    }
    return gains.isEmpty() ? Optional.empty() : Optional.of(new GainCalibration(gains));
  }

  @Override
  public Explanation explanation(String prompt) throws UsageException {
    return Explanation.of(
        classifiers.of(configuration.classify().model()).orElseThrow(DryRun::withoutClassifier),
        prompt);
  }

  @Override
  public Learned train(Path target, FeedbackFiles files, Consumer<String> progress)
      throws UsageException, IOException {
    try {
      OrtEngine.start(engine);
      return FeedbackTraining.run(target, files, progress);
    } catch (InferenceException | LabelException | ModelException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    } catch (NoSuchFileException e) {
      throw new UsageException("there is no file " + e.getFile());
    }
  }

  private static UsageException withoutClassifier() {
    return new UsageException("the trained classifier cannot be used; the line above says why");
  }

  /**
   * A classifier that cannot be used is an error here: figures of the rules alone would mislead.
   */
  private Optional<TierModel> required() throws UsageException {
    Optional<TierModel> model = model();
    if (model.isEmpty() && configuration.classify().judge() != DifficultySettings.Judge.RULES) {
      throw withoutClassifier();
    }
    return model;
  }

  private DryFleet fleet() throws IOException {
    try {
      return DryFleet.look(configuration, environment, clock);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("looking for models was interrupted");
    }
  }

  private static ModelState state(Listed listed) {
    Model model = listed.model();
    return new ModelState(model, model.latencyPrior(), model.qualityPrior(), Optional.empty());
  }

  private RoutingEngine engine(DryFleet fleet, List<ModelState> states, EngineSettings settings)
      throws UsageException {
    Fleet picture = new Fleet(states, BudgetState.UNLIMITED, true);
    Rooms rooms =
        new Rooms(
            templates(),
            new ResilientClassifier(classifier(model())),
            Experiments.NONE,
            Cache.NONE,
            new TieredSelector(
                settings.strategy(),
                Settings.weights(configuration),
                settings.terms(),
                Settings.gains(configuration)),
            new Registry(
                new Roster(fleet.ready(), List.of(), Map.of(), fleet.inventory().advice())),
            (roster, caller) -> picture,
            Unlimited.INSTANCE,
            new FleetGuard(GuardSettings.DEFAULT, System::nanoTime),
            new Keyring(clock, System::nanoTime, new SecureRandom()),
            new Retries(RetrySettings.NONE, new SecureRandom()),
            Hedges.NONE,
            Patience.BLOCKING,
            done -> {},
            clock,
            System::nanoTime);
    return new RoutingEngine(rooms, settings);
  }

  private Classifier classifier(Optional<TierModel> model) {
    return new RuleClassifier(DifficultyTerms.difficulty(configuration.classify()), model);
  }

  private Optional<TierModel> model() {
    return configuration.classify().judge() == DifficultySettings.Judge.RULES
        ? Optional.empty()
        : classifiers.of(configuration.classify().model()).map(model -> model);
  }

  private Templates templates() throws UsageException {
    if (!configuration.routing().templates()) {
      return Templates.NONE;
    }
    try {
      TemplateEngine shipped = TemplateEngine.builtIn(clock, new SecureRandom());
      Optional<Path> folder = configuration.templates().dir();
      return folder.isPresent() ? shipped.with(folder.get()) : shipped;
    } catch (TemplateFileException refused) {
      throw new UsageException(String.valueOf(refused.getMessage()));
    }
  }

  @Override
  public void close() {
    classifiers.close();
  }
}
