package dev.rung.local.checkpoint;

import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;

/** How faults in the files of a model are reported. */
public final class Faults {
  /** What a damaged file holds can be of any length, and a message quotes it. */
  private static final int LONGEST = 500;

  private Faults() {}

  /**
   * A fault of a file.
   *
   * @param what goes on where the name of the file ends: "has no ..."
   */
  public static InferenceException in(String file, String what) {
    return new InferenceException(Reason.BAD_CHECKPOINT, shortened(file) + " " + shortened(what));
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }

  static InferenceException inTensor(String file, String tensor, String what) {
    return in(file, "holds the tensor " + tensor + ", which " + what);
  }
}
