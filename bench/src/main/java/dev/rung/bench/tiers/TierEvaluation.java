package dev.rung.bench.tiers;

import dev.rung.classifier.labels.LabelException;
import dev.rung.classifier.labels.LabelledPrompts;
import dev.rung.classifier.serve.ModelException;
import dev.rung.server.config.ConfigException;
import dev.rung.server.config.ConfigLoader;
import dev.rung.server.template.TemplateFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Question: how well do templates, rules and the trained classifier find the tier of prompts whose
 * tier is known?
 */
public final class TierEvaluation {
  public static final String USAGE = TierOptions.USAGE;

  private TierEvaluation() {}

  /**
   * Evaluates and prints.
   *
   * @param arguments as {@code bench/run tiers} takes them
   * @return false when the arguments, a file or the configuration cannot be used; what is wrong was
   *     printed
   * @throws IOException when the predictions cannot be written
   */
  public static boolean run(List<String> arguments, Consumer<String> print) throws IOException {
    try {
      evaluate(TierOptions.parse(arguments)).forEach(print);
      return true;
    } catch (IllegalArgumentException e) {
      print.accept(e.getMessage());
      print.accept("usage: " + USAGE);
      return false;
    } catch (LabelException | ConfigException | TemplateFileException | ModelException e) {
      print.accept(e.getMessage());
      return false;
    }
  }

  private static List<String> evaluate(TierOptions options)
      throws LabelException, ConfigException, TemplateFileException, ModelException, IOException {
    Predictor predictor = Predictor.of(ConfigLoader.load(options.config(), Map.of()));
    List<Judged> judged =
        LabelledPrompts.read(options.files()).stream()
            .map(prompt -> Judged.of(prompt, predictor.predict(prompt.text())))
            .toList();
    if (options.predictions().isPresent()) {
      Files.writeString(options.predictions().get(), Predictions.jsonLines(judged));
    }
    return TierReport.of(judged, options.show());
  }
}
