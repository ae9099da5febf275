package dev.rung.local.checkpoint;

import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;

/** How faults in the files of a model are reported. */
final class Faults {
  private Faults() {}

  /**
   * A fault of a file.
   *
   * @param what goes on where the name of the file ends: "has no ..."
   */
  static InferenceException in(String file, String what) {
    return new InferenceException(Reason.BAD_CHECKPOINT, file + " " + what);
  }

  static InferenceException inTensor(String file, String tensor, String what) {
    return in(file, "holds the tensor " + tensor + ", which " + what);
  }
}
