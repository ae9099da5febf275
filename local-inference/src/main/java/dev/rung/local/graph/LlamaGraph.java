package dev.rung.local.graph;

import dev.rung.local.checkpoint.LlamaConfig;
import dev.rung.onnx.Graph;
import dev.rung.onnx.Node;
import java.util.List;
import java.util.Map;

/**
 * {@code LlamaForCausalLM} and {@code MistralForCausalLM}: attention, then a gated feed-forward
 * part, each behind a norm without a mean. Source: {@code modeling_llama.py} of transformers.
 */
record LlamaGraph(LlamaConfig config) implements GraphArchitecture {

  @Override
  public AttentionShape attention() {
    return new AttentionShape(
        config.layers(),
        config.heads(),
        config.keyValueHeads(),
        new HeadLayout(config.headSize(), config.headSize()),
        config.theta(),
        config.scaling(),
        config.slidingWindow().orElse(0));
  }

  @Override
  public String layers(DecoderGraph graph, String embedded) {
    Residual residual = new Residual(graph, embedded);
    String normalized =
        graph
            .graph()
            .add(
                Node.ONNX,
                "SimplifiedLayerNormalization",
                epsilon(),
                embedded,
                graph.weight("0.attention_norm"));
    for (int layer = 0; layer < config.layers(); layer++) {
      String prefix = layer + ".";
      String attended = graph.attention(layer, graph.linear(prefix + "qkv", normalized));
      normalized = residual.add(graph.linear(prefix + "dense", attended), prefix + "norm");
      String fed = graph.linear(prefix + "down", gated(graph, prefix, normalized));
      normalized = residual.add(fed, nextNorm(layer));
    }
    return normalized;
  }

  /** The gate through its function, times what it gates. */
  private String gated(DecoderGraph graph, String prefix, String x) {
    Graph nodes = graph.graph();
    String gate = nodes.fresh("gate");
    String up = nodes.fresh("up");
    nodes.add(
        new Node(
            Node.ONNX,
            "Split",
            List.of(graph.linear(prefix + "gate_up", x)),
            List.of(gate, up),
            Map.of("axis", -1L, "num_outputs", 2L)));
    return nodes.add(Node.ONNX, "Mul", Map.of(), graph.activate(config.activation(), gate), up);
  }

  private String nextNorm(int layer) {
    return layer + 1 < config.layers() ? layer + 1 + ".attention_norm" : "model.norm";
  }

  private Map<String, Number> epsilon() {
    return Map.of("epsilon", (float) config.epsilon());
  }

  /** What layers add their results to. */
  private final class Residual {
    private final DecoderGraph graph;
    private String value;

    Residual(DecoderGraph graph, String value) {
      this.graph = graph;
      this.value = value;
    }

    /** Adds a result; gives the sum behind a norm. */
    String add(String result, String norm) {
      Graph nodes = graph.graph();
      String normalized = nodes.fresh("normalized");
      String sum = nodes.fresh("residual");
      nodes.add(
          new Node(
              Node.MICROSOFT,
              "SkipSimplifiedLayerNormalization",
              List.of(result, value, graph.weight(norm)),
              List.of(normalized, "", "", sum),
              epsilon()));
      value = sum;
      return normalized;
    }
  }
}
