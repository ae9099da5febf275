package dev.rung.server.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.v1.StatsResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which daemon a command asks: by option, else by variable, else by the settings file. */
class DaemonAddressesTest {
  private static final String NOWHERE = "127.0.0.1:1";

  private final ScriptedDaemon daemon = new ScriptedDaemon();
  private final List<Optional<Path>> read = new ArrayList<>();
  private final CommandLineUser user =
      new CommandLineUser((file, environment) -> {
        throw new IllegalStateException("nothing is to start in this process");
      });

  @AfterEach
  void close() {
    daemon.close();
  }

  private void settings(String router, String admin) {
    daemon.stats = StatsResponse.newBuilder().setTotalRequests(4711).build();
    user.addresses((file, environment) -> {
      read.add(file);
      return new DaemonAddresses(router, admin, Optional.empty());
    });
  }

  @Test
  void theSettingsFileTellsWhereTheDaemonListens() {
    settings(daemon.address(), NOWHERE);

    int exit = user.types("stats", "--json", "--config", "other.toml");

    assertThat(exit).isEqualTo(ExitCode.DONE);
    assertThat(user.out()).contains("4711");
    assertThat(read).containsExactly(Optional.of(Path.of("other.toml")));
  }

  @Test
  void operatorsCommandsAskAtTheOtherAddress() {
    settings(NOWHERE, daemon.address());

    assertThat(user.types("route", "costs")).isEqualTo(ExitCode.DONE);
    assertThat(daemon.costRequests).hasSize(1);
  }

  @Test
  void commandsThatCanAnswerByThemselvesAskTheDaemonOfTheSettingsFirst() {
    settings(daemon.address(), NOWHERE);

    assertThat(user.types("generate", "hello")).isEqualTo(ExitCode.DONE);
    assertThat(daemon.requests()).hasSize(1);
  }

  @Test
  void theVariableOutranksTheSettingsFileWhichIsNotRead() {
    settings(NOWHERE, NOWHERE);
    user.variable("RUNG_SERVER_GRPC_ADDRESS", daemon.address());

    assertThat(user.types("stats")).isEqualTo(ExitCode.DONE);
    assertThat(read).isEmpty();
  }

  @Test
  void whoListensEverywhereIsCalledOnLoopback() {
    settings(NOWHERE, NOWHERE);
    user.variable("RUNG_SERVER_GRPC_ADDRESS", daemon.address().replace("127.0.0.1", "0.0.0.0"));

    assertThat(user.types("stats")).isEqualTo(ExitCode.DONE);
    assertThat(user.types("stats", "--json")).isEqualTo(ExitCode.DONE);
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0:7001, 127.0.0.1:7001",
    "[::]:7002, [::1]:7002",
    "[0:0:0:0:0:0:0:0]:7003, [::1]:7003",
    "10.1.2.3:7004, 10.1.2.3:7004",
    "[fe80::1]:7005, [fe80::1]:7005"
  })
  void everyInterfaceIsCalledOnLoopback(String listens, String called) throws UsageException {
    assertThat(Address.called(listens)).hasToString(called);
  }

  @Test
  void aVariableWithAPortThatTheSystemPicksIsNoAddress() {
    settings(daemon.address(), NOWHERE);
    user.variable("RUNG_SERVER_GRPC_ADDRESS", "127.0.0.1:0");

    assertThat(user.types("stats")).isEqualTo(ExitCode.USAGE);
    assertThat(user.err()).contains("any free port", "--address");
  }

  @Test
  void aCertificateThatCannotBeReadIsToldOf() {
    user.addresses((file, environment) ->
        new DaemonAddresses(
            daemon.address(), NOWHERE, Optional.of(Path.of("no-such-folder", "server.pem"))));

    assertThat(user.types("stats")).isEqualTo(ExitCode.USAGE);
    assertThat(user.err()).contains("server.pem", "--ca-file");
  }

  @Test
  void anEmptyVariableCountsAsNotSet() {
    settings(daemon.address(), NOWHERE);
    user.variable("RUNG_SERVER_GRPC_ADDRESS", "");

    assertThat(user.types("stats")).isEqualTo(ExitCode.DONE);
    assertThat(read).hasSize(1);
  }

  @Test
  void theOptionOutranksBoth() {
    settings(NOWHERE, NOWHERE);
    user.variable("RUNG_SERVER_GRPC_ADDRESS", NOWHERE);

    assertThat(user.types("stats", "--address", daemon.address())).isEqualTo(ExitCode.DONE);
    assertThat(read).isEmpty();
  }

  @Test
  void aSettingsFileWithAFaultIsToldOf() {
    user.addresses((file, environment) -> {
      throw new UsageException("rung.toml:1: server.grpc_adress is not known");
    });

    assertThat(user.types("stats")).isEqualTo(ExitCode.USAGE);
    assertThat(user.err()).contains("server.grpc_adress is not known");
  }

  @Test
  void aPortThatTheSystemPicksIsKnownToNobody() {
    settings("127.0.0.1:0", "127.0.0.1:0");

    assertThat(user.types("stats")).isEqualTo(ExitCode.USAGE);
    assertThat(user.err()).contains("any free port", "--address");
  }
}
