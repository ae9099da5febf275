package dev.rung.local.graph;

import dev.rung.local.decoding.Decoder.Sequence;
import dev.rung.local.program.Oracle;
import dev.rung.local.program.Variant;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a configuration may say beside sizes: functions between layers, kinds of rotation. */
class GraphVariantsTest {
  @TempDir private Path folder;

  static List<Variant> variants() {
    return Variant.all();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void aGraphComputesWhatTheOriginalDoes(Variant variant) throws Exception {
    Path checkpoint = variant.write(folder);

    try (OrtDecoder decoder = Graphs.load(checkpoint, GraphSettings.exact(), 1);
        Sequence sequence = decoder.open(variant.ids().length)) {
      Oracle.assertPosition(Oracle.last(decoder, sequence, variant.ids()), variant.last());
    }
  }
}
