package dev.rung.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What an operator is told of a daemon that stops. */
final class DrainingTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(Draining.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Gate gate = new Gate();
  private final Workers workers = new Workers(1, System::nanoTime);

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void close() {
    logger.detachAppender(log);
    workers.close();
  }

  @Test
  void saysAtOnceForHowManyCallsItWaits() throws InterruptedException {
    boolean entered = gate.enter();
    Thread call = Thread.startVirtualThread(this::leaveOnceItWasTold);

    boolean finished = draining().drain();
    call.join();

    assertThat(entered).isTrue();
    assertThat(finished).isTrue();
    assertThat(log.list)
        .extracting(ILoggingEvent::getMessage)
        .containsExactly("draining: calls in flight may finish", "drained");
    assertThat(value(log.list.getFirst(), "calls")).contains(1);
    assertThat(value(log.list.getFirst(), "timeout_ms")).contains(60_000L);
  }

  private void leaveOnceItWasTold() {
    while (log.list.isEmpty()) {
      Thread.onSpinWait();
    }
    gate.leave();
  }

  @Test
  void saysNothingOfWaitingWhereNobodyIsWaitedFor() {
    boolean finished = draining().drain();

    assertThat(finished).isTrue();
    assertThat(log.list).extracting(ILoggingEvent::getMessage).containsExactly("drained");
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
