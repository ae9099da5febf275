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
        .isEqualTo(new DaemonAddresses("10.1.2.3:7001", "[fe80::1]:7002"));
  }

  @Test
  void areTheUsualOnesWhereTheFileSaysNothing() throws Exception {
    assertThat(ConfiguredAddresses.find(Optional.of(file("")), Map.of()))
        .isEqualTo(new DaemonAddresses("127.0.0.1:50051", "127.0.0.1:50052"));
  }

  @Test
  void everyInterfaceIsAskedOnLoopback() throws Exception {
    Path file =
        file(
            """
            [server]
            grpc_address = "0.0.0.0:7001"
            admin_address = "[::]:7002"
            insecure = true
            """);

    assertThat(ConfiguredAddresses.find(Optional.of(file), Map.of()))
        .isEqualTo(new DaemonAddresses("127.0.0.1:7001", "[::1]:7002"));
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
