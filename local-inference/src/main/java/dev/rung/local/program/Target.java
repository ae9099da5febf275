package dev.rung.local.program;

import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import dev.rung.local.device.CpuFeatures;
import dev.rung.local.device.Device;
import dev.rung.local.weights.Precision;
import java.util.List;

/**
 * What a program is written for.
 *
 * @param place where its tensors lie, as libtorch names it
 * @param kernels of which device it uses
 * @param cpu what decides which of a CPU's kernels are the fastest
 */
record Target(String place, Device kernels, Precision precision, CpuFeatures cpu) {
  private static final int FLOAT32 = 6;
  private static final int BFLOAT16 = 15;

  /**
   * The program for a device.
   *
   * @throws InferenceException when the device has no kernels for the precision
   */
  static Target of(Device device, Precision precision) throws InferenceException {
    if (device == Device.GPU && precision == Precision.INT8) {
      throw new InferenceException(
          Reason.FAILED, "int8 is computed on the CPU only: choose bf16 for the GPU");
    }
    return new Target(
        device == Device.GPU ? "cuda:0" : "cpu", device, precision, CpuFeatures.here());
  }

  /** The parts that multiply by weights: kernels, then which layers use which. */
  List<String> linearParts() {
    return switch (precision) {
      case F32 -> List.of("linear_f32", "precision_f32");
      case BF16 ->
          kernels == Device.GPU
              ? List.of("linear_f16_plain", "linear_bf16_plain", "precision_bf16")
              : List.of("linear_f16", bf16(), "precision_bf16");
      case INT8 -> List.of("linear_f16", bf16(), int8(), "linear_int8", "precision_int8");
      case INT4 -> throw new IllegalArgumentException("a graph computes in int4, not a program");
    };
  }

  private String bf16() {
    return cpu.bf16().isPresent() ? "linear_bf16" : "linear_bf16_as_f16";
  }

  private String int8() {
    return cpu.int8().isPresent() ? "multiply_int8_onednn" : "multiply_int8_fbgemm";
  }

  /** The part that attends. */
  String attention() {
    return kernels == Device.GPU ? "attend_fused" : "attend_matmul";
  }

  /** The type of keys and values, by its number in libtorch. */
  int memoryType() {
    return halvesMemory() ? BFLOAT16 : FLOAT32;
  }

  /** Of one number of a key or a value. */
  int memoryBytes() {
    return halvesMemory() ? Short.BYTES : Float.BYTES;
  }

  private boolean halvesMemory() {
    return kernels == Device.GPU && precision == Precision.BF16;
  }
}
