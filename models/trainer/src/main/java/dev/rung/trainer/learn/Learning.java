package dev.rung.trainer.learn;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import dev.rung.local.program.ProgramArchive;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The program that learns, loaded into libtorch with weights and what AdamW remembers. One thread.
 */
final class Learning implements AutoCloseable {
  /**
   * How DJL is told which method of a program to run: by the name of an array before the arguments.
   */
  private static final String METHOD = "module_method:";

  private final Model model;

  private Learning(Model model) {
    this.model = model;
  }

  static Learning of(Recipe recipe) throws IOException {
    Model model = Model.newInstance("training", "PyTorch");
    try {
      model.load(
          new ByteArrayInputStream(
              ProgramArchive.of(Learning.class, numbers(recipe), List.of("training"))));
      return new Learning(model);
    } catch (MalformedModelException e) {
      model.close();
      throw new IllegalStateException("libtorch does not understand the program", e);
    }
  }

  /** One step, counted from 1; the loss before it in nats a token. */
  double learn(Batch batch, int step, double rate) {
    try (NDManager manager = model.getNDManager().newSubManager()) {
      Shape shape = new Shape(batch.texts(), batch.ids().length / batch.texts());
      NDArray ids = manager.create(batch.ids(), shape);
      NDArray targets = manager.create(batch.targets(), shape);
      NDArray counted = manager.create((long) step);
      NDArray loss =
          run(manager, "learn", ids, targets, counted, manager.create(rate)).singletonOrThrow();
      loss.attach(manager);
      return loss.getFloat();
    }
  }

  /** The weights, in the order of {@link Parameter#of}. */
  List<float[]> weights() {
    try (NDManager manager = model.getNDManager().newSubManager()) {
      NDList learned = run(manager, "learned");
      learned.attach(manager);
      List<float[]> weights = new ArrayList<>();
      learned.forEach(weight -> weights.add(weight.toFloatArray()));
      return weights;
    }
  }

  private NDList run(NDManager manager, String method, NDArray... arguments) {
    NDArray named = manager.create(0L);
    named.setName(METHOD + method);
    NDList all = new NDList(named);
    all.addAll(List.of(arguments));
    return model.getBlock().forward(new ParameterStore(model.getNDManager(), false), all, true);
  }

  private static Map<String, Object> numbers(Recipe recipe) {
    List<Double> frequencies =
        IntStream.iterate(0, i -> i < recipe.rotary(), i -> i + 2)
            .mapToObj(i -> 1 / Math.pow(Recipe.THETA, (double) i / recipe.rotary()))
            .toList();
    return Map.of(
        "vocabulary", recipe.vocabulary(),
        "hidden", recipe.hidden(),
        "inner", recipe.inner(),
        "layers", recipe.layers(),
        "heads", recipe.heads(),
        "epsilon", Recipe.EPSILON,
        "frequencies", frequencies,
        "seed", recipe.seed());
  }

  @Override
  public void close() {
    model.close();
  }
}
