package dev.rung.local.weights;

import java.util.List;

/**
 * One weight of a model, made of tensors of the checkpoint.
 *
 * @param layer that it belongs to, counted from 0; {@link #MODEL} for none
 * @param name by which a program finds it in its layer
 * @param pieces tensors that follow each other along their first dimension
 */
public record Weight(int layer, String name, Kind kind, List<Piece> pieces) {
  /** The layer of what belongs to the model as a whole. */
  public static final int MODEL = -1;

  public Weight {
    pieces = List.copyOf(pieces);
  }

  /** What a weight is for, and with it how it is kept. */
  public enum Kind {
    /** Norms, biases: F32. */
    PLAIN,
    /** Rows that are looked up: in the type that the checkpoint has. */
    TABLE,
    /** The matrix of a linear layer, [outputs, inputs]: in the precision that was asked for. */
    LINEAR,
    /** The same of a small layer whose outputs steer much: not below BF16. */
    FINE,
    /** The same of the output layer, whose inputs and outputs are not rounded to 8 bits. */
    HEAD
  }

  /** A tensor of the checkpoint, by the name and with the shape that it must have there. */
  public record Piece(String tensor, List<Long> shape) {
    public Piece {
      shape = List.copyOf(shape);
    }
  }
}
