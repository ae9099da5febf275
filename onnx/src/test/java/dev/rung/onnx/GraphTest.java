package dev.rung.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is what ONNX Runtime understands. */
class GraphTest {
  private static final OrtEnvironment RUNTIME = OrtEnvironment.getEnvironment();

  @TempDir Path folder;

  @Test
  void aGraphWithItsWeightsInsideComputes() throws Exception {
    Graph graph = new Graph("line");
    graph.input("x", ElementType.FLOAT, "n", 2L);
    String slope = graph.weight("slope", ElementType.FLOAT, List.of(2L, 1L), floats(3, -1));
    graph.add(
        new Node(
            Node.ONNX, "Relu", List.of(graph.add("MatMul", "x", slope)), List.of("y"), Map.of()));
    graph.output("y", ElementType.FLOAT, "n", 1L);

    try (OrtSession session = RUNTIME.createSession(graph.toBytes())) {
      assertThat(run(session, new float[] {1, 1, 1, 5, 2, 0}, 3, 2)).containsExactly(2, 0, 6);
    }
  }

  @Test
  void weightsMayLieInAFileBesideIt() throws Exception {
    byte[] padded = new byte[64 + 8];
    System.arraycopy(floats(10, 20), 0, padded, 64, 8);
    Files.write(folder.resolve("weights.bin"), padded);
    Graph graph = new Graph("sum");
    graph.input("x", ElementType.FLOAT, 1L, 2L);
    graph.weight("bias", ElementType.FLOAT, List.of(2L), "weights.bin", 64, 8);
    graph.add(new Node(Node.ONNX, "Add", List.of("x", "bias"), List.of("y"), Map.of()));
    graph.output("y", ElementType.FLOAT, 1L, 2L);
    Path file = Files.write(folder.resolve("model.onnx"), graph.toBytes());

    try (OrtSession session = RUNTIME.createSession(file.toString())) {
      assertThat(run(session, new float[] {1, 2}, 1, 2)).containsExactly(11, 22);
    }
  }

  @Test
  void attributesReachTheOperator() throws Exception {
    Graph graph = new Graph("attributes");
    graph.input("x", ElementType.FLOAT, 1L, 2L);
    String softened = graph.add(Node.ONNX, "LeakyRelu", Map.of("alpha", 0.5f), "x");
    graph.add(
        new Node(
            Node.ONNX, "Concat", List.of(softened, softened), List.of("y"), Map.of("axis", 1L)));
    graph.output("y", ElementType.FLOAT, 1L, 4L);

    try (OrtSession session = RUNTIME.createSession(graph.toBytes())) {
      assertThat(run(session, new float[] {-4, 3}, 1, 2)).containsExactly(-2, 3, -2, 3);
    }
  }

  @Test
  void whatIsSaidOfAModelCanBeReadBack() throws Exception {
    Graph graph = new Graph("nothing");
    graph.input("x", ElementType.FLOAT, 1L);
    graph.add(new Node(Node.ONNX, "Identity", List.of("x"), List.of("y"), Map.of()));
    graph.output("y", ElementType.FLOAT, 1L);
    graph.describe("made of", "größere Dinge");
    graph.describe("version", "7");

    try (OrtSession session = RUNTIME.createSession(graph.toBytes())) {
      assertThat(session.getMetadata().getCustomMetadata())
          .containsExactlyInAnyOrderEntriesOf(Map.of("made of", "größere Dinge", "version", "7"));
    }
  }

  @Test
  void theSameGraphGivesTheSameBytes() {
    assertThat(small().toBytes()).isEqualTo(small().toBytes());
  }

  @Test
  void anOperatorThatDoesNotExistIsRefusedByTheRuntime() {
    Graph graph = small();
    graph.add("NoSuchOperator", "x");

    assertThatThrownBy(() -> RUNTIME.createSession(graph.toBytes()).close())
        .isInstanceOf(OrtException.class)
        .hasMessageContaining("NoSuchOperator");
  }

  @Test
  void namesDoNotMeet() {
    Graph graph = new Graph("names");

    assertThat(List.of(graph.fresh("a"), graph.fresh("a"), graph.fresh("b")))
        .doesNotHaveDuplicates();
  }

  private static Graph small() {
    Graph graph = new Graph("small");
    graph.input("x", ElementType.FLOAT, 1L);
    graph.add(Node.MICROSOFT, "Gelu", Map.of(), "x");
    graph.output(graph.add("Neg", "x"), ElementType.FLOAT, 1L);
    return graph;
  }

  private static float[] run(OrtSession session, float[] values, long... shape)
      throws OrtException {
    try (OnnxTensor x = OnnxTensor.createTensor(RUNTIME, FloatBuffer.wrap(values), shape);
        OrtSession.Result result = session.run(Map.of("x", x))) {
      FloatBuffer y = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] copy = new float[y.remaining()];
      y.get(copy);
      return Arrays.copyOf(copy, copy.length);
    }
  }

  private static byte[] floats(float... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }
}
