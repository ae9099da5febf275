package dev.rung.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredModelTest {
  private final byte[] file = file();

  @Test
  void readsTheWeightsThatWereWritten() {
    StoredModel model = StoredModel.of(file);

    assertThat(model.weights()).containsOnlyKeys("bias", "sizes");
    assertThat(model.weight("bias", ElementType.FLOAT, 1, 2).orElseThrow().reals())
        .containsExactly(0.5f, -3);
    assertThat(model.weight("sizes", ElementType.INT8, 3).orElseThrow().elements())
        .containsExactly(1, 2, -3);
  }

  @Test
  void readsWhatTheModelSaysOfItself() {
    assertThat(StoredModel.of(file).metadata())
        .containsEntry("made of", "nothing")
        .containsEntry("empty", "")
        .hasSize(2);
  }

  @Test
  void hasNoWeightOfAnotherTypeOrShape() {
    StoredModel model = StoredModel.of(file);

    assertThat(model.weight("bias", ElementType.INT32, 1, 2)).isEmpty();
    assertThat(model.weight("bias", ElementType.FLOAT, 2)).isEmpty();
    assertThat(model.weight("none", ElementType.FLOAT, 1, 2)).isEmpty();
  }

  @Test
  void aCutFileIsRefusedOrHasLess() {
    for (int length = 1; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      try {
        assertThat(StoredModel.of(cut).metadata()).as("cut at " + length).hasSizeLessThan(2);
      } catch (IllegalArgumentException expected) {
        assertThat(expected).hasMessageMatching(".*(cut|ends behind|no type|does not end).*");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"no model at all", "\u0007", "ÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿ", "zÿÿÿÿ\u000f"})
  void refusesWhatIsNoModel(String text) {
    assertThatThrownBy(() -> StoredModel.of(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] file() {
    Graph graph = new Graph("small");
    byte[] two =
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putFloat(0.5f).putFloat(-3).array();
    graph.weight("bias", ElementType.FLOAT, List.of(1L, 2L), two);
    graph.weight("sizes", ElementType.INT8, List.of(3L), new byte[] {1, 2, -3});
    graph.add("Add", "bias", "bias");
    graph.describe("made of", "nothing");
    graph.describe("empty", "");
    return graph.toBytes();
  }
}
