package dev.rung.server.app.cli;

import dev.rung.classifier.feedback.FeedbackFiles;
import dev.rung.classifier.feedback.Learned;
import dev.rung.classifier.serve.Explanation;
import dev.rung.server.evaluate.Predictor;
import dev.rung.server.simulate.GainCalibration;
import dev.rung.server.simulate.Simulator;
import dev.rung.server.simulate.TaskException;
import dev.rung.server.simulate.TaskReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Decides in this process as a daemon of this configuration would, without starting one and without
 * calling anybody. For one thread; closed by who opened it.
 */
public interface Rehearsal extends AutoCloseable {

  /** Opens one. */
  @FunctionalInterface
  interface Source {
    /**
     * A rehearsal of this configuration.
     *
     * @param configFile the file that was asked for, if one was
     * @throws UsageException when the configuration or a file of templates is refused
     */
    Rehearsal open(Optional<Path> configFile, Map<String, String> environment)
        throws UsageException, IOException;
  }

  /**
   * What prices a file of tasks.
   *
   * @throws UsageException when there is no model that could be priced
   */
  Pricing pricing() throws UsageException, IOException;

  /**
   * What decides about lone prompts.
   *
   * @throws UsageException when the configured classifier or a file of templates cannot be used
   */
  Predictor predictor() throws UsageException, IOException;

  /**
   * The gains of tasks, as they are judged without templates; absent where none is known.
   *
   * @throws UsageException when the configured classifier cannot be used
   * @throws TaskException when the file holds what is no task
   */
  Optional<GainCalibration> calibration(TaskReader tasks)
      throws UsageException, TaskException, IOException;

  /**
   * What the trained classifier goes by in a prompt, whether or not rules are asked as well.
   *
   * @throws UsageException when the configured classifier cannot be used
   */
  Explanation explanation(String prompt) throws UsageException, IOException;

  /**
   * Trains a classifier further on feedback, with the engine that requests are judged with.
   *
   * @param progress is told each step in a line
   * @throws UsageException when a file cannot be used
   */
  Learned train(Path target, FeedbackFiles files, Consumer<String> progress)
      throws UsageException, IOException;

  @Override
  void close();

  /**
   * A simulator, and what should be known of the models that it chooses from.
   *
   * @param note for people, in a sentence
   */
  record Pricing(Simulator simulator, String note) {}
}
