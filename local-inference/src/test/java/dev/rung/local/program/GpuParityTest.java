package dev.rung.local.program;

import dev.rung.local.InferenceException;
import dev.rung.local.weights.Precision;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The text for a GPU computes what the original modelling code does: on a GPU where one can be
 * used, else on the CPU.
 */
@ParameterizedClass(name = "{0}")
@ValueSource(strings = {"phi-tiny", "phi-odd", "falcon-mamba-tiny", "llama-odd", "mistral-tiny"})
class GpuParityTest extends DecoderParity<TorchDecoder> {

  @Override
  protected TorchDecoder load(Oracle oracle) throws InferenceException {
    return oracle.byKernelsOfGpu(Precision.F32);
  }
}
