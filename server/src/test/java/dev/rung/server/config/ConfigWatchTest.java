package dev.rung.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.log.CapturedLog;
import dev.rung.server.time.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigWatchTest {
  private static final Duration OFTEN = Duration.ofMillis(2);
  private static final Duration GENEROUS = Duration.ofMinutes(1);

  @TempDir Path folder;
  private final LinkedBlockingQueue<String> calls = new LinkedBlockingQueue<>();
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("rung.toml"), "one");
  }

  private ConfigWatch watch() {
    return ConfigWatch.start(file, OFTEN, () -> calls.add(Thread.currentThread().getName()));
  }

  private String nextCall() throws InterruptedException {
    return calls.poll(GENEROUS.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  void callsAfterAChangeFromItsOwnThread() throws Exception {
    try (ConfigWatch _ = watch()) {
      Files.writeString(file, "two and more");

      assertThat(nextCall()).isEqualTo("rung-config-watch");
    }
  }

  @Test
  void seesAChangeThatKeepsTimeAndSize() {
    assertThat(Eventually.inTime(Duration.ofMillis(100), this::callAfterTimeAndSizeAreKept))
        .isEqualTo("rung-config-watch");
  }

  /** Empty where the machine was too slow: the watch reads on for a few looks, and no longer. */
  private Optional<String> callAfterTimeAndSizeAreKept(Duration interval) {
    Runnable changed = () -> calls.add(Thread.currentThread().getName());
    try {
      Files.writeString(file, "one");
      FileTime time = Files.getLastModifiedTime(file);
      try (ConfigWatch _ = ConfigWatch.start(file, interval, changed)) {
        Files.writeString(file, "two");
        Files.setLastModifiedTime(file, time);
        return Optional.ofNullable(calls.poll(10 * interval.toMillis(), TimeUnit.MILLISECONDS));
      }
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void seesAFileThatIsReplaced() throws Exception {
    try (ConfigWatch _ = watch()) {
      replaceBy("replaced");

      assertThat(nextCall()).isNotNull();
    }
  }

  /**
   * Where every file has the same time, such as 1970, a link to another one shows in nothing else.
   */
  @Test
  void tellsApartFilesThatHaveTheSameTimeAndSize() throws Exception {
    Path other = Files.writeString(folder.resolve("other.toml"), "two");
    Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    Object before = new Watched.OneFile(link).stamp();

    Files.delete(link);
    Files.createSymbolicLink(link, other);

    assertThat(new Watched.OneFile(link).stamp()).isNotEqualTo(before);
  }

  @Test
  void takesAFileThatIsAwayForAWhileAsUnchanged() throws Exception {
    AtomicInteger looks = new AtomicInteger();
    try (ConfigWatch _ = ConfigWatch.start(file, OFTEN, looks::incrementAndGet)) {
      Files.delete(file);
      replaceBy("one");
      replaceBy("two");
      waitFor(looks, 1);

      assertThat(looks).hasValue(1);
    }
  }

  @Test
  void tellsOnceThatTheFileCannotBeRead() throws Exception {
    try (CapturedLog log = CapturedLog.of(ConfigWatch.class);
        ConfigWatch _ = watch()) {
      Files.delete(file);
      log.await(1);
      replaceBy("two");
      assertThat(nextCall()).isNotNull();
      Files.delete(file);
      log.await(1);

      assertThat(log.lines())
          .hasSize(2)
          .allMatch(line -> line.contains("WARN") && line.contains("cannot be read"))
          .allMatch(line -> line.contains(file.toString()) && !line.contains("\tat "));
    }
  }

  @Test
  void goesOnAfterAListenerThatFails() throws Exception {
    AtomicInteger looks = new AtomicInteger();
    Runnable failing =
        () -> {
          looks.incrementAndGet();
          throw new IllegalStateException("scripted");
        };
    try (ConfigWatch _ = ConfigWatch.start(file, OFTEN, failing)) {
      Files.writeString(file, "two");
      waitFor(looks, 1);
      Files.writeString(file, "three");
      waitFor(looks, 2);

      assertThat(looks.get()).isGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void callsNobodyAfterItIsClosed() throws Exception {
    watch().close();
    AtomicInteger others = new AtomicInteger();
    try (ConfigWatch _ = ConfigWatch.start(file, OFTEN, others::incrementAndGet)) {
      replaceBy("two");
      waitFor(others, 1);
    }

    assertThat(others).hasValue(1);
    assertThat(calls).isEmpty();
  }

  @Test
  void seesFilesOfAFolderChangeComeAndGo() throws Exception {
    try (ConfigWatch _ =
        ConfigWatch.start(
            () -> Optional.of(folder), List.of(".toml", ".csv"), OFTEN, () -> calls.add(""))) {
      Files.writeString(file, "two and more");
      assertThat(nextCall()).isNotNull();

      Path table = Files.writeString(folder.resolve("table.csv"), "a,b");
      assertThat(nextCall()).isNotNull();

      Files.delete(table);
      assertThat(nextCall()).isNotNull();
    }
  }

  @Test
  void followsAFolderThatIsNamedLaterAndOverlooksOtherFiles() throws Exception {
    AtomicReference<Optional<Path>> named = new AtomicReference<>(Optional.empty());
    AtomicInteger looks = new AtomicInteger();
    try (ConfigWatch _ =
        ConfigWatch.start(named::get, List.of(".toml"), OFTEN, looks::incrementAndGet)) {
      named.set(Optional.of(folder));
      waitFor(looks, 1);
      Files.writeString(folder.resolve("notes.txt"), "no template");
      named.set(Optional.of(folder.resolve("missing")));
      named.set(Optional.empty());
      waitFor(looks, 2);

      assertThat(looks).hasValue(2);
    }
  }

  /** In one step, as careful editors do it. */
  private void replaceBy(String text) throws IOException {
    Path other = Files.writeString(folder.resolve("other"), text);
    Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void waitFor(AtomicInteger counter, int least) {
    Eventually.until(least + " calls", () -> counter.get() >= least);
  }
}
