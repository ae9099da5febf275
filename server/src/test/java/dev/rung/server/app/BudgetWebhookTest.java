package dev.rung.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rung.server.budget.BudgetLine;
import dev.rung.server.budget.Limit;
import dev.rung.server.generate.Money;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is told beyond the daemon that most of a budget is spent. */
class BudgetWebhookTest {
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final CountDownLatch first = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer somebody;

  @BeforeEach
  void listen() throws IOException {
    somebody = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    somebody.createContext("/", this::take);
    somebody.setExecutor(threads);
    somebody.start();
  }

  @AfterEach
  void close() {
    go.countDown();
    somebody.stop(0);
    threads.close();
  }

  @Test
  void sendsWhatWaitsWhenAnotherOneTakesItsPlace() throws Exception {
    BudgetWebhook webhook =
        new BudgetWebhook(URI.create("http://127.0.0.1:" + somebody.getAddress().getPort()));
    webhook.reached(line("acme"));
    first.await();
    webhook.reached(line("other"));

    webhook.finish();
    go.countDown();

    assertThat(next()).contains("\"scope\":\"tenant:acme/daily\"");
    assertThat(next()).contains("\"scope\":\"tenant:other/daily\"");
  }

  private String next() throws InterruptedException {
    String body = told.poll(RunningDaemon.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(body).as("what the webhook posts").isNotNull();
    return body;
  }

  private static BudgetLine line(String tenant) {
    return new BudgetLine(
        "tenant:" + tenant + "/daily",
        new Money(100),
        new Money(80),
        Money.ZERO,
        Optional.empty(),
        false,
        true,
        Limit.Origin.CONFIGURATION,
        true);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      first.countDown();
      go.await();
      told.add(body);
      exchange.sendResponseHeaders(204, -1);
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }
}
