package dev.rung.local.weights;

import dev.rung.local.InferenceException;
import java.util.List;

/** What packed weights are made of. */
public interface PackedSource {
  /**
   * Becomes another one whenever something changes that can be seen without reading everything.
   * Milliseconds.
   *
   * @throws InferenceException when a file cannot be read
   */
  String stamp() throws InferenceException;

  /**
   * How weights are packed, and the checksum of every file, a line each. Reads every byte: seconds
   * for each gigabyte where the disk is slow.
   *
   * @throws InferenceException when a file cannot be read
   */
  List<String> contents() throws InferenceException;
}
