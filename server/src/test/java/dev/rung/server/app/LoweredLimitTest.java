package dev.rung.server.app;

import static dev.rung.server.app.RunningDaemon.model;
import static dev.rung.server.app.RunningDaemon.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rung.server.scripted.Replies;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.v1.BudgetStats;
import dev.rung.v1.GetBudgetsRequest;
import dev.rung.v1.PutBudgetRequest;
import dev.rung.v1.ReloadConfigRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A limit that is set below what was spent tells of itself, before anything more is spent. */
@Timeout(600)
class LoweredLimitTest {
  private final ScriptedProvider provider = ScriptedProvider.start();
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  @TempDir private Path state;
  private HttpServer somebody;

  @BeforeEach
  void listen() throws IOException {
    provider.otherwise(Replies.openAi("hello"));
    somebody = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    somebody.createContext("/", this::take);
    somebody.start();
  }

  @AfterEach
  void close() {
    somebody.stop(0);
    provider.close();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      told.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      exchange.sendResponseHeaders(204, -1);
    }
  }

  private String settings(String daily, boolean webhook) {
    String url = "webhook = \"http://127.0.0.1:" + somebody.getAddress().getPort() + "/\"\n";
    return "[budget]\ndaily_limit_usd = "
        + daily
        + "\n"
        + (webhook ? url : "")
        + model("tier2", "small", provider);
  }

  private static String usd(long nanos) {
    return BigDecimal.valueOf(nanos, 9).toPlainString();
  }

  private static BudgetStats daily(RunningDaemon daemon) {
    return daemon.admin().getBudgets(GetBudgetsRequest.getDefaultInstance()).getBudgets(0);
  }

  private void assertTold(String scope, long limit) throws InterruptedException {
    assertThat(told.poll(1, TimeUnit.MINUTES))
        .contains("\"scope\":\"" + scope + "\"", "\"limit_nanos\":" + limit + ",");
  }

  @Test
  void byAReloadThatAlsoSaysWhoIsToBeTold() throws Exception {
    try (RunningDaemon daemon = RunningDaemon.with(settings("5", false))) {
      long spent = daemon.router().generate(request()).getCostNanos();
      assertThat(daily(daemon).getAlerted()).isFalse();

      daemon.rewrite(settings(usd(spent), true));
      daemon.admin().reloadConfig(ReloadConfigRequest.getDefaultInstance());

      assertTold("global/daily", spent);
      assertThat(daily(daemon).getAlerted()).isTrue();
      daemon.admin().reloadConfig(ReloadConfigRequest.getDefaultInstance());
      daemon.rewrite(settings("5", true));
      daemon.admin().reloadConfig(ReloadConfigRequest.getDefaultInstance());
      assertThat(daily(daemon).getAlerted()).isFalse();
    }
    // The daemon has ended, and sent whatever there was to send.
    assertThat(told).isEmpty();
  }

  @Test
  void byACallOfAnOperatorOnce() throws Exception {
    try (RunningDaemon daemon = RunningDaemon.with(settings("5", true))) {
      long spent = daemon.router().generate(request()).getCostNanos();
      PutBudgetRequest lower =
          PutBudgetRequest.newBuilder().setScope("global/daily").setLimitNanos(spent + 1).build();

      assertThat(daemon.admin().putBudget(lower).getAlerted()).isTrue();
      assertTold("global/daily", spent + 1);
      assertThat(daemon.admin().putBudget(lower).getAlerted()).isTrue();
      daemon
          .admin()
          .putBudget(lower.toBuilder().setScope("tenant:default/monthly").setSoft(true).build());
      assertTold("tenant:default/monthly", spent + 1);
    }
    assertThat(told).isEmpty();
  }

  @Test
  void byACommandWhereNoDaemonListens() throws Exception {
    Operator operator = new Operator(state);
    Path file = state.resolve("settings.toml");
    long spent;
    try (RunningDaemon daemon =
        RunningDaemon.with(settings("5", false), Map.of("RUNG_STORE_FOLDER", state.toString()))) {
      spent = daemon.router().generate(request()).getCostNanos();
    }
    Files.writeString(file, settings("5", true));
    Map<String, String> here = Map.of("RUNG_CONFIG", file.toString(), "KEY", "k-secret");

    assertThat(operator.types(here, "budgets", "set", "global/daily", usd(spent)))
        .as(operator.err())
        .isZero();

    assertTold("global/daily", spent);
    assertThat(operator.types(here, "budgets", "list")).as(operator.err()).isZero();
    assertThat(told).isEmpty();
  }
}
