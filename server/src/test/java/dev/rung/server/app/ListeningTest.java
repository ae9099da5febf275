package dev.rung.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.config.Address;
import dev.rung.server.config.ConfigException;
import dev.rung.server.config.ConfigLoader;
import dev.rung.server.config.Configuration;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListeningTest {
  private static Configuration with(String... variables) throws ConfigException {
    Map<String, String> environment = new HashMap<>();
    for (int i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1]);
    }
    return ConfigLoader.load(Optional.empty(), environment);
  }

  @ParameterizedTest
  @CsvSource({
    "RUNG_SERVER_GRPC_ADDRESS, grpc_address",
    "RUNG_SERVER_ADMIN_ADDRESS, admin_address",
    "RUNG_SERVER_HTTP_ADDRESS, http_address"
  })
  void noPortIsOpenToOthersWithoutTlsAndKeys(String variable, String setting)
      throws ConfigException {
    Configuration configuration = with(variable, "0.0.0.0:9");

    assertThatThrownBy(() -> Listening.check(configuration, false, false))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("server." + setting)
        .hasMessageContaining("server.tls.cert_file")
        .hasMessageContaining("rung tenants keys create")
        .hasMessageContaining("server.insecure = true");
    assertThatThrownBy(() -> Listening.check(configuration, true, false))
        .hasMessageContaining("auth.required")
        .hasMessageNotContaining("cert_file");
    assertThatThrownBy(() -> Listening.check(configuration, false, true))
        .hasMessageContaining("cert_file")
        .hasMessageNotContaining("auth.required");
    assertThatCode(() -> Listening.check(configuration, true, true)).doesNotThrowAnyException();
  }

  @Test
  void whereNobodyIsAskedForAKeyThatIsSaidToo() throws ConfigException {
    Configuration configuration =
        with("RUNG_SERVER_GRPC_ADDRESS", "0.0.0.0:9", "RUNG_AUTH_ENABLED", "false");

    assertThatThrownBy(() -> Listening.check(configuration, true, false))
        .hasMessageContaining("set auth.enabled = true")
        .hasMessageNotContaining("auth.required");
  }

  @Test
  void itIsOpenWhereThatIsSaid() throws ConfigException {
    Configuration configuration =
        with("RUNG_SERVER_GRPC_ADDRESS", "0.0.0.0:9", "RUNG_SERVER_INSECURE", "true");

    assertThatCode(() -> Listening.check(configuration, false, false)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true",
    "localhost, true",
    "::1, true",
    "127.9.9.9, true",
    "0.0.0.0, false",
    "'::', false",
    "192.0.2.1, false",
    "no-such-host.invalid, false"
  })
  void loopbackIsWhatOnlyThisMachineReaches(String host, boolean loopback) {
    assertThat(Listening.isLoopback(new Address(host, 1))).isEqualTo(loopback);
  }

  @Test
  void theDaemonDoesNotStart() {
    assertThatThrownBy(() ->
            Daemon.start(
                new ConfigSource(
                    Optional.empty(),
                    Map.of(
                        "RUNG_STORE_FOLDER", "off",
                        "RUNG_SERVER_GRPC_ADDRESS", "0.0.0.0:0",
                        "RUNG_SERVER_ADMIN_ADDRESS", "127.0.0.1:0",
                        "RUNG_SERVER_HTTP_ADDRESS", "off"),
                    Path.of("/nonexistent"))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("server.insecure");
  }
}
