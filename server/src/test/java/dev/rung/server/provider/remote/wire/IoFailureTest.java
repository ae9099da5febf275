package dev.rung.server.provider.remote.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.ProviderException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IoFailureTest {

  static List<Arguments> failures() {
    return List.of(
        arguments(new ConnectException("Connection refused"), true),
        arguments(new NoRouteToHostException("x"), true),
        arguments(new UnknownHostException("no-such-host"), true),
        arguments(new ConnectTimeoutException("x"), true),
        arguments(new SSLHandshakeException("x"), false),
        arguments(new NoHttpResponseException("x"), false),
        arguments(new SocketException("Connection reset"), false));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void tellsAnAddressThatCannotBeReachedFromAConnectionThatBroke(
      IOException failure, boolean unreachable) {
    ProviderException told =
        IoFailure.of(failure, "mine", true).withRetryAfter(Duration.ofSeconds(1)).withStatus(0);

    assertThat(told.kind()).isEqualTo(FailureKind.UNAVAILABLE);
    assertThat(told.isUnreachable()).isEqualTo(unreachable);
    assertThat(told.text()).startsWith("mine ").doesNotContain("no-such-host");
  }

  @Test
  void takesWhatBreaksBeforeTheRequestIsSentForNoConnection() {
    IOException noNetwork = new SocketException("Network is unreachable");

    assertThat(IoFailure.of(noNetwork, "mine", false).isUnreachable()).isTrue();
    assertThat(IoFailure.of(noNetwork, "mine", true).isLost()).isTrue();
  }
}
