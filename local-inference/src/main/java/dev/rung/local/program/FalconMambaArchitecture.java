package dev.rung.local.program;

import dev.rung.local.checkpoint.FalconMambaConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code FalconMambaForCausalLM}. */
record FalconMambaArchitecture(FalconMambaConfig config) implements Architecture {

  @Override
  public List<String> parts(Target target) {
    return List.of("falcon_mamba");
  }

  @Override
  public Map<String, Object> numbers(Target target) {
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("layers", config.layers());
    numbers.put("inner", config.inner());
    numbers.put("states", config.state());
    numbers.put("taps", config.convolution());
    numbers.put("rank", config.timeStepRank());
    numbers.put("epsilon", config.epsilon());
    numbers.put("mixer_epsilon", config.mixerEpsilon());
    return numbers;
  }

  @Override
  public Recall recall() {
    return Recall.LAST_STEP;
  }

  /** Now and before the last step, whatever the capacity. */
  @Override
  public long sequenceBytes(int capacity, Target target) {
    long rows = (long) config.state() + config.convolution() - 1;
    return 2L * config.layers() * rows * config.inner() * Float.BYTES;
  }
}
