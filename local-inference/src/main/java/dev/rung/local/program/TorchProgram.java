package dev.rung.local.program;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;

/**
 * A program that libtorch has loaded, with the state that it keeps. Threads: one at a time, but for
 * methods that change nothing that another one uses, such as those of different workers. Memory of
 * libtorch is freed by {@link #close} and not before.
 */
final class TorchProgram implements AutoCloseable {
  private final Model model;
  private final PtSymbolBlock block;
  private final PtNDManager manager;
  private final NDManager host;

  private TorchProgram(Model model) {
    this.model = model;
    this.block = (PtSymbolBlock) model.getBlock();
    this.manager = (PtNDManager) model.getNDManager();
    this.host = manager.newSubManager(Device.cpu());
  }

  /**
   * Compiles a text; the engine must have been started.
   *
   * @throws InferenceException when libtorch does not understand it
   */
  static TorchProgram load(String text) throws InferenceException {
    Model model = Model.newInstance("program", "PyTorch");
    boolean loaded = false;
    try {
      model.load(new ByteArrayInputStream(ProgramArchive.of(text, ProgramText.fields(text))));
      // DJL makes an empty folder for each model that does not come from one.
      Files.deleteIfExists(model.getModelPath());
      loaded = true;
      return new TorchProgram(model);
    } catch (EngineException | MalformedModelException e) {
      throw new InferenceException(
          Reason.FAILED, "the program cannot be loaded: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory, or the folder for temporary files", e);
    } finally {
      if (!loaded) {
        model.close();
      }
    }
  }

  /**
   * Runs a method that returns nothing.
   *
   * @param arguments whole numbers, lists of them, texts and tensors
   */
  void run(String method, Object... arguments) throws InferenceException {
    call(method, arguments).close();
  }

  /**
   * Bytes as an argument: a tensor that lies where they lie.
   *
   * @param bytes a direct buffer, which must stay reachable; its content may change
   */
  NDArray bytes(ByteBuffer bytes) {
    return host.create(bytes.duplicate().clear(), new Shape(bytes.capacity()), DataType.UINT8);
  }

  /** Runs a method that returns a whole number. */
  long number(String method, Object... arguments) throws InferenceException {
    try (IValue result = call(method, arguments)) {
      return result.toLong();
    }
  }

  /** Runs a method that returns a tensor of two dimensions in single precision; its rows. */
  float[][] rows(String method, Object... arguments) throws InferenceException {
    try (IValue result = call(method, arguments);
        PtNDArray tensor = result.toTensor(manager)) {
      int rows = (int) tensor.getShape().get(0);
      int width = (int) tensor.getShape().get(1);
      FloatBuffer numbers =
          tensor.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer();
      float[][] copies = new float[rows][width];
      for (float[] copy : copies) {
        numbers.get(copy);
      }
      return copies;
    }
  }

  @Override
  public void close() {
    model.close();
  }

  private IValue call(String method, Object... arguments) throws InferenceException {
    IValue[] values = new IValue[arguments.length];
    try {
      for (int i = 0; i < arguments.length; i++) {
        values[i] = value(arguments[i]);
      }
      // A setting of the thread. The optimiser compiles anew when shapes change, for seconds, gains
      // nothing on large matrices, and takes two allocations of one shape for the same.
      JniUtils.setGraphExecutorOptimize(false);
      return IValueUtils.runMethod(block, method, values);
    } catch (EngineException e) {
      throw Failures.of(e);
    } finally {
      for (IValue value : values) {
        if (value != null) {
          value.close();
        }
      }
    }
  }

  private static IValue value(Object argument) {
    return switch (argument) {
      case Long number -> IValue.from(number);
      case Integer number -> IValue.from(number.longValue());
      case long[] numbers -> IValue.listFrom(numbers);
      case String text -> IValue.from(text);
      case PtNDArray tensor -> IValue.from(tensor);
      default -> throw new IllegalArgumentException("no argument: " + argument.getClass());
    };
  }
}
