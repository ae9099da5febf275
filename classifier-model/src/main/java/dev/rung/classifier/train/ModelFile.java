package dev.rung.classifier.train;

import dev.rung.classifier.DenseFeatures;
import dev.rung.classifier.file.Matrices;
import dev.rung.classifier.file.Matrices.Sizes;
import dev.rung.classifier.file.ModelWriter;
import dev.rung.classifier.file.Rounding;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts networks and judges together in one network: an embedding table with the columns of each,
 * which hidden layers use of known words and judges of all.
 */
final class ModelFile {
  private static final int SUMS = 2;

  private final Network network;
  private final List<Expert> experts;
  private final Sizes sizes;

  private ModelFile(Network network, List<Expert> experts, int tiers) {
    this.network = network;
    this.experts = experts;
    this.sizes =
        new Sizes(
            network.hidden + experts.size(),
            network.hidden,
            tiers,
            network.outputs + experts.size() - tiers);
  }

  /**
   * A model.
   *
   * @param gain judges of what a strong model adds
   * @param metadata kept in the file, beside what serving needs to know
   */
  static byte[] of(Network tiers, Optional<Mixture> gain, Map<String, String> metadata) {
    ModelFile file =
        gain.map(judges ->
                new ModelFile(tiers.beside(judges.others()), judges.experts(), tiers.outputs))
            .orElseGet(() -> new ModelFile(tiers, List.of(), tiers.outputs));
    return ModelWriter.bytes(file.matrices(), metadata);
  }

  private Matrices matrices() {
    return new Matrices(
        sizes, table(), inward(), network.bias.weights, past(), pastBias(), outward());
  }

  private byte[] table() {
    int columns = sizes.columns();
    byte[] numbers = new byte[Matrices.ROWS * columns];
    Rounding rounding = Rounding.ofColumns(network.table.weights, network.hidden);
    for (int i = 0; i < network.table.weights.length; i++) {
      int column = i % network.hidden;
      int row = i / network.hidden;
      numbers[row * columns + column] = rounding.number(column, network.table.weights[i]);
    }
    for (int i = 0; i < experts.size(); i++) {
      float[] grams = experts.get(i).grams();
      Rounding own = Rounding.ofColumns(grams, 1);
      for (int row = 0; row < grams.length; row++) {
        numbers[row * columns + network.hidden + i] = own.number(0, grams[row]);
      }
    }
    return numbers;
  }

  private float[] inward() {
    Rounding rounding = Rounding.ofColumns(network.table.weights, network.hidden);
    float[] matrix = new float[sizes.seen() * network.hidden];
    for (int column = 0; column < network.hidden; column++) {
      matrix[column * network.hidden + column] = rounding.scale(column);
    }
    System.arraycopy(
        network.dense.weights,
        0,
        matrix,
        SUMS * sizes.columns() * network.hidden,
        network.dense.weights.length);
    return matrix;
  }

  /** All that experts have, and the network's way past its hidden layer. */
  private float[] past() {
    int width = sizes.said();
    int columns = sizes.columns();
    float[] matrix = new float[sizes.seen() * width];
    for (int i = 0; i < experts.size(); i++) {
      Expert expert = experts.get(i);
      int column = network.outputs + i;
      matrix[(columns + network.hidden + i) * width + column] =
          Rounding.ofColumns(expert.grams(), 1).scale(0);
      for (int row = 0; row < expert.dense().length; row++) {
        matrix[(SUMS * columns + row) * width + column] = expert.dense()[row];
      }
    }
    for (int row = 0; row < DenseFeatures.count(); row++) {
      System.arraycopy(
          network.past.weights,
          row * network.outputs,
          matrix,
          (SUMS * columns + row) * width,
          network.outputs);
    }
    return matrix;
  }

  private float[] pastBias() {
    float[] bias = new float[sizes.said()];
    System.arraycopy(
        network.past.weights, DenseFeatures.count() * network.outputs, bias, 0, network.outputs);
    for (int i = 0; i < experts.size(); i++) {
      bias[network.outputs + i] = experts.get(i).bias();
    }
    return bias;
  }

  private float[] outward() {
    int width = sizes.said();
    float[] matrix = new float[network.hidden * width];
    for (int row = 0; row < network.hidden; row++) {
      System.arraycopy(
          network.out.weights, row * network.outputs, matrix, row * width, network.outputs);
    }
    return matrix;
  }
}
