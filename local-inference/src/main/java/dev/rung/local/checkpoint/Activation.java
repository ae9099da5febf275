package dev.rung.local.checkpoint;

import dev.rung.local.InferenceException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The function between the layers of a feed-forward part, as {@code hidden_act} names it. Source:
 * {@code activations.py} of transformers, where several names stand for ways to compute the same.
 */
public enum Activation {
  /** By the error function. */
  GELU("gelu", "gelu_python"),

  /** By a hyperbolic tangent that comes near it. */
  GELU_TANH("gelu_new", "gelu_pytorch_tanh", "gelu_fast", "gelu_accurate", "gelu_python_tanh"),

  /** By a sigmoid of 1.702 times its argument. */
  QUICK_GELU("quick_gelu"),
  SILU("silu", "swish"),
  RELU("relu"),

  /** The square of what is above 0. */
  RELU_SQUARED("relu2");

  private static final String KEY = "hidden_act";

  @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed.
  private final List<String> names;

  Activation(String... names) {
    this.names = List.of(names);
  }

  /**
   * The one that a configuration names.
   *
   * @throws InferenceException when it names none of these
   */
  static Activation read(ConfigFile file, Activation otherwise) throws InferenceException {
    return read(file, otherwise, List.of(values()));
  }

  /** One of some. */
  static Activation read(ConfigFile file, Activation otherwise, List<Activation> supported)
      throws InferenceException {
    Optional<String> name = file.text(KEY);
    if (name.isEmpty()) {
      return otherwise;
    }
    for (Activation activation : supported) {
      if (activation.names.contains(name.get())) {
        return activation;
      }
    }
    throw file.fault(KEY, "must be one of " + names(supported.stream()) + ", not " + name.get());
  }

  private static String names(Stream<Activation> activations) {
    return activations.flatMap(each -> each.names.stream()).collect(Collectors.joining(", "));
  }
}
