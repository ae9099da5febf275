package dev.rung.local.weights;

import dev.rung.local.InferenceException;
import dev.rung.local.checkpoint.DataType;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Where weights go: a program that has been loaded and has none yet. A weight comes in parts that
 * are packed by themselves, and a part in portions of its rows. One thread; others may be at work
 * on other targets of the same program.
 */
public interface WeightTarget {

  /** Where rows are put before they are taken; always the same. */
  ByteBuffer buffer();

  /** Rows of the weight's parts; the last one may have fewer, and one that has fewer is whole. */
  long partRows(Weight weight) throws InferenceException;

  /**
   * Begins the next part of a weight: makes room for it.
   *
   * @param shape of this part; its rows are the first dimension
   * @param type that the weight's first tensor has
   */
  void begin(Weight weight, List<Long> shape, DataType type) throws InferenceException;

  /**
   * Takes rows of the part that was begun out of the buffer. Each comes once.
   *
   * @param first of these rows in the part
   * @param type of their numbers
   * @param bytes of the buffer, from its first one on, that are whole rows
   */
  void fill(long first, DataType type, int bytes) throws InferenceException;

  /**
   * Packs the part that was begun in the form that the weight's kind asks for: all its rows are
   * there.
   *
   * @param part its number, counted from 0
   */
  void end(Weight weight, int part) throws InferenceException;
}
