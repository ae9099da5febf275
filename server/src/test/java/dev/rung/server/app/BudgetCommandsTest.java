package dev.rung.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code rung budgets ...}, with the daemon up and down. */
@Timeout(120)
class BudgetCommandsTest {
  @TempDir private Path state;
  private Operator operator;

  @BeforeEach
  void sitDown() {
    operator = new Operator(state);
  }

  private RunningDaemon daemon() {
    return operator.daemon("[budget]\ndaily_limit_usd = 5\n");
  }

  @Test
  void aLimitIsSetShownAndTakenAway() {
    try (RunningDaemon daemon = daemon()) {
      Map<String, String> there = Operator.at(daemon);

      assertThat(operator.types(there, "budgets", "set", "tenant:acme/monthly", "12.5", "--soft"))
          .as(operator.err())
          .isZero();
      assertThat(operator.types(there, "budgets", "set", "global/daily", "3"))
          .as(operator.err())
          .isZero();
      assertThat(operator.types(there, "budgets", "list")).isZero();

      assertThat(operator.out().lines().map(line -> line.replaceAll(" +", " ")))
          .anyMatch(line -> line.startsWith("global/daily $3 $0 $0 $3 "))
          .anyMatch(line -> line.matches("tenant:acme/monthly \\$12.5 .* only warned of, set .*"));
      assertThat(operator.types(there, "budgets", "remove", "tenant:acme/monthly")).isZero();
      assertThat(operator.out()).isEqualTo("tenant:acme/monthly has no limit any more.");
      assertThat(operator.types(there, "budgets", "remove", "global/daily")).isZero();
      assertThat(operator.out()).contains("$5").doesNotContain("set while running");
      assertThat(operator.types(there, "budgets", "remove", "global/daily")).isOne();
      assertThat(operator.err()).contains("comes from the configuration");
      assertThat(operator.types(there, "budgets", "remove", "tenant:acme/monthly")).isOne();
      assertThat(operator.err()).contains("tenant:acme/monthly has no limit");
    }
  }

  @Test
  void whatIsNoBudgetOrNoAmountIsRefused() {
    try (RunningDaemon daemon = daemon()) {
      Map<String, String> there = Operator.at(daemon);

      assertThat(operator.types(there, "budgets", "set", "acme/weekly", "1")).isEqualTo(2);
      assertThat(operator.err()).contains("scope must be WHOSE/PERIOD");
      assertThat(operator.types(there, "budgets", "set", "model:nobody/total", "1")).isEqualTo(2);
      assertThat(operator.err()).contains("names no model that is here", "absent");
      assertThat(operator.types(there, "budgets", "set", "model:nobody/total", "1", "--absent"))
          .isZero();
      assertThat(operator.types(there, "budgets", "set", "model:nobody/total", "2")).isZero();
      assertThat(operator.types(there, "budgets", "set", "tenant:a b/daily", "1", "--absent"))
          .isEqualTo(2);
      assertThat(operator.types(there, "budgets", "set", "global/daily", "-1")).isEqualTo(2);
      assertThat(operator.types(there, "budgets", "set", "global/daily", "0.0000000001"))
          .isEqualTo(2);
      assertThat(operator.types(there, "budgets", "set", "global/daily", "much")).isEqualTo(2);
      assertThat(operator.err()).contains("a number of US dollars").doesNotContain("Exception");
      assertThat(operator.types(there, "budgets", "set", "global/daily")).isEqualTo(2);
      assertThat(operator.types(there, "budgets", "set", "tenant:a b/daily", "1")).isEqualTo(2);
      assertThat(operator.err()).contains("names no tenant");
    }
  }

  @Test
  void aLimitThatWasSetOutlivesTheDaemon() {
    try (RunningDaemon daemon = daemon()) {
      assertThat(operator.types(Operator.at(daemon), "budgets", "set", "tenant:dear/total", "0.25"))
          .isZero();
    }

    try (RunningDaemon again = daemon()) {
      assertThat(operator.types(Operator.at(again), "budgets", "list", "--json")).isZero();
      assertThat(operator.out()).contains("tenant:dear/total", "\"limit_nanos\": \"250000000\"");
    }
  }

  @Test
  void whatWasSpentIsNotKnownWhileTheStateIsDamaged() throws IOException {
    Files.writeString(state.resolve("rung.db"), "no database ".repeat(1_000));
    try (RunningDaemon daemon = daemon()) {
      assertThat(operator.types(Operator.at(daemon), "budgets", "list")).isZero();

      assertThat(operator.out().lines().map(line -> line.replaceAll(" +", " ")))
          .anyMatch(line -> line.startsWith("global/daily $5 not known $0 not known "))
          .last()
          .asString()
          .contains("rung.db is damaged", "nor are limits that were set");
      assertThat(operator.types(Operator.at(daemon), "stats")).isZero();
      assertThat(operator.out()).contains("not known");
    }
  }
}
