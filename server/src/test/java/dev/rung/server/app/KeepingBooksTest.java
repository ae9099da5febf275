package dev.rung.server.app;

import static dev.rung.server.app.RunningDaemon.model;
import static dev.rung.server.app.RunningDaemon.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.app.cli.Terminal;
import dev.rung.server.rpc.Errors;
import dev.rung.server.scripted.Replies;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.server.time.Eventually;
import dev.rung.v1.BudgetStats;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.GenerateResponse;
import dev.rung.v1.GetBudgetsRequest;
import dev.rung.v1.GetBudgetsResponse;
import dev.rung.v1.PutBudgetRequest;
import dev.rung.v1.ReloadConfigRequest;
import dev.rung.v1.ReloadConfigResponse;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole daemon that keeps its books on a disk: restarts, faults, and the commands about it. */
class KeepingBooksTest {
  private static final String LIMITS =
      """
      [budget]
      daily_limit_usd = 1.0
      models.small = { total_limit_usd = 0.002 }

      """;
  private static final GenerateRequest FREE =
      GenerateRequest.newBuilder().setPrompt("What is 12.5 * 3?").build();

  @TempDir private Path folder;
  private final ScriptedProvider small =
      ScriptedProvider.start().otherwise(Replies.openAi("well", " done"));
  private final ScriptedProvider large =
      ScriptedProvider.start().otherwise(Replies.openAi("much", " better"));

  @AfterEach
  void close() {
    small.close();
    large.close();
  }

  private Map<String, String> environment() {
    return Map.of("RUNG_STORE_FOLDER", folder.resolve("state").toString());
  }

  private RunningDaemon start() {
    return RunningDaemon.with(
        LIMITS + model("tier2", "small", small) + model("tier4", "large", large), environment());
  }

  private static BudgetStats budget(RunningDaemon daemon, String scope) {
    return budgets(daemon).stream()
        .filter(budget -> budget.getScope().equals(scope))
        .findFirst()
        .orElseThrow();
  }

  private static List<BudgetStats> budgets(RunningDaemon daemon) {
    return daemon.admin().getBudgets(GetBudgetsRequest.getDefaultInstance()).getBudgetsList();
  }

  @Test
  void remembersWhatWasSpentAndWhatWasPutAfterARestart() {
    long cost;
    try (RunningDaemon daemon = start()) {
      cost = daemon.router().generate(request()).getCostNanos();
      daemon
          .admin()
          .putBudget(
              PutBudgetRequest.newBuilder()
                  .setScope("tenant:default/monthly")
                  .setLimitNanos(5_000_000_000L)
                  .build());
    }
    assertThat(cost).isPositive();

    try (RunningDaemon again = start()) {
      again.router().generate(FREE);
      assertThat(again.router().generate(request()).getCostNanos()).isEqualTo(cost);

      assertThat(budget(again, "global/daily").getCommittedNanos()).isEqualTo(2 * cost);
      assertThat(budget(again, "tenant:default/monthly").getCommittedNanos()).isEqualTo(2 * cost);
      assertThat(budget(again, "tenant:default/monthly").getOrigin()).isEqualTo("admin");
      assertThat(budget(again, "global/daily").getSpentUnknown()).isFalse();
    }
  }

  @Test
  void passesAModelOverWhoseOwnBudgetIsUsedUpWhileOthersServe() {
    try (RunningDaemon daemon = start()) {
      GenerateResponse first = daemon.router().generate(request());
      daemon
          .admin()
          .putBudget(
              PutBudgetRequest.newBuilder().setScope("model:small/total").setLimitNanos(1).build());
      GenerateResponse second = daemon.router().generate(request());
      GenerateRequest named = request().toBuilder().setModel("small").build();

      StatusRuntimeException refused = Errors.of(() -> daemon.router().generate(named));

      assertThat(first.getModel()).isEqualTo("small");
      assertThat(second.getModel()).isEqualTo("large");
      assertThat(Errors.code(refused)).isEqualTo(Code.RESOURCE_EXHAUSTED);
      assertThat(Errors.info(refused).getReason()).isEqualTo("BUDGET_EXCEEDED");
      assertThat(refused).hasMessageContaining("model:small/total");
    }
  }

  @Test
  void refusesWhatCostsWithADamagedFileAndAnswersWhatIsFree() throws Exception {
    Files.createDirectory(folder.resolve("state"));
    Files.writeString(folder.resolve("state/rung.db"), "no database ".repeat(1_000));
    try (RunningDaemon daemon = start()) {
      GenerateResponse free = daemon.router().generate(FREE);
      StatusRuntimeException refused = Errors.of(() -> daemon.router().generate(request()));

      assertThat(free.getText()).isEqualTo("37.5");
      assertThat(Errors.code(refused)).isEqualTo(Code.UNAVAILABLE);
      assertThat(Errors.info(refused).getReason()).isEqualTo("LEDGER_UNAVAILABLE");
      assertThat(refused).hasMessageContaining("rung.db is damaged");
      assertThat(small.requests()).isEmpty();
      GetBudgetsResponse budgets =
          daemon.admin().getBudgets(GetBudgetsRequest.getDefaultInstance());
      assertThat(budgets.getFault()).contains("rung.db is damaged");
      assertThat(budgets.getUnread()).isTrue();
      assertThat(budgets.getBudgetsList())
          .hasSize(2)
          .allSatisfy(budget -> {
            assertThat(budget.getSpentUnknown()).isTrue();
            assertThat(budget.getLeftNanos()).isZero();
          });
      assertThat(metrics(daemon))
          .contains("rung_budget_limit_usd{", "rung_budget_reserved_usd{")
          .doesNotContain("rung_budget_committed_usd{", "rung_budget_alerted{");
    }
  }

  @Test
  void noticesThatItsFileIsOverwrittenRefusesWhatCostsAndGoesOnWhenItIsPutBack() throws Exception {
    Path file = folder.resolve("state/rung.db");
    Path copy = folder.resolve("copy.db");
    try (RunningDaemon daemon = start()) {
      long cost = daemon.router().generate(request()).getCostNanos();
      shell("cat '" + file + "' > '" + copy + "' && printf 'no database' > '" + file + "'");

      // Nobody asks for anything that costs meanwhile.
      Eventually.until("the daemon says so", () -> fault(daemon).contains("was overwritten"));
      StatusRuntimeException refused = Errors.of(() -> daemon.router().generate(request()));

      assertThat(daemon.router().generate(FREE).getText()).isEqualTo("37.5");
      assertThat(Errors.info(refused).getReason()).isEqualTo("LEDGER_UNAVAILABLE");
      assertThat(refused).hasMessageContaining("was overwritten by another program");
      assertThat(small.requests()).hasSize(1);
      shell("cat '" + copy + "' > '" + file + "'");
      Eventually.until("the fault is over", () -> fault(daemon).isEmpty());
      assertThat(daemon.router().generate(request()).getCostNanos()).isEqualTo(cost);
      assertThat(budget(daemon, "global/daily").getCommittedNanos()).isEqualTo(2 * cost);
    }
    assertThat(types("store", "check")).isEqualTo("0");
  }

  private static String fault(RunningDaemon daemon) {
    return daemon.admin().getBudgets(GetBudgetsRequest.getDefaultInstance()).getFault();
  }

  /** As another program. */
  private static void shell(String command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder("sh", "-ec", command).inheritIO().start();
    assertThat(process.waitFor()).isZero();
  }

  private static String metrics(RunningDaemon daemon) throws IOException, InterruptedException {
    URI metrics =
        URI.create("http://127.0.0.1:" + daemon.daemon().httpPort().orElseThrow() + "/metrics");
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(metrics).timeout(RunningDaemon.PATIENCE).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  @Test
  void tellsAWebhookWhenMostOfABudgetIsSpent() throws Exception {
    try (ScriptedProvider somebody =
            ScriptedProvider.start().otherwise(Replies.respond(200, "{}"));
        RunningDaemon daemon =
            RunningDaemon.with(
                "[budget]\ntotal_limit_usd = 1.0\nwarning_threshold = 0.01\nwebhook = \""
                    + somebody.rootUrl()
                    + "\"\nmodels.small = { total_limit_usd = 0.0011 }\n\n"
                    + model("tier2", "small", small),
                environment())) {
      daemon.router().generate(request());
      somebody.awaitRequest(RunningDaemon.PATIENCE);

      assertThat(somebody.lastRequest().body())
          .contains("{\"scope\":\"model:small/total\",\"limit_nanos\":1100000,")
          .contains("\"soft\":false,\"renews_at\":null}");
      assertThat(budget(daemon, "model:small/total").getAlerted()).isTrue();
    }
  }

  @Test
  void tellsTheWebhookThatAReloadNamesAndNoOther() throws Exception {
    try (ScriptedProvider before = ScriptedProvider.start().otherwise(Replies.respond(200, "{}"));
        ScriptedProvider after = ScriptedProvider.start().otherwise(Replies.respond(200, "{}"));
        RunningDaemon daemon = RunningDaemon.with(alerting(before), environment())) {
      daemon.rewrite(alerting(after));
      ReloadConfigResponse reloaded =
          daemon.admin().reloadConfig(ReloadConfigRequest.getDefaultInstance());

      daemon.router().generate(request());
      after.awaitRequest(RunningDaemon.PATIENCE);

      assertThat(reloaded.getNeedsRestartList()).isEmpty();
      assertThat(after.lastRequest().body()).contains("{\"scope\":\"global/total\"");
      assertThat(before.requests()).isEmpty();
    }
  }

  /** The first call is more than a hundredth of the budget. */
  private String alerting(ScriptedProvider somebody) {
    return "[budget]\ntotal_limit_usd = 0.0011\nwarning_threshold = 0.01\nwebhook = \""
        + somebody.rootUrl()
        + "\"\n\n"
        + model("tier2", "small", small);
  }

  @Test
  void letsNoSecondDaemonIntoItsFolder() {
    try (RunningDaemon daemon = start()) {
      assertThatThrownBy(this::start)
          .hasRootCauseInstanceOf(IOException.class)
          .rootCause()
          .hasMessageContaining("another daemon keeps its state in");
      assertThat(budgets(daemon)).hasSize(2);
    }
  }

  @Test
  void checksAndCopiesWhatIsKeptWhileADaemonRuns() throws IOException {
    Path copy = folder.resolve("copy.db");
    try (RunningDaemon daemon = start()) {
      daemon.router().generate(request());

      assertThat(types("store", "backup", copy.toString())).isEqualTo("0");
      assertThat(types("store", "check")).isEqualTo("0");
      for (String kept : List.of("rung.db", "rung.db-wal", "ledger.slots", "../copy.db")) {
        Path file = folder.resolve("state").resolve(kept);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as(kept)
            .isEqualTo("rw-------");
      }
    }
    assertThat(types("store", "backup", copy.toString()))
        .startsWith("2")
        .contains("is there already");
    assertThat(types("store", "backup", folder.resolve("gone/copy.db").toString()))
        .startsWith("2")
        .contains("there is no folder " + folder.resolve("gone"));
    Files.copy(copy, folder.resolve("state/rung.db"), StandardCopyOption.REPLACE_EXISTING);
    assertThat(types("store", "check")).isEqualTo("0");

    Files.writeString(folder.resolve("state/rung.db"), "no database ".repeat(1_000));
    assertThat(types("store", "check")).startsWith("1").contains("is damaged");
  }

  @Test
  void hasNothingToCheckWhereNothingIsKept() {
    assertThat(types("store", "check")).startsWith("2").contains("there is no file");
  }

  /** The exit code, and what was said of errors. */
  private String types(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            false,
            false);
    int code = Main.run(terminal, environment(), arguments);
    return code + err.toString(UTF_8);
  }
}
