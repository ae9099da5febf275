package dev.rung.local.weights;

import dev.rung.local.InferenceException;
import dev.rung.local.checkpoint.Tensor;
import java.nio.ByteBuffer;

/** Where weights go: a program that has been loaded and has none yet. One thread. */
public interface WeightTarget {

  /** Begins a tensor, the next piece of the next weight. */
  void begin(Tensor tensor) throws InferenceException;

  /**
   * Takes the next bytes of the tensor that was begun.
   *
   * @param offset of these bytes in the tensor
   * @param bytes a direct buffer from its first byte to its limit, valid until this returns
   */
  void fill(long offset, ByteBuffer bytes) throws InferenceException;

  /** Ends the tensor that was begun: all its bytes are there. */
  void end(Tensor tensor) throws InferenceException;

  /** Makes the pieces that came since the last weight this one, in the form its kind asks for. */
  void put(Weight weight) throws InferenceException;
}
