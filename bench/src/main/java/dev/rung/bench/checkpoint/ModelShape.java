package dev.rung.bench.checkpoint;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Sizes of a model to be made, and with them its tensors. */
public sealed interface ModelShape permits PhiShape, FalconMambaShape {

  /** As the command line calls it. */
  String name();

  int vocabulary();

  int layers();

  /** The same with another number of layers. */
  ModelShape withLayers(int other);

  /** All tensors, in the order of the file. The same seed makes the same numbers. */
  List<RandomTensor> tensors(long seed);

  /** The content of config.json. */
  void writeConfig(JsonGenerator json) throws IOException;

  /** Bytes of the weights in bf16. */
  default long bytes() {
    return Short.BYTES * tensors(0).stream().mapToLong(RandomTensor::elements).sum();
  }

  /**
   * A full-size shape by its name.
   *
   * @throws IllegalArgumentException when there is none of this name
   */
  static ModelShape named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case PhiShape.NAME -> PhiShape.PHI_2;
      case FalconMambaShape.NAME -> FalconMambaShape.SEVEN_BILLION;
      default ->
          throw new IllegalArgumentException(
              "a shape must be "
                  + PhiShape.NAME
                  + " or "
                  + FalconMambaShape.NAME
                  + ", not "
                  + name);
    };
  }
}
