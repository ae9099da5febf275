package dev.rung.classifier.train;

import dev.rung.classifier.DenseFeatures;
import dev.rung.classifier.WordGrams;
import dev.rung.classifier.file.Rounding;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * One hidden layer over dense features and the sum of the rows of an embedding table, and a way
 * past it for the dense features. For one thread.
 */
final class Network {
  final int hidden;
  final int outputs;
  final Layer table;
  final Layer dense;
  final Layer bias;
  final Layer past;
  final Layer out;
  private final float[] sum;
  private final float[] active;
  private final float[] slope;

  Network(int hidden, int outputs, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int features = DenseFeatures.count();
    this.hidden = hidden;
    this.outputs = outputs;
    this.table = new Layer(WordGrams.BUCKETS, hidden).randomized(random, 0.02);
    this.dense = new Layer(features, hidden).randomized(random, 0.2);
    this.bias = new Layer(1, hidden);
    this.past = new Layer(features + 1, outputs);
    this.out = new Layer(hidden, outputs).randomized(random, 1 / Math.sqrt(hidden));
    this.sum = new float[hidden];
    this.active = new float[hidden];
    this.slope = new float[hidden];
  }

  /** One network that says what this one does, and then what the other does. */
  Network beside(Network other) {
    Network both = new Network(hidden + other.hidden, outputs + other.outputs, 0);
    both.table.takeBeside(table, other.table);
    both.dense.takeBeside(dense, other.dense);
    both.bias.takeBeside(bias, other.bias);
    both.past.takeBeside(past, other.past);
    Arrays.fill(both.out.weights, 0);
    both.out.take(out, 0, 0);
    both.out.take(other.out, hidden, outputs);
    return both;
  }

  /** Rounds the table to what a file keeps of it, so that both say the same. */
  void round() {
    Rounding.apply(table.weights, hidden);
  }

  /** What the network says: numbers on any scale, one for each output. */
  float[] outputs(Input input) {
    Arrays.fill(sum, 0);
    bias.addRow(0, 1, sum);
    for (int gram : input.grams()) {
      table.addRow(gram, input.scale(), sum);
    }
    float[] said = new float[outputs];
    past.addRow(past.rows - 1, 1, said);
    for (int i = 0; i < input.dense().length; i++) {
      if (input.dense()[i] != 0) {
        dense.addRow(i, input.dense()[i], sum);
        past.addRow(i, input.dense()[i], said);
      }
    }
    for (int i = 0; i < hidden; i++) {
      active[i] = Math.max(0, sum[i]);
      out.addRow(i, active[i], said);
    }
    return said;
  }

  /**
   * Takes the slope of the loss into account, for the input that {@link #outputs} was just asked
   * of.
   *
   * @param loss slope along each output
   */
  void learn(Input input, float[] loss) {
    for (int i = 0; i < hidden; i++) {
      slope[i] = active[i] > 0 ? out.dot(i, loss) : 0;
      out.learnRow(i, active[i], loss);
    }
    bias.learnRow(0, 1, slope);
    past.learnRow(past.rows - 1, 1, loss);
    for (int i = 0; i < input.dense().length; i++) {
      if (input.dense()[i] != 0) {
        dense.learnRow(i, input.dense()[i], slope);
        past.learnRow(i, input.dense()[i], loss);
      }
    }
    for (int gram : input.grams()) {
      table.learnRow(gram, input.scale(), slope);
    }
  }
}
