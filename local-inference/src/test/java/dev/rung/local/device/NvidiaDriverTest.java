package dev.rung.local.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class NvidiaDriverTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @Test
  void readsNamesAndMemory() throws Exception {
    assertThat(saying("echo 'NVIDIA H200, 143771, 142000'; echo 'NVIDIA A10G, 23028, 500'").cards())
        .containsExactly(
            new GraphicsCard("NVIDIA H200", 143_771L << 20, 142_000L << 20),
            new GraphicsCard("NVIDIA A10G", 23_028L << 20, 500L << 20));
  }

  @Test
  void saysThatThereIsNoDriver() {
    NvidiaDriver none = new NvidiaDriver(List.of("no-such-program-of-a-driver"), LIMIT);

    assertThatThrownBy(none::cards).hasMessage("no NVIDIA driver is installed");
  }

  @Test
  void passesOnWhatTheDriverComplainsOf() {
    assertThatThrownBy(saying("echo 'Driver/library version mismatch'; exit 18")::cards)
        .hasMessage("the NVIDIA driver does not answer: Driver/library version mismatch");
  }

  @Test
  void doesNotTakeOtherLinesForCards() {
    assertThatThrownBy(saying("echo 'No devices were found'")::cards)
        .hasMessage("the NVIDIA driver knows of no GPU");
  }

  @Test
  void givesUpOnADriverThatHangs() {
    NvidiaDriver hangs = new NvidiaDriver(List.of("sleep", "600"), Duration.ofMillis(50));

    assertThatThrownBy(hangs::cards)
        .hasMessageStartingWith("the NVIDIA driver does not answer: it did not end within");
  }

  private static NvidiaDriver saying(String script) {
    return new NvidiaDriver(List.of("sh", "-c", script), LIMIT);
  }
}
