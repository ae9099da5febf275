package dev.rung.local.graph;

import dev.rung.local.InferenceException;
import dev.rung.local.program.DecoderParity;
import dev.rung.local.program.Oracle;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** A graph without rounding computes what the original modelling code does; two sequences a run. */
@ParameterizedClass(name = "{0}")
@ValueSource(
    strings = {"phi-tiny", "phi-odd", "phi-wide", "llama-tiny", "llama-odd", "mistral-tiny"})
class GraphParityTest extends DecoderParity<OrtDecoder> {

  @Override
  protected OrtDecoder load(Oracle oracle) throws InferenceException {
    return Graphs.load(oracle.folder(), GraphSettings.exact(), 3);
  }
}
