package dev.rung.local.program;

import dev.rung.local.checkpoint.PhiConfig;
import dev.rung.local.weights.PhiWeights;
import dev.rung.local.weights.WeightMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code PhiForCausalLM}. */
record PhiArchitecture(PhiConfig config) implements Architecture {

  @Override
  public List<String> parts() {
    return List.of("attention", "phi");
  }

  @Override
  public Map<String, Object> numbers() {
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("layers", config.layers());
    numbers.put("heads", config.heads());
    numbers.put("key_value_heads", config.keyValueHeads());
    numbers.put("head_size", config.headSize());
    numbers.put("attention_scale", 1 / Math.sqrt(config.headSize()));
    numbers.put("frequencies", Rotation.frequencies(config.rotary(), config.theta()));
    numbers.put("rotation_scale", 1.0);
    numbers.put("epsilon", config.epsilon());
    numbers.put("normalized_heads", config.normalizedHeads());
    return numbers;
  }

  @Override
  public WeightMap weights() {
    return PhiWeights.of(config);
  }

  @Override
  public Recall recall() {
    return Recall.EVERY_LENGTH;
  }

  @Override
  public long sequenceBytes(int capacity) {
    return 2L
        * config.layers()
        * config.keyValueHeads()
        * config.headSize()
        * capacity
        * Float.BYTES;
  }
}
