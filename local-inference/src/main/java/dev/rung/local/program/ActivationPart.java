package dev.rung.local.program;

import dev.rung.local.checkpoint.Activation;

/** The resource with the function {@code activate}. */
final class ActivationPart {
  private ActivationPart() {}

  static String of(Activation activation) {
    return switch (activation) {
      case GELU -> "activation_gelu";
      case GELU_TANH -> "activation_gelu_tanh";
      case QUICK_GELU -> "activation_quick_gelu";
      case SILU -> "activation_silu";
      case RELU -> "activation_relu";
      case RELU_SQUARED -> "activation_relu_squared";
    };
  }
}
