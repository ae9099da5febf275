package dev.rung.classifier.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Trains one network. Deterministic; for one thread. */
final class Trainer {
  private static final double WARM_UP = 0.1;

  private final Recipe recipe;
  private final Network network;
  private final Random random;

  private Trainer(Recipe recipe, int outputs) {
    this.recipe = recipe;
    this.network = new Network(recipe.hidden(), outputs, recipe.seed());
    this.random = new Random(recipe.seed() + 1);
  }

  /** Trains on the lessons, all of which have as many targets. */
  static Network train(List<Lesson> lessons, Recipe recipe) {
    Trainer trainer = new Trainer(recipe, lessons.getFirst().target().length);
    trainer.learn(lessons);
    return trainer.network;
  }

  private void learn(List<Lesson> lessons) {
    List<Lesson> shuffled = new ArrayList<>(lessons);
    int batches = (lessons.size() + recipe.batch() - 1) / recipe.batch();
    int steps = recipe.epochs() * batches;
    int step = 0;
    for (int epoch = 0; epoch < recipe.epochs(); epoch++) {
      Collections.shuffle(shuffled, random);
      for (int batch = 0; batch < batches; batch++) {
        int from = batch * recipe.batch();
        int to = Math.min(shuffled.size(), from + recipe.batch());
        step(shuffled.subList(from, to), (double) step++ / steps);
      }
    }
  }

  private void step(List<Lesson> batch, double progress) {
    BitSet touched = new BitSet();
    for (Lesson lesson : batch) {
      Input input = dimmed(lesson.input());
      float[] slope = probabilities(network.outputs(input));
      for (int i = 0; i < slope.length; i++) {
        slope[i] = lesson.weight() * (slope[i] - lesson.target()[i]) / batch.size();
      }
      network.learn(input, slope);
      Arrays.stream(input.grams()).forEach(touched::set);
    }
    float rate = (float) rate(progress);
    touched.stream().forEach(row -> network.table.update(row, rate, (float) recipe.tableDecay()));
    for (Layer layer : List.of(network.dense, network.bias, network.past, network.out)) {
      layer.updateAll(rate, (float) recipe.decay());
    }
  }

  /** With some of the grams, or none. */
  private Input dimmed(Input input) {
    if (random.nextDouble() < recipe.blind()) {
      return input.with(new int[0]);
    }
    int[] kept =
        Arrays.stream(input.grams())
            .filter(gram -> random.nextDouble() >= recipe.forgotten())
            .toArray();
    return input.with(kept);
  }

  private double rate(double progress) {
    return progress < WARM_UP
        ? recipe.rate() * progress / WARM_UP
        : recipe.rate() * (1 + Math.cos(Math.PI * (progress - WARM_UP) / (1 - WARM_UP))) / 2;
  }

  /**
   * Softmax of several outputs, or the logistic function of a single one: for both the slope of the
   * cross entropy is what is said less what is right.
   */
  static float[] probabilities(float[] outputs) {
    float[] probabilities = new float[outputs.length];
    if (outputs.length == 1) {
      probabilities[0] = (float) (1 / (1 + Math.exp(-outputs[0])));
      return probabilities;
    }
    float most = outputs[0];
    for (float output : outputs) {
      most = Math.max(most, output);
    }
    float sum = 0;
    for (int i = 0; i < outputs.length; i++) {
      probabilities[i] = (float) Math.exp(outputs[i] - most);
      sum += probabilities[i];
    }
    for (int i = 0; i < outputs.length; i++) {
      probabilities[i] /= sum;
    }
    return probabilities;
  }
}
