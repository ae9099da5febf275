package dev.rung.server.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.v1.GetCostsRequest;
import dev.rung.v1.GetCostsResponse;
import dev.rung.v1.GetCostsResponse.Line;
import io.grpc.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteCostsCommandTest {
  private static final Line SMALL =
      Line.newBuilder()
          .setKey("small, \"cheap\"")
          .setRequests(3)
          .setAttempts(4)
          .setInputTokens(100)
          .setCachedInputTokens(20)
          .setCacheWriteTokens(30)
          .setOutputTokens(50)
          .setReasoningTokens(5)
          .setCostNanos(1_000_000)
          .setEstimatedCostNanos(100_000)
          .setWastedCostNanos(200_000)
          .setBaselineCostNanos(8_000_000)
          .build();
  private static final Line FORMULA =
      Line.newBuilder().setKey("=1+1").setRequests(1).setAttempts(1).setUnpricedAttempts(1).build();
  private static final Line TOTAL =
      SMALL.toBuilder().setKey("").setRequests(4).setAttempts(5).setUnpricedAttempts(1).build();

  private final ScriptedDaemon daemon = new ScriptedDaemon();
  private final CommandLineUser user =
      new CommandLineUser((file, environment) -> daemon)
          .variable("RUNG_SERVER_ADMIN_ADDRESS", daemon.address())
          .variable("RUNG_SERVER_GRPC_ADDRESS", daemon.address());

  @BeforeEach
  void script() {
    daemon.costs =
        GetCostsResponse.newBuilder().addLines(SMALL).addLines(FORMULA).setTotal(TOTAL).build();
  }

  @AfterEach
  void close() {
    daemon.close();
  }

  private int costs(String... more) {
    List<String> all = new ArrayList<>(List.of("route", "costs", "--time-zone=UTC"));
    all.addAll(List.of("--period", "2026-11-01..2026-11-02"));
    all.addAll(List.of(more));
    return user.types(all.toArray(String[]::new));
  }

  @Test
  void showsATable() {
    int exit = costs();

    assertThat(exit).isEqualTo(ExitCode.DONE);
    assertThat(user.out())
        .isEqualTo(
            """
            Costs from 2026-11-01 00:00 to 2026-11-03 00:00, UTC

            MODEL           REQUESTS  CALLS  TOKENS IN  OUT    COST    SHARE   SAVED  OF ALL AT TIER 4   WASTED  ESTIMATED  UNPRICED
            small, "cheap"         3      4        100   50  $0.001  100.0 %  $0.007            87.5 %  $0.0002    $0.0001         0
            =1+1                   1      1          0    0      $0    0.0 %       -                 -       $0         $0         1
            total                  4      5        100   50  $0.001  100.0 %  $0.007            87.5 %  $0.0002    $0.0001         1

            Unpriced: calls at models whose price is not known, and not in the cost.
            """);
  }

  @Test
  void asksForThePeriodInItsTimeZone() {
    user.types(
        "route", "costs", "--time-zone", "Asia/Kolkata", "--period", "2026-11-01", "--by", "tier");

    GetCostsRequest request = daemon.costRequests.getFirst();
    assertThat(request.getFrom().getSeconds()).isEqualTo(1_793_471_400);
    assertThat(request.getTo().getSeconds() - request.getFrom().getSeconds()).isEqualTo(86_400);
    assertThat(request.getBy()).isEqualTo("tier");
    assertThat(request.getEvery()).isEmpty();
  }

  @Test
  void asksForOnesOwnAtThePortForCallers() {
    int exit = costs("--own", "--by", "tenant");

    assertThat(exit).isEqualTo(ExitCode.DONE);
    assertThat(daemon.costRequests).isEmpty();
    GetCostsRequest request = daemon.ownCostRequests.getFirst();
    assertThat(request.getTenant()).isEmpty();
    assertThat(request.getBy()).isEqualTo("tenant");
    assertThat(user.out()).contains("small, \"cheap\"");
  }

  @Test
  void asksForOneTenantAsAnOperator() {
    costs("--tenant", "acme");

    assertThat(daemon.ownCostRequests).isEmpty();
    assertThat(daemon.costRequests.getFirst().getTenant()).isEqualTo("acme");
  }

  @Test
  void onesOwnIsOfNoOtherTenant() {
    int exit = costs("--own", "--tenant", "acme");

    assertThat(exit).isEqualTo(ExitCode.USAGE);
    assertThat(user.err()).contains("--own and --tenant exclude each other");
    assertThat(daemon.ownCostRequests).isEmpty();
  }

  @Test
  void asksForEachDayByItself() {
    costs("--every", "day");

    assertThat(user.out())
        .contains("FROM              MODEL")
        .contains("2026-11-01 00:00  small")
        .contains("2026-11-02 00:00  small")
        .containsPattern("total +8 +10 +200 +100 +\\$0.002 +100.0 % +\\$0.014 +87.5 %");
    assertThat(daemon.costRequests)
        .extracting(request -> request.getTo().getSeconds() - request.getFrom().getSeconds())
        .containsExactly(86_400L, 86_400L);
  }

  @Test
  void writesNamesOfOthersAsSafeCsv() {
    costs("--format=csv", "--by=tenant");

    assertThat(user.out().lines())
        .containsExactly(
            "from,to,tenant,requests,attempts,input_tokens,cached_input_tokens,"
                + "cache_write_tokens,output_tokens,reasoning_tokens,cost_usd,share,baseline_usd,saved_usd,wasted_usd,"
                + "estimated_usd,unpriced_attempts",
            "2026-11-01T00:00:00Z,2026-11-03T00:00:00Z,\"small, \"\"cheap\"\"\",3,4,100,20,30,50,5,"
                + "0.001000000,1.0000,0.008000000,0.007000000,0.000200000,0.000100000,0",
            "2026-11-01T00:00:00Z,2026-11-03T00:00:00Z,'=1+1,1,1,0,0,0,0,0,"
                + "0.000000000,0.0000,0.000000000,0.000000000,0.000000000,0.000000000,1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "plain | plain",
        "a b | a b",
        "a,b | \"a,b\"",
        "say \"hi\" | \"say \"\"hi\"\"\"",
        "=SUM(A1) | '=SUM(A1)",
        "+1 | '+1",
        "-1 | '-1",
        "@x,y | \"'@x,y\"",
      })
  void quotesACell(String name, String cell) {
    assertThat(CostCsv.text(name)).isEqualTo(cell);
  }

  @Test
  void quotesLineFeedsInACell() {
    assertThat(CostCsv.text("a\nb")).isEqualTo("\"a\nb\"");
    assertThat(CostCsv.text("\tx")).isEqualTo("'\tx");
  }

  @Test
  void writesJson() {
    costs("--format=json", "--by=tenant");

    assertThat(user.out())
        .contains("\"time_zone\" : \"UTC\"")
        .contains("\"tenant\" : \"small, \\\"cheap\\\"\"")
        .contains("\"tenant\" : \"=1+1\"")
        .contains("\"cost_usd\" : 0.001000000")
        .doesNotContain("E-")
        .contains("\"cached_input_tokens\" : 20")
        .contains("\"cache_write_tokens\" : 30")
        .contains("\"cost_nanos\" : 1000000")
        .contains("\"saved_nanos\" : 7000000")
        .contains("\"saved_share\" : 0.875")
        .contains("\"total\"");
  }

  @Test
  void drawsAPicture(@TempDir Path folder) throws Exception {
    Path picture = folder.resolve("costs.svg");

    int exit = costs("--picture", picture.toString());

    assertThat(exit).isEqualTo(ExitCode.DONE);
    assertThat(Files.readString(picture))
        .startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\"")
        .contains(">small, \"cheap\"</text>")
        .contains("width=\"420\" height=\"14\" fill=\"#ccc\"")
        .contains("width=\"53\" height=\"8\" fill=\"#06c\"")
        .contains(">$0.001</text>")
        .endsWith("</svg>\n");
  }

  @Test
  void drawsTheSmallestAmountAsPeopleReadIt(@TempDir Path folder) throws Exception {
    daemon.costs =
        GetCostsResponse.newBuilder().addLines(Line.newBuilder().setCostNanos(22)).build();
    Path picture = folder.resolve("costs.svg");

    costs("--picture", picture.toString());

    assertThat(Files.readString(picture)).contains(">$0.000000022</text>");
  }

  @Test
  void namesTheFolderThatIsNotThereBeforeItAsks(@TempDir Path folder) {
    Path gone = folder.resolve("gone");

    int exit = costs("--picture", gone.resolve("costs.svg").toString());

    assertThat(exit).isEqualTo(ExitCode.USAGE);
    assertThat(user.err()).contains("there is no folder " + gone);
    assertThat(daemon.costRequests).isEmpty();
  }

  @Test
  void showsALossWithItsSignInFront() {
    Line dear = SMALL.toBuilder().setBaselineCostNanos(400_000).build();
    daemon.costs = GetCostsResponse.newBuilder().addLines(dear).setTotal(dear).build();

    costs();

    assertThat(user.out()).contains("  -$0.0006  ");
  }

  @Test
  void saysThatNothingWasAsked() {
    daemon.costs = GetCostsResponse.getDefaultInstance();

    costs();

    assertThat(user.out()).endsWith("UTC: nothing was asked.\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--period | someday | --period must be today",
        "--by | moon | must be one of model, tier, tenant, provider",
        "--every | week | must be one of hour, day",
        "--format | xml | must be one of table, csv, json",
        "--time-zone | Moon/Base | --time-zone must be one such as Europe/Berlin",
        "--time-zone | no zone | --time-zone must be one such as Europe/Berlin",
      })
  void endsWithTwoWhereItIsMisused(String option, String value, String message) {
    int exit = user.types("route", "costs", option, value);

    assertThat(exit).isEqualTo(ExitCode.USAGE);
    assertThat(user.err()).contains(message);
  }

  @Test
  void tellsWhatTheDaemonRefuses() {
    daemon.failure = Optional.of(Status.UNAVAILABLE.withDescription("x").asRuntimeException());

    assertThat(costs()).isEqualTo(ExitCode.FAILED);
    assertThat(user.err()).contains("no daemon answers at");
  }
}
