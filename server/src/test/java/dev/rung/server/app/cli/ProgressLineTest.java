package dev.rung.server.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private static final long GIGABYTE = 1_000_000_000L;

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private long now;

  @Test
  void drawsABarInATerminal() {
    ProgressLine line = line(true);

    line.starting(8, 4 * GIGABYTE, GIGABYTE);
    pass(Duration.ofSeconds(10));
    line.advanced(GIGABYTE);

    assertThat(err())
        .startsWith("\u001b[2m8 files, 4.0 GB, 1.0 GB of it here already\u001b[0m\n")
        .endsWith(
            "\r\u001b[K[##########..........]  50 %  2.0 GB of 4.0 GB  100.0 MB/s  20 s left");
  }

  @Test
  void drawsNoMoreThanTenTimesASecond() {
    ProgressLine line = line(true);
    line.starting(1, GIGABYTE, 0);
    err.reset();

    for (int i = 0; i < 1000; i++) {
      pass(Duration.ofMillis(1));
      line.advanced(1000);
    }

    assertThat(err().split("\r", -1)).hasSizeBetween(9, 12);
  }

  @Test
  void staysWithinALine() {
    ProgressLine line = line(true);
    line.starting(1, 999_900_000_000L, 0);
    pass(Duration.ofSeconds(1));
    line.advanced(123_456_789);

    assertThat(err().substring(err().lastIndexOf('\r')).length()).isLessThan(84);
    assertThat(err()).endsWith("123.5 MB/s  135 min left");
  }

  @Test
  void makesWayForRemarksAndGoesAway() {
    ProgressLine line = line(true);
    line.starting(1, 100, 0);
    err.reset();

    line.remark("trying again in 1 s");
    line.close();

    assertThat(err())
        .startsWith("\r\u001b[K\u001b[2mtrying again in 1 s\u001b[0m\n\r\u001b[K[....")
        .endsWith("\r\u001b[K");
  }

  @Test
  void tellsTenthsWhereNobodyLooks() {
    ProgressLine line = line(false);
    line.starting(2, 1000, 150);

    line.advanced(100);
    line.advanced(10);
    line.advanced(500);
    line.remark("hm");
    line.advanced(240);
    line.close();

    assertThat(err())
        .isEqualTo(
            """
            2 files, 1.0 kB, 150 B of it here already
            25 %, 250 B of 1.0 kB
            76 %, 760 B of 1.0 kB
            hm
            100 %, 1.0 kB of 1.0 kB
            """);
  }

  @Test
  void goesBackWhereSomethingHasToBeDoneAgain() {
    ProgressLine line = line(true);
    line.starting(1, 1000, 500);
    pass(Duration.ofSeconds(1));
    line.advanced(-500);

    assertThat(err()).endsWith("[....................]   0 %  0 B of 1.0 kB");
  }

  private void pass(Duration duration) {
    now += duration.toNanos();
  }

  private ProgressLine line(boolean terminal) {
    Terminal streams =
        new Terminal(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(new ByteArrayOutputStream(), true, UTF_8),
            new PrintStream(err, true, UTF_8),
            terminal,
            terminal);
    return new ProgressLine(streams, () -> now);
  }

  private String err() {
    return err.toString(UTF_8);
  }
}
