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

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Requests requests = new Requests(new RequestReader(1024), DEFAULT, () -> 0);

  @AfterEach
  void close() {
    timer.shutdownNow();
  }

  @ParameterizedTest
  @CsvSource({"3600000, 100", "2000, 100", "1000, 50", "500, 25"})
  void endsBeforeItsCallerDoesSoThatTheCallerIsToldWhy(long callersMillis, long lastWordsMillis)
      throws Exception {
    Deadline deadline = withinCallers(callersMillis);

    assertThat(deadline.remaining())
        .isPositive()
        .isLessThanOrEqualTo(Duration.ofMillis(callersMillis - lastWordsMillis));
  }

  @Test
  void takesLittleOfALongTime() throws Exception {
    Deadline deadline = withinCallers(TimeUnit.DAYS.toMillis(365));

    assertThat(deadline.remaining()).isGreaterThan(Duration.ofDays(364));
  }

  @Test
  void hasTheServersTimeWhereItsCallerSetsNone() {
    assertThat(requests.deadline().remaining()).isEqualTo(DEFAULT);
    assertThat(requests.callersDeadline()).isEmpty();
  }

  private Deadline withinCallers(long millis) throws Exception {
    try (Context.CancellableContext context =
        Context.current().withDeadlineAfter(millis, TimeUnit.MILLISECONDS, timer)) {
      return context.call(requests::deadline);
    }
  }
}
