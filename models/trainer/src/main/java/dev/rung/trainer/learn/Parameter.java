package dev.rung.trainer.learn;

import java.util.ArrayList;
import java.util.List;

/** A weight to be learned, by its name in a Phi checkpoint. */
record Parameter(String name, List<Long> shape) {
  Parameter {
    shape = List.copyOf(shape);
  }

  /** All weights, in the order in which the program draws them. */
  static List<Parameter> of(Recipe recipe) {
    long hidden = recipe.hidden();
    List<Parameter> all = new ArrayList<>();
    all.add(
        new Parameter("model.embed_tokens.weight", List.of((long) recipe.vocabulary(), hidden)));
    for (int layer = 0; layer < recipe.layers(); layer++) {
      String prefix = "model.layers." + layer + ".";
      norm(all, prefix + "input_layernorm", hidden);
      for (String projection : List.of("q_proj", "k_proj", "v_proj", "dense")) {
        linear(all, prefix + "self_attn." + projection, hidden, hidden);
      }
      linear(all, prefix + "mlp.fc1", recipe.inner(), hidden);
      linear(all, prefix + "mlp.fc2", hidden, recipe.inner());
    }
    norm(all, "model.final_layernorm", hidden);
    linear(all, "lm_head", recipe.vocabulary(), hidden);
    return all;
  }

  private static void linear(List<Parameter> all, String name, long outputs, long inputs) {
    all.add(new Parameter(name + ".weight", List.of(outputs, inputs)));
    all.add(new Parameter(name + ".bias", List.of(outputs)));
  }

  private static void norm(List<Parameter> all, String name, long width) {
    all.add(new Parameter(name + ".weight", List.of(width)));
    all.add(new Parameter(name + ".bias", List.of(width)));
  }
}
