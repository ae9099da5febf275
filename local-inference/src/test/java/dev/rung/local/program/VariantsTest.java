package dev.rung.local.program;

import dev.rung.local.checkpoint.Checkpoint;
import dev.rung.local.decoding.Decoder.Sequence;
import dev.rung.local.device.Device;
import dev.rung.local.weights.Precision;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a configuration may say beside sizes: functions between layers, kinds of rotation. */
class VariantsTest {
  private static final long CACHE_LIMIT = 10_000_000;

  @TempDir private Path folder;

  static List<Variant> variants() {
    return Variant.all();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void theProgramComputesWhatTheOriginalDoes(Variant variant) throws Exception {
    Oracle.startEngine();
    Checkpoint checkpoint = Checkpoint.read(variant.write(folder));

    try (TorchDecoder decoder =
            TorchDecoder.load(checkpoint, Precision.F32, Device.CPU, CACHE_LIMIT, 1);
        Sequence sequence = decoder.open(variant.ids().length)) {
      Oracle.assertPosition(Oracle.last(decoder, sequence, variant.ids()), variant.last());
    }
  }
}
