package dev.rung.server.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Tier;
import dev.rung.server.log.CapturedLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecordersTest {
  private final AtomicLong failures = new AtomicLong();
  private final List<String> told = new ArrayList<>();

  private Recorder named(String name) {
    return done -> told.add(name + " " + done.id());
  }

  private static Recorder failing() {
    return done -> {
      throw new IllegalStateException("broken");
    };
  }

  private static RequestRecord request(String id) {
    return Recorded.by("a", Tier.SMALL).id(id).done();
  }

  @Test
  void tellsEveryRecorderInTheGivenOrder() {
    Recorders recorders =
        new Recorders(List.of(named("first"), named("second")), failures::incrementAndGet);

    recorders.record(request("r1"));

    assertThat(told).containsExactly("first r1", "second r1");
    assertThat(failures).hasValue(0);
  }

  @Test
  void tellsTheOthersWhenOneFails() {
    try (CapturedLog log = CapturedLog.of(Recorders.class)) {
      Recorders recorders =
          new Recorders(
              List.of(named("first"), failing(), named("last")), failures::incrementAndGet);

      recorders.record(request("r1"));

      assertThat(told).containsExactly("first r1", "last r1");
      assertThat(log.lines()).hasSize(1);
    }
  }

  @Test
  void logsTheFirstFailureOfARecorderAndTellsOfEach() {
    try (CapturedLog log = CapturedLog.of(Recorders.class)) {
      Recorders recorders = new Recorders(List.of(failing(), failing()), failures::incrementAndGet);

      recorders.record(request("r1"));
      recorders.record(request("r2"));
      recorders.record(request("r3"));

      assertThat(failures).hasValue(6);
      assertThat(log.lines()).hasSize(2);
      assertThat(log.lines().getFirst())
          .contains(" ERROR ", "request_id=r1", "IllegalStateException: broken");
    }
  }
}
