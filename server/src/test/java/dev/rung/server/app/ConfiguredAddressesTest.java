package dev.rung.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.app.cli.DaemonAddresses;
import dev.rung.server.app.cli.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredAddressesTest {
  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("rung.toml"), text);
  }

  @Test
  void areThoseOfTheFile() throws Exception {
    Path file =
        file(
            """
            [server]
            grpc_address = "10.1.2.3:7001"
            admin_address = "[fe80::1]:7002"
            """);

    assertThat(ConfiguredAddresses.find(Optional.of(file), Map.of()))
        .isEqualTo(new DaemonAddresses("10.1.2.3:7001", "[fe80::1]:7002", Optional.empty()));
  }

  @Test
  void areTheUsualOnesWhereTheFileSaysNothing() throws Exception {
    assertThat(ConfiguredAddresses.find(Optional.of(file("")), Map.of()))
        .isEqualTo(new DaemonAddresses("127.0.0.1:50051", "127.0.0.1:50052", Optional.empty()));
  }

  @Test
  void nothingElseOfTheFileIsNeeded() throws Exception {
    Path file =
        file(
            """
            [server]
            grpc_address = "10.1.2.3:7001"
            [providers.own]
            kind = "openai"
            base_url = "https://llm.example/v1"
            api_key = "${A_SECRET_OF_THE_DAEMON}"
            [budget]
            daily_limit_usd = "${ANOTHER_ONE}"
            """);

    assertThat(
            ConfiguredAddresses.find(
                    Optional.of(file), Map.of("RUNG_PROVIDERS_OWN_API_KEY", "sk-1"))
                .router())
        .isEqualTo("10.1.2.3:7001");
  }

  @Test
  void theCertificateIsTold() throws Exception {
    Path file = file("[server.tls]\ncert_file = \"server.pem\"\nkey_file = \"server.key\"\n");

    assertThat(ConfiguredAddresses.find(Optional.of(file), Map.of()).certificate())
        .contains(folder.resolve("server.pem"));
    assertThat(
            ConfiguredAddresses.find(Optional.of(file), Map.of("RUNG_SERVER_TLS_ENABLED", "false"))
                .certificate())
        .isEmpty();
  }

  @Test
  void aVariableNamesTheFile() throws Exception {
    Path file = file("[server]\ngrpc_address = \"127.0.0.1:7001\"\n");

    assertThat(
            ConfiguredAddresses.find(Optional.empty(), Map.of("RUNG_CONFIG", file.toString()))
                .router())
        .isEqualTo("127.0.0.1:7001");
  }

  @Test
  void aFaultOfTheFileIsToldWithTheWayAroundIt() throws Exception {
    Path file = file("[server]\ngrpc_adress = \"127.0.0.1:7001\"\n");

    assertThatThrownBy(() -> ConfiguredAddresses.find(Optional.of(file), Map.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("grpc_adress")
        .hasMessageContaining("--address");
  }

  @Test
  void aFileThatIsMissingIsToldToo() {
    Path missing = folder.resolve("none.toml");

    assertThatThrownBy(() -> ConfiguredAddresses.find(Optional.of(missing), Map.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("none.toml");
  }
}
