package dev.rung.server.app;

import dev.rung.server.budget.Alerts;
import dev.rung.server.budget.BudgetLine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells somebody beyond the daemon that most of a budget is spent: one POST of JSON per alert, on a
 * thread of its own, tried once. Never waits; an alert that finds too many before it is dropped,
 * and the log says so. The URL may hold a secret: it is never logged.
 */
final class BudgetWebhook implements Alerts, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BudgetWebhook.class);
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration WHOLE = Duration.ofSeconds(5);
  private static final int WAITING = 64;
  private static final int SUCCESS = 2;
  private static final int HUNDRED = 100;

  private final URI url;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .version(HttpClient.Version.HTTP_1_1)
          .build();
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          Thread.ofPlatform().daemon().name("budget-webhook").factory(),
          (alert, full) -> LOG.atWarn().log("a budget's alert was dropped: too many wait"));

  BudgetWebhook(URI url) {
    this.url = url;
  }

  @Override
  public void reached(BudgetLine line) {
    String body = json(line);
    thread.execute(() -> post(body));
  }

  private void post(String body) {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(WHOLE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      int status = client.send(request, BodyHandlers.discarding()).statusCode();
      if (status / HUNDRED != SUCCESS) {
        LOG.atWarn().addKeyValue("status", status).log("a budget's alert was refused");
      }
    } catch (IOException failed) {
      LOG.atWarn()
          .addKeyValue("reason", failed.getClass().getSimpleName())
          .log("a budget's alert was not delivered");
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  /** A scope is a name that somebody chose; everything else is a number or a time. */
  private static String json(BudgetLine line) {
    return "{\"scope\":\"%s\",\"limit_nanos\":%d,\"committed_nanos\":%d,\"left_nanos\":%d,\"soft\":%s,\"renews_at\":%s}"
        .formatted(
            escaped(line.scope()),
            line.limit().nanos(),
            line.committed().nanos(),
            line.left().nanos(),
            line.soft(),
            line.renews().map(BudgetWebhook::quoted).orElse("null"));
  }

  private static String quoted(Instant at) {
    return '"' + at.toString() + '"';
  }

  private static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** Sends what waits and ends by itself; takes no further alert. */
  void finish() {
    // A client that is shut down takes no request any more: it goes after those that wait.
    thread.execute(client::shutdown);
    thread.shutdown();
  }

  /**
   * What was told is still sent, for some seconds at most: a command ends as soon as it is done.
   */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(WHOLE.toMillis(), TimeUnit.MILLISECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException hurry) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
    client.shutdownNow();
  }
}
