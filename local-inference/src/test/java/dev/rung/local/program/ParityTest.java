package dev.rung.local.program;

import static dev.rung.local.program.Oracle.assertClose;

import dev.rung.local.InferenceException;
import dev.rung.local.decoding.Decoder.Input;
import dev.rung.local.decoding.Decoder.Sequence;
import dev.rung.local.weights.Precision;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs compute what the original modelling code does, in whatever portions tokens come. */
@ParameterizedClass(name = "{0}")
@ValueSource(
    strings = {
      "phi-tiny",
      "phi-odd",
      "phi-norm",
      "phi-wide",
      "falcon-mamba-tiny",
      "falcon-mamba-odd",
      "falcon-mamba-bias",
      "llama-tiny",
      "llama-odd",
      "mistral-tiny"
    })
class ParityTest extends DecoderParity<TorchDecoder> {

  @Override
  protected TorchDecoder load(Oracle oracle) throws InferenceException {
    return oracle.decoder(Precision.F32);
  }

  @Test
  void everyLayersOutputIsTheOriginals() throws InferenceException {
    List<JsonTree> expected = oracle.hiddenStates();
    int[] ids = oracle.prompts().get(1).ids();
    for (int i = 0; i < expected.size(); i++) {
      try (Sequence sequence = decoder.open(CAPACITY)) {
        int depth = oracle.depth(i, expected.size());
        float[][] rows = decoder.hidden(List.of(new Input(sequence, ids, 0)), depth);
        float[] first = expected.get(i).get("first_pos").floats();
        float[] end = expected.get(i).get("last_pos").floats();

        assertClose(Arrays.copyOf(rows[0], first.length), first, "first position");
        assertClose(Arrays.copyOf(rows[ids.length - 1], end.length), end, "last position");
      }
    }
  }
}
