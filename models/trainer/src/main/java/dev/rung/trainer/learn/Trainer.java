package dev.rung.trainer.learn;

import dev.rung.local.InferenceException;
import dev.rung.local.tokenizer.Tokenizer;
import dev.rung.trainer.tokens.TokenizerFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Makes the checkpoint: vocabulary, weights, files. */
public final class Trainer {
  private static final int REPORTED = 100;

  /** After so many steps the checkpoint is written anew. */
  private static final int SAVED = 500;

  /** Share of the newest loss in the figure that is told. */
  private static final double NEWEST = 0.02;

  private final Recipe recipe;
  private final Consumer<String> progress;
  private double loss;

  public Trainer(Recipe recipe, Consumer<String> progress) {
    this.recipe = recipe;
    this.progress = progress;
    this.loss = Math.log(recipe.vocabulary());
  }

  /**
   * Learns and writes.
   *
   * @param folder the checkpoint; files of these names are replaced
   */
  public void train(Path folder) throws IOException, InferenceException {
    TokenizerFile file =
        TokenizerFile.learned(Framing.around(""), recipe.vocabulary(), recipe.seed());
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("tokenizer.json"), file.json());
    try (Tokenizer tokenizer = Tokenizer.read(folder, recipe.vocabulary());
        Learning learning = Learning.of(recipe)) {
      Lessons lessons = new Lessons(tokenizer, file.endToken(), recipe);
      CheckpointWriter writer = new CheckpointWriter(folder, recipe);
      for (int step = 0; step < recipe.steps(); step += SAVED) {
        learn(learning, lessons, step + 1, Math.min(step + SAVED, recipe.steps()));
        writer.write(file, byParameter(learning.weights()));
      }
    }
  }

  private Map<Parameter, float[]> byParameter(List<float[]> learned) {
    Map<Parameter, float[]> weights = new LinkedHashMap<>();
    for (Parameter parameter : Parameter.of(recipe)) {
      weights.put(parameter, learned.get(weights.size()));
    }
    return weights;
  }

  private void learn(Learning learning, Lessons lessons, int first, int last) {
    for (int step = first; step <= last; step++) {
      double told = learning.learn(lessons.next(), step, recipe.rateAt(step));
      loss += NEWEST * (told - loss);
      if (step % REPORTED == 0) {
        progress.accept(
            String.format(Locale.ROOT, "step %d of %d, loss %.4f", step, recipe.steps(), loss));
      }
    }
  }
}
