package dev.rung.server.provider.remote.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Prompt;
import dev.rung.server.provider.remote.Golden;
import org.junit.jupiter.api.Test;

class CallIdsTest {
  @Test
  void neverRepeatsAnIdOfTheConversation() {
    CallIds first = new CallIds(Prompt.ofUser("Hi"));
    CallIds later = new CallIds(Golden.conversation());

    assertThat(first.next("")).isEqualTo("call_0");
    assertThat(first.next("own")).isEqualTo("own");
    assertThat(first.next("")).isEqualTo("call_2");
    assertThat(later.next("")).isEqualTo("call_2");
  }
}
