package dev.rung.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FaceTest {
  @Test
  void anAnswerHasRoomForAToken() {
    assertThatThrownBy(() -> options(0, List.of()))
        .hasMessage("maxTokens must be 1 or more, not 0");
  }

  @Test
  void stopTextsAreKeptAsTheyWere() {
    List<String> stop = new ArrayList<>(List.of("END"));
    GenerationOptions options = options(1, stop);
    stop.clear();

    assertThat(options.stop()).containsExactly("END");
  }

  @Test
  void aModelSeesATokenAtLeast() {
    assertThatThrownBy(() -> new ModelInfo("PhiForCausalLM", 0))
        .hasMessage("contextWindow must be 1 or more, not 0");
    assertThat(new ModelInfo("PhiForCausalLM", 2_048).contextWindow()).isEqualTo(2_048);
  }

  @Test
  void aFailureSaysWhy() {
    var failure = new InferenceException(InferenceException.Reason.BUSY, "the queue is full");

    assertThat(failure.reason()).isEqualTo(InferenceException.Reason.BUSY);
    assertThat(failure).hasMessage("the queue is full");
  }

  private static GenerationOptions options(int maxTokens, List<String> stop) {
    return new GenerationOptions(
        maxTokens,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalLong.empty(),
        stop,
        Duration.ofSeconds(1));
  }
}
