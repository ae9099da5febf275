package dev.rung.server.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.generate.Usage;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProviderValuesTest {
  private static final URI HERE = URI.create("http://127.0.0.1:9100/v1");

  private static ProviderSettings settings(String name, long maxResponseBytes) {
    return new ProviderSettings(
        name, ProviderKind.OPENAI, HERE, KeySet.NONE, Timeouts.DEFAULT, maxResponseBytes);
  }

  @ParameterizedTest
  @EnumSource(Capability.class)
  void aCapabilityIsFoundByItsLabel(Capability capability) {
    assertThat(Capability.named(capability.label())).contains(capability);
  }

  @ParameterizedTest
  @EnumSource(ProviderKind.class)
  void aKindIsFoundByItsLabel(ProviderKind kind) {
    assertThat(ProviderKind.named(kind.label())).contains(kind);
  }

  @Test
  void anUnknownNameFindsNothing() {
    assertThat(Capability.named("Tools")).isEmpty();
    assertThat(ProviderKind.named("")).isEmpty();
  }

  @Test
  void aProviderNeedsANameAndRoomForAResponse() {
    assertThatThrownBy(() -> settings(" ", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a provider's name must not be blank");
    assertThatThrownBy(() -> settings("openai", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("max_response_bytes must be 1 or more");
  }

  @Test
  void timeoutsAreLongerThanNothing() {
    Duration second = Duration.ofSeconds(1);

    assertThatThrownBy(() -> new Timeouts(Duration.ZERO, second, second))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("connect");
    assertThatThrownBy(() -> new Timeouts(second, Duration.ofSeconds(-1), second))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("first_byte");
    assertThatThrownBy(() -> new Timeouts(second, second, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("idle");
  }

  @Test
  void aFailureSaysWhatIsKnownOfIt() {
    Usage used = new Usage(3, 0, 1, 0, false);

    ProviderException failure =
        ProviderException.of(FailureKind.RATE_LIMITED, "too many requests")
            .withStatus(429)
            .withRetryAfter(Duration.ofSeconds(2))
            .withUsage(used);

    assertThat(failure.kind()).isEqualTo(FailureKind.RATE_LIMITED);
    assertThat(failure.text()).isEqualTo("too many requests");
    assertThat(failure.status()).hasValue(429);
    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(2));
    assertThat(failure.usage()).contains(used);
  }

  @Test
  void aFailureLeavesOutWhatIsNotKnown() {
    ProviderException failure = ProviderException.of(FailureKind.TIMEOUT, "no answer");

    assertThat(failure.status()).isEmpty();
    assertThat(failure.retryAfter()).isEmpty();
    assertThat(failure.usage()).isEmpty();
  }
}
