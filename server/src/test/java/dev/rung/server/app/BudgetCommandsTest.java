package dev.rung.server.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.app.cli.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code rung budgets ...}, with the daemon up and down. */
@Timeout(120)
class BudgetCommandsTest {
  /** Where nobody listens. */
  private static final String NOBODY = "127.0.0.1:1";

  @TempDir Path state;
  private String out = "";
  private String err = "";

  private int types(Map<String, String> variables, String... arguments) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(printed, true, UTF_8),
            new PrintStream(told, true, UTF_8),
            false,
            false);
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "RUNG_SERVER_ADMIN_ADDRESS",
                NOBODY,
                "RUNG_LOG_LEVEL",
                "error",
                "RUNG_STORE_FOLDER",
                state.toString()));
    environment.putAll(variables);
    int code = Main.run(terminal, environment, arguments);
    out = printed.toString(UTF_8).strip();
    err = told.toString(UTF_8);
    return code;
  }

  private RunningDaemon daemon() {
    return RunningDaemon.with(
        "[budget]\ndaily_limit_usd = 5\n", Map.of("RUNG_STORE_FOLDER", state.toString()));
  }

  private static Map<String, String> at(RunningDaemon daemon) {
    return Map.of(
        "RUNG_SERVER_GRPC_ADDRESS", "127.0.0.1:" + daemon.daemon().grpcPort(),
        "RUNG_SERVER_ADMIN_ADDRESS", "127.0.0.1:" + daemon.daemon().adminPort());
  }

  @Test
  void aLimitIsSetShownAndTakenAway() {
    try (RunningDaemon daemon = daemon()) {
      Map<String, String> there = at(daemon);

      assertThat(types(there, "budgets", "set", "tenant:acme/monthly", "12.5", "--soft"))
          .as(err)
          .isZero();
      assertThat(types(there, "budgets", "set", "global/daily", "3")).as(err).isZero();
      assertThat(types(there, "budgets", "list")).isZero();

      assertThat(out.lines().map(line -> line.replaceAll(" +", " ")))
          .anyMatch(line -> line.startsWith("global/daily $3 $0 $0 $3 "))
          .anyMatch(line -> line.matches("tenant:acme/monthly \\$12.5 .* only warned of, set .*"));
      assertThat(types(there, "budgets", "remove", "tenant:acme/monthly")).isZero();
      assertThat(out).isEqualTo("tenant:acme/monthly has no limit any more.");
      assertThat(types(there, "budgets", "remove", "global/daily")).isZero();
      assertThat(out).contains("$5").doesNotContain("set while running");
    }
  }

  @Test
  void whatIsNoBudgetOrNoAmountIsRefused() {
    try (RunningDaemon daemon = daemon()) {
      Map<String, String> there = at(daemon);

      assertThat(types(there, "budgets", "set", "acme/weekly", "1")).isEqualTo(2);
      assertThat(err).contains("scope must be WHOSE/PERIOD");
      assertThat(types(there, "budgets", "set", "model:nobody/total", "1")).isEqualTo(2);
      assertThat(err).contains("names no model that is here");
      assertThat(types(there, "budgets", "set", "global/daily", "-1")).isEqualTo(2);
      assertThat(types(there, "budgets", "set", "global/daily", "0.0000000001")).isEqualTo(2);
      assertThat(types(there, "budgets", "set", "global/daily", "much")).isEqualTo(2);
      assertThat(types(there, "budgets", "set", "global/daily")).isEqualTo(2);
    }
  }

  @Test
  void aLimitThatWasSetOutlivesTheDaemon() {
    try (RunningDaemon daemon = daemon()) {
      assertThat(types(at(daemon), "budgets", "set", "tenant:dear/total", "0.25")).isZero();
    }

    try (RunningDaemon again = daemon()) {
      assertThat(types(at(again), "budgets", "list", "--json")).isZero();
      assertThat(out).contains("tenant:dear/total", "\"limit_nanos\": \"250000000\"");
    }
  }
}
