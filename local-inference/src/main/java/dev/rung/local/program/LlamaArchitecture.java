package dev.rung.local.program;

import dev.rung.local.checkpoint.LlamaConfig;
import java.util.List;
import java.util.Map;

/** {@code LlamaForCausalLM} and {@code MistralForCausalLM}. */
record LlamaArchitecture(LlamaConfig config) implements Architecture {

  @Override
  public List<String> parts(Target target) {
    return List.of(
        target.attention(), "attention", ActivationPart.of(config.activation()), "llama");
  }

  @Override
  public Map<String, Object> numbers(Target target) {
    Map<String, Object> numbers = attention().functions(target);
    numbers.put("epsilon", config.epsilon());
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
        config.headSize(),
        config.theta(),
        config.scaling(),
        config.slidingWindow().orElse(0));
  }
}
