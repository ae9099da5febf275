package dev.rung.local.weights;

import dev.rung.local.InferenceException;
import dev.rung.local.checkpoint.FalconMambaConfig;
import dev.rung.local.checkpoint.LlamaConfig;
import dev.rung.local.checkpoint.ModelConfig;
import dev.rung.local.checkpoint.PhiConfig;
import dev.rung.local.checkpoint.Tensors;
import dev.rung.local.weights.Weight.Kind;
import dev.rung.local.weights.Weight.Piece;
import java.util.ArrayList;
import java.util.List;

/** All weights of a model, in the order in which they are loaded. Immutable. */
public record WeightMap(List<Weight> weights) {
  public WeightMap {
    weights = List.copyOf(weights);
  }

  /** The weights of a model of this configuration. */
  public static WeightMap of(ModelConfig config) {
    return switch (config) {
      case PhiConfig phi -> PhiWeights.of(phi);
      case LlamaConfig llama -> LlamaWeights.of(llama);
      case FalconMambaConfig mamba -> FalconMambaWeights.of(mamba);
    };
  }

  /**
   * Holds them to the tensors of a checkpoint.
   *
   * @throws InferenceException when one is missing, or of another shape or kind
   */
  public void check(Tensors tensors) throws InferenceException {
    for (Weight weight : weights) {
      for (Piece piece : weight.pieces()) {
        tensors.required(piece.tensor(), piece.shape());
      }
    }
  }

  /** Collects weights under the names of one architecture. */
  static final class Builder {
    private final List<Weight> weights = new ArrayList<>();
    private int layer = Weight.MODEL;
    private String prefix = "";

    /** What follows belongs to a layer whose tensors' names begin so. */
    Builder layer(int index, String tensorPrefix) {
      layer = index;
      prefix = tensorPrefix;
      return this;
    }

    /** What follows belongs to the model as a whole; names are complete. */
    Builder model() {
      return layer(Weight.MODEL, "");
    }

    Builder plain(String name, String tensor, long... shape) {
      return add(name, Kind.PLAIN, List.of(piece(tensor, shape)));
    }

    Builder table(String name, String tensor, long rows, long width) {
      return add(name, Kind.TABLE, List.of(piece(tensor, rows, width)));
    }

    /** Weight and bias of a layer norm. */
    Builder norm(String name, String tensor, long width) {
      return plain(name + ".weight", tensor + ".weight", width)
          .plain(name + ".bias", tensor + ".bias", width);
    }

    /** A linear layer, or several with the same input as one. */
    Builder linear(String name, boolean bias, long inputs, Outputs... outputs) {
      return linear(Kind.LINEAR, name, bias, inputs, outputs);
    }

    /** A linear layer that must not be coarse. */
    Builder fine(String name, boolean bias, long inputs, Outputs outputs) {
      return linear(Kind.FINE, name, bias, inputs, outputs);
    }

    /** The output layer. */
    Builder head(boolean bias, long inputs, Outputs outputs) {
      return linear(Kind.HEAD, "head", bias, inputs, outputs);
    }

    private Builder linear(Kind kind, String name, boolean bias, long inputs, Outputs... outputs) {
      List<Piece> matrices = new ArrayList<>();
      List<Piece> biases = new ArrayList<>();
      for (Outputs each : outputs) {
        matrices.add(piece(each.tensor() + ".weight", each.count(), inputs));
        biases.add(piece(each.tensor() + ".bias", each.count()));
      }
      add(name, kind, matrices);
      return bias ? add(name + ".bias", Kind.PLAIN, biases) : this;
    }

    WeightMap build() {
      return new WeightMap(weights);
    }

    private Builder add(String name, Kind kind, List<Piece> pieces) {
      weights.add(new Weight(layer, name, kind, pieces));
      return this;
    }

    private Piece piece(String tensor, long... shape) {
      List<Long> dimensions = new ArrayList<>();
      for (long dimension : shape) {
        dimensions.add(dimension);
      }
      return new Piece(prefix + tensor, dimensions);
    }
  }

  /** A linear layer of the checkpoint and how many outputs it has. */
  record Outputs(String tensor, long count) {}
}
