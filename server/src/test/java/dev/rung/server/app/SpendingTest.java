package dev.rung.server.app;

import static dev.rung.server.app.RunningDaemon.PATIENCE;
import static dev.rung.server.app.RunningDaemon.model;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rung.server.app.cli.Terminal;
import dev.rung.server.scripted.Replies;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.GetCostsRequest;
import dev.rung.v1.GetCostsResponse;
import dev.rung.v1.GetCostsResponse.Line;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is spent shows in the reports, whoever asks for them, also after a restart. */
class SpendingTest {
  private final ScriptedProvider provider = ScriptedProvider.start();

  @TempDir Path folder;

  @AfterEach
  void close() {
    provider.close();
  }

  private RunningDaemon daemon(String more) {
    return RunningDaemon.with(
        model("tier2", "small", provider) + model("tier4", "large", provider) + more,
        Map.of("RUNG_STORE_FOLDER", folder.toString()));
  }

  private static long ask(RunningDaemon daemon, String model) {
    return daemon
        .router()
        .generate(GenerateRequest.newBuilder().setPrompt("Explain this.").setModel(model).build())
        .getCostNanos();
  }

  /** A report, as soon as it has so many calls. */
  private static GetCostsResponse costs(RunningDaemon daemon, String by, int calls)
      throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    CountDownLatch never = new CountDownLatch(1);
    GetCostsResponse report = report(daemon, by);
    while (report.getTotal().getAttempts() < calls && System.nanoTime() < end) {
      if (never.await(20, TimeUnit.MILLISECONDS)) {
        throw new AssertionError("nobody ends the wait");
      }
      report = report(daemon, by);
    }
    return report;
  }

  private static GetCostsResponse report(RunningDaemon daemon, String by) {
    return daemon.admin().getCosts(GetCostsRequest.newBuilder().setBy(by).build());
  }

  @Test
  void addsUpToWhatTheAnswersCost() throws Exception {
    provider.openAi("a").openAi("b").openAi("c");
    try (RunningDaemon daemon = daemon("")) {
      long small = ask(daemon, "small") + ask(daemon, "small");
      long large = ask(daemon, "large");
      daemon.router().generate(GenerateRequest.newBuilder().setPrompt("hello").build());

      GetCostsResponse report = costs(daemon, "model", 3);

      assertThat(small).isPositive();
      assertThat(report.getLinesList())
          .extracting(Line::getKey, Line::getRequests, Line::getAttempts, Line::getCostNanos)
          .containsExactlyInAnyOrder(
              tuple("small", 2L, 2L, small),
              tuple("large", 1L, 1L, large),
              tuple("template", 1L, 0L, 0L));
      assertThat(report.getTotal().getRequests()).isEqualTo(4);
      assertThat(report.getTotal().getCostNanos()).isEqualTo(small + large);
      // The greeting would have cost something, too.
      assertThat(report.getTotal().getBaselineCostNanos()).isGreaterThan(small + large);
      assertThat(baseline(report, "template")).isPositive();
      assertThat(baseline(report, "small") + baseline(report, "large")).isEqualTo(small + large);
    }
  }

  private static long baseline(GetCostsResponse report, String key) {
    return report.getLinesList().stream()
        .filter(line -> line.getKey().equals(key))
        .mapToLong(Line::getBaselineCostNanos)
        .sum();
  }

  @Test
  void tellsTenantsApart() throws Exception {
    provider.openAi("a").openAi("b").openAi("c");
    try (RunningDaemon daemon = daemon("")) {
      daemon.become("acme");
      long acme = ask(daemon, "small") + ask(daemon, "small");
      daemon.become("globex");
      long globex = ask(daemon, "large");

      GetCostsResponse report = costs(daemon, "tenant", 3);

      assertThat(report.getLinesList())
          .extracting(Line::getKey, Line::getRequests, Line::getAttempts, Line::getCostNanos)
          .containsExactlyInAnyOrder(tuple("acme", 2L, 2L, acme), tuple("globex", 1L, 1L, globex));
    }
  }

  @Test
  void keepsWhatWasSpentOverARestart() throws Exception {
    provider.openAi("a").openAi("b");
    long spent;
    try (RunningDaemon daemon = daemon("")) {
      spent = ask(daemon, "small");
      costs(daemon, "model", 1);
    }

    try (RunningDaemon daemon = daemon("")) {
      assertThat(report(daemon, "tenant").getLinesList())
          .extracting(Line::getKey, Line::getRequests, Line::getCostNanos)
          .containsExactly(tuple("default", 1L, spent));
      spent += ask(daemon, "small");
      assertThat(costs(daemon, "tier", 2).getTotal().getCostNanos()).isEqualTo(spent);
    }
  }

  @Test
  void showsWasteAndWhatHasNoPrice() throws Exception {
    // The model is asked once more after an answer that broke off.
    provider.reply(Replies.openAiCut("said before it broke")).openAi("answered").openAi("free");
    String unpriced =
        """
        [[models.tier3]]
        name = "mystery"
        provider = "large"
        unpriced = "allow"
        """;
    try (RunningDaemon daemon = daemon(unpriced)) {
      ask(daemon, "small");
      long free = ask(daemon, "mystery");

      GetCostsResponse report = costs(daemon, "model", 3);

      assertThat(free).isZero();
      Line small = line(report, "small");
      assertThat(small.getRequests()).isEqualTo(1);
      assertThat(small.getAttempts()).isEqualTo(2);
      assertThat(small.getWastedCostNanos()).isPositive().isLessThan(small.getCostNanos());
      assertThat(small.getEstimatedCostNanos()).isEqualTo(small.getWastedCostNanos());
      assertThat(small.getBaselineCostNanos())
          .isEqualTo(small.getCostNanos() - small.getWastedCostNanos());
      assertThat(line(report, "mystery").getUnpricedAttempts()).isEqualTo(1);
      assertThat(line(report, "mystery").getBaselineCostNanos()).isZero();
    }
  }

  private static Line line(GetCostsResponse report, String key) {
    return report.getLinesList().stream()
        .filter(line -> line.getKey().equals(key))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"model, small", "tier, 2", "tenant, default", "provider, small"})
  void areShownByTheCommandLine(String by, String key) throws Exception {
    provider.openAi("a");
    try (RunningDaemon daemon = daemon("")) {
      long spent = ask(daemon, "small");
      costs(daemon, by, 1);

      List<String> csv = typed(daemon, by, "csv").lines().toList();

      assertThat(csv).hasSize(2);
      assertThat(csv.getFirst()).startsWith("from,to," + by + ",requests,attempts,");
      assertThat(csv.get(1)).contains("," + key + ",1,1,");
      assertThat(typed(daemon, by, "json")).contains("\"cost_nanos\" : " + spent + ",");
      assertThat(typed(daemon, by, "table")).contains(key).contains("total");
    }
  }

  private static String typed(RunningDaemon daemon, String by, String format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            false,
            false);
    String address = "127.0.0.1:" + daemon.daemon().adminPort();

    int exit =
        Main.run(
            terminal,
            Map.of(),
            "route",
            "costs",
            "--address=" + address,
            "--by=" + by,
            "--format=" + format,
            "--time-zone=Asia/Kolkata",
            "--period=24h");

    assertThat(exit).as(err.toString(UTF_8)).isZero();
    return out.toString(UTF_8);
  }
}
