package dev.rung.local.program;

import dev.rung.local.checkpoint.PhiConfig;
import java.util.List;
import java.util.Map;

/** {@code PhiForCausalLM}. */
record PhiArchitecture(PhiConfig config) implements Architecture {

  @Override
  public List<String> parts(Target target) {
    return List.of(target.attention(), "attention", ActivationPart.of(config.activation()), "phi");
  }

  @Override
  public Map<String, Object> numbers(Target target) {
    Map<String, Object> numbers = attention().functions(target);
    numbers.put("epsilon", config.epsilon());
    numbers.put("normalized_heads", config.normalizedHeads());
    return numbers;
  }

  @Override
  public Recall recall() {
    return Recall.EVERY_LENGTH;
  }

  @Override
  public long sequenceBytes(int capacity, Target target) {
    return attention().bytes(capacity, target);
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
