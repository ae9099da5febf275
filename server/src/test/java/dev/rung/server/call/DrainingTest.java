package dev.rung.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.rung.server.log.CapturedLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an operator is told of a daemon that stops. */
final class DrainingTest {
  private final CapturedLog log = CapturedLog.of(Draining.class);
  private final Gate gate = new Gate();
  private final Workers workers = new Workers(1, System::nanoTime);

  @AfterEach
  void close() {
    log.close();
    workers.close();
  }

  @Test
  void saysAtOnceForHowManyCallsItWaits() throws Exception {
    boolean entered = gate.enter();
    FutureTask<Boolean> call = new FutureTask<>(this::leaveOnceItWasTold);
    Thread.startVirtualThread(call);

    boolean finished = draining().drain();

    assertThat(entered).isTrue();
    assertThat(call.get(1, TimeUnit.MINUTES)).isTrue();
    assertThat(finished).isTrue();
    assertThat(log.events())
        .extracting(ILoggingEvent::getMessage)
        .containsExactly("draining: calls in flight may finish", "drained");
    assertThat(value(log.events().getFirst(), "calls")).contains(1);
    assertThat(value(log.events().getFirst(), "timeout_ms")).contains(60_000L);
  }

  private boolean leaveOnceItWasTold() throws InterruptedException {
    log.await(1);
    gate.leave();
    return true;
  }

  @Test
  void saysNothingOfWaitingWhereNobodyIsWaitedFor() {
    boolean finished = draining().drain();

    assertThat(finished).isTrue();
    assertThat(log.events()).extracting(ILoggingEvent::getMessage).containsExactly("drained");
  }

  private Draining draining() {
    return new Draining("grpc", gate, workers, Duration.ofMinutes(1), System::nanoTime);
  }

  private static Optional<Object> value(ILoggingEvent event, String key) {
    return Optional.ofNullable(event.getKeyValuePairs()).orElse(List.of()).stream()
        .filter(pair -> pair.key.equals(key))
        .map(pair -> pair.value)
        .findFirst();
  }
}
