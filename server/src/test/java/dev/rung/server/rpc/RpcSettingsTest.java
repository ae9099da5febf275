package dev.rung.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Defaults and bounds of the settings. */
final class RpcSettingsTest {
  private static final InetSocketAddress ANY = InetSocketAddress.createUnresolved("localhost", 0);
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void defaultsLeaveRoomToNameAPromptThatIsTooLong() {
    RpcSettings settings = RpcSettings.at(ANY, ANY);

    assertThat(settings.maxInboundMessageBytes()).isEqualTo(16 * 1024 * 1024);
    assertThat(settings.maxTextBytes()).isEqualTo(8 * 1024 * 1024);
    assertThat(settings.defaultDeadline()).isEqualTo(Duration.ofMinutes(2));
    assertThat(settings.keepAlive()).isEqualTo(KeepAlive.DEFAULT);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void namesTheSettingThatIsWrong(String setting, ThrowingCallable make) {
    assertThatThrownBy(make)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(setting + " ");
  }

  static Stream<Arguments> namesTheSettingThatIsWrong() {
    return Stream.of(
        wrong("max_message_bytes", () -> settings(0, 1, 1, 1, SECOND, SECOND)),
        wrong("max_metadata_bytes", () -> settings(1, 0, 1, 1, SECOND, SECOND)),
        wrong("max_text_bytes", () -> settings(1, 1, 0, 1, SECOND, SECOND)),
        wrong("max_text_bytes", () -> settings(1, 1, 2, 1, SECOND, SECOND)),
        wrong("max_calls_per_connection", () -> settings(1, 1, 1, 0, SECOND, SECOND)),
        wrong("default_deadline", () -> settings(1, 1, 1, 1, Duration.ZERO, SECOND)),
        wrong("drain_timeout", () -> settings(1, 1, 1, 1, SECOND, SECOND.negated())),
        wrong("permit_keepalive_time", () -> keepAlive(Duration.ZERO, SECOND, SECOND, SECOND)),
        wrong("keepalive_time", () -> keepAlive(SECOND, Duration.ZERO, SECOND, SECOND)),
        wrong("keepalive_timeout", () -> keepAlive(SECOND, SECOND, Duration.ZERO, SECOND)),
        wrong("max_connection_idle", () -> keepAlive(SECOND, SECOND, SECOND, Duration.ZERO)));
  }

  private static Arguments wrong(String setting, ThrowingCallable make) {
    return Arguments.arguments(setting, make);
  }

  private static RpcSettings settings(
      int message, int metadata, long text, int calls, Duration deadline, Duration drain) {
    return new RpcSettings(
        ANY,
        ANY,
        message,
        metadata,
        text,
        calls,
        deadline,
        drain,
        KeepAlive.DEFAULT,
        ConnectionLimits.DEFAULT);
  }

  private static KeepAlive keepAlive(
      Duration permit, Duration time, Duration timeout, Duration idle) {
    return new KeepAlive(permit, true, time, timeout, idle);
  }
}
