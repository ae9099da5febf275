package dev.rung.local.program;

import dev.rung.local.checkpoint.PhiConfig;
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
    Map<String, Object> numbers = attention().functions();
    numbers.put("epsilon", config.epsilon());
    numbers.put("normalized_heads", config.normalizedHeads());
    return numbers;
  }

  @Override
  public Recall recall() {
    return Recall.EVERY_LENGTH;
  }

  @Override
  public long sequenceBytes(int capacity) {
    return attention().bytes(capacity);
  }

  private AttentionNumbers attention() {
    return new AttentionNumbers(
        config.layers(),
        config.heads(),
        config.keyValueHeads(),
        config.headSize(),
        config.rotary(),
        config.theta(),
        config.scaling(),
        0);
  }
}
