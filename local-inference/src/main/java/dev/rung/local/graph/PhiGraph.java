package dev.rung.local.graph;

import dev.rung.local.checkpoint.PhiConfig;
import dev.rung.onnx.Node;
import java.util.List;
import java.util.Map;

/**
 * {@code PhiForCausalLM}: attention and feed-forward part read the same normalised input, and their
 * outputs are added to the residual together. Source: {@code modeling_phi.py} of transformers.
 */
record PhiGraph(PhiConfig config) implements GraphArchitecture {

  @Override
  public AttentionShape attention() {
    return new AttentionShape(
        config.layers(),
        config.heads(),
        config.keyValueHeads(),
        new HeadLayout(config.headSize(), config.rotary()),
        config.theta(),
        config.scaling(),
        0);
  }

  @Override
  public String layers(DecoderGraph graph, String embedded) {
    Map<String, Number> epsilon = Map.of("epsilon", (float) config.epsilon());
    String residual = embedded;
    String norm = normName(0);
    String normalized =
        graph
            .graph()
            .add(
                Node.ONNX,
                "LayerNormalization",
                epsilon,
                residual,
                graph.weight(norm + ".weight"),
                graph.weight(norm + ".bias"));
    for (int layer = 0; layer < config.layers(); layer++) {
      String summed = block(graph, layer, normalized);
      norm = normName(layer + 1);
      String nextNormalized = graph.graph().fresh("normalized");
      String nextResidual = graph.graph().fresh("residual");
      graph
          .graph()
          .add(
              new Node(
                  Node.MICROSOFT,
                  "SkipLayerNormalization",
                  List.of(
                      summed,
                      residual,
                      graph.weight(norm + ".weight"),
                      graph.weight(norm + ".bias")),
                  List.of(nextNormalized, "", "", nextResidual),
                  epsilon));
      normalized = nextNormalized;
      residual = nextResidual;
    }
    return normalized;
  }

  private String block(DecoderGraph graph, int layer, String normalized) {
    String prefix = layer + ".";
    String attended = graph.attention(layer, graph.linear(prefix + "qkv", normalized));
    String out = graph.linear(prefix + "dense", attended);
    String inner = graph.activate(config.activation(), graph.linear(prefix + "fc1", normalized));
    return graph.graph().add(Node.ONNX, "Add", Map.of(), out, graph.linear(prefix + "fc2", inner));
  }

  /** The norm before a layer; after the last one, that of the model. */
  private String normName(int layer) {
    return layer < config.layers() ? layer + ".norm" : "model.norm";
  }
}
