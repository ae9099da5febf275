package dev.rung.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Deadline;
import io.grpc.Context;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much time a request has. */
final class RequestsTest {
  private static final Duration DEFAULT = Duration.ofMinutes(2);

  /** A clock on which no time passes. */
  private static final io.grpc.Deadline.Ticker STANDING =
      new io.grpc.Deadline.Ticker() {
        @Override
        public long nanoTime() {
          return 0;
        }
      };

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Requests requests = new Requests(new RequestReader(1024), DEFAULT, () -> 0);

  @AfterEach
  void close() {
    timer.shutdownNow();
  }

  @ParameterizedTest
  @CsvSource({
    "3600000, 100",
    "2000, 100",
    "1500, 75",
    "1000, 50",
    "500, 50",
    "300, 50",
    "120, 20",
    "6, 1",
    "0, 0"
  })
  void endsBeforeItsCallerDoesSoThatTheCallerIsToldWhy(long callersMillis, long lastWordsMillis)
      throws Exception {
    assertThat(withinCallers(callersMillis).remaining())
        .isEqualTo(Duration.ofMillis(callersMillis - lastWordsMillis));
  }

  @Test
  void hasTheServersTimeWhereItsCallerSetsNone() {
    assertThat(requests.deadline().remaining()).isEqualTo(DEFAULT);
    assertThat(requests.callersDeadline()).isEmpty();
  }

  private Deadline withinCallers(long millis) throws Exception {
    io.grpc.Deadline callers = io.grpc.Deadline.after(millis, TimeUnit.MILLISECONDS, STANDING);
    try (Context.CancellableContext context = Context.current().withDeadline(callers, timer)) {
      return context.call(requests::deadline);
    }
  }
}
