package dev.rung.server.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.scripted.SilentPort;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CliTest {
  private final List<Map<String, String>> started = new ArrayList<>();
  private final SilentPort nobody = new SilentPort();

  @AfterEach
  void close() {
    nobody.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "bogus | rung: unknown command 'bogus'",
        "genrate hello | rung: unknown command 'genrate': did you mean 'generate'?",
        "generate hello --modl x | rung: unknown option '--modl': did you mean '--model'?",
        "generate hello --timout=3s | rung: unknown option '--timout=3s': did you mean"
            + " '--timeout'?",
        "generate hello -y | rung: unknown option '-y'",
        "stats today | rung: 'today' is one argument too many",
        "generate | rung: Missing required parameter: 'PROMPT'",
        "generate x --tier-min 7 | a tier is 0, 1, 2, 3 or 4, not '7'",
        "generate x --strategy best | a strategy is one of balanced, quality-first, cost-first,",
        "generate x --timeout 0s | a time is a whole number above 0",
        "generate x --timeout soon | a time is a whole number above 0",
        "generate x --timeout 999999999d | at most 36500d",
        "generate x --address nowhere | an address is HOST:PORT",
        "generate x --address host:70000 | an address is HOST:PORT",
        "generate x --address host:50051 --in-process | --address and --in-process exclude each"
            + " other",
        "route | rung: Missing required subcommand",
        "models pull | rung: Missing required parameter: 'MODEL'",
        "models put | rung: unknown command 'put': did you mean 'pull'?",
        "keys list | rung: unknown command 'list'",
      })
  void endsWith2AndSaysWhatIsWrong(String command, String complaint) {
    CommandLineUser user = user(new ScriptedDaemon());

    int code = user.types(command.split(" ", -1));

    assertThat(code).isEqualTo(2);
    assertThat(user.err()).startsWith("rung: ").contains(complaint).doesNotContain("\tat ");
    assertThat(user.out()).isEmpty();
  }

  @Test
  void tellsARefusedConfigurationAndEndsWith2() {
    CommandLineUser user =
        new CommandLineUser((file, environment) -> {
          throw new UsageException("rung.toml:3: unknown key 'stratgy'; is 'strategy' meant?");
        });

    int code = user.types("generate", "--in-process", "x");

    assertThat(code).isEqualTo(2);
    assertThat(user.err())
        .isEqualTo("rung: rung.toml:3: unknown key 'stratgy'; is 'strategy' meant?\n");
  }

  @Test
  void tellsAnAddressThatIsTakenAndEndsWith1() {
    CommandLineUser user =
        new CommandLineUser((file, environment) -> {
          throw new IOException("127.0.0.1:50051 is in use");
        });

    int code = user.types("serve");

    assertThat(code).isEqualTo(1);
    assertThat(user.err()).isEqualTo("rung: 127.0.0.1:50051 is in use\n");
  }

  @Test
  void tellsABugInOneLine() {
    CommandLineUser user =
        new CommandLineUser((file, environment) -> {
          throw new IllegalStateException("odd");
        });

    int code = user.types("generate", "--in-process", "x");

    assertThat(code).isEqualTo(1);
    assertThat(user.err().lines()).hasSize(1);
    assertThat(user.err()).startsWith("rung: this is a bug").contains("odd", "CliTest");
  }

  @Test
  void saysHowToStartADaemonThatIsMissing() {
    String address = nobody.address();
    CommandLineUser user = user(new ScriptedDaemon());

    int code = user.types("generate", "--address", address, "x");

    assertThat(code).isEqualTo(1);
    assertThat(user.err())
        .isEqualTo(
            ("rung: no daemon answers at %s: start one with 'rung serve' or add --in-process;"
                    + " where one listens elsewhere, add --address, and with TLS --tls\n")
                .formatted(address));
    assertThat(started).isEmpty();
  }

  @Test
  void answersInThisProcessWhereNoDaemonListens() {
    ScriptedDaemon daemon = new ScriptedDaemon();
    daemon.deltas = List.of("42");
    String address = nobody.address();
    CommandLineUser user =
        user(daemon).variable("RUNG_SERVER_GRPC_ADDRESS", address).variable("OPENAI_API_KEY", "k");

    int code = user.types("generate", "x");

    assertThat(code).isZero();
    assertThat(user.out()).isEqualTo("42\n");
    assertThat(user.err()).isEqualTo("No daemon at " + address + ": answering in this process.\n");
    assertThat(started)
        .containsExactly(
            Map.of(
                "OPENAI_API_KEY", "k",
                "RUNG_LOG_LEVEL", "error",
                "RUNG_SERVER_GRPC_ADDRESS", "127.0.0.1:0",
                "RUNG_SERVER_ADMIN_ADDRESS", "127.0.0.1:0",
                "RUNG_SERVER_HTTP_ADDRESS", "off",
                "RUNG_SERVER_TLS_ENABLED", "false",
                "RUNG_AUTH_ENABLED", "false"));
    assertThat(daemon.closed).isTrue();
  }

  @Test
  void doesNotStartADaemonToAskForItsFigures() throws Exception {
    CommandLineUser user =
        user(new ScriptedDaemon()).variable("RUNG_SERVER_GRPC_ADDRESS", nobody.address());

    int code = user.types("stats");

    assertThat(code).isEqualTo(1);
    assertThat(started).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"stats", "generate --json x", "--help"})
  void isNotDoneWhereTheOutputCouldNotBeWritten(String command) {
    ScriptedDaemon daemon = new ScriptedDaemon();
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    CommandLineUser user = user(daemon).variable("RUNG_SERVER_GRPC_ADDRESS", daemon.address());

    int code = user.types(full, command.split(" ", -1));

    daemon.close();
    assertThat(code).isEqualTo(1);
    assertThat(user.err()).contains("not all of the output was written");
  }

  @ParameterizedTest
  @CsvSource({"--help", "generate --help", "route explain --help", "--version"})
  void helpsAndSaysItsVersion(String command) {
    CommandLineUser user = user(new ScriptedDaemon());

    int code = user.types(command.split(" ", -1));

    assertThat(code).isZero();
    assertThat(user.out()).contains("rung");
    assertThat(user.err()).isEmpty();
  }

  private CommandLineUser user(ScriptedDaemon daemon) {
    return new CommandLineUser((file, environment) -> {
      started.add(environment);
      return daemon;
    });
  }
}
