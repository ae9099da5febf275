package dev.rung.server.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that writes its kept answers is killed at random points, over and over: the file stays
 * whole, what was told to be written is there, and what was told to be purged is not.
 *
 * <p>{@code -Drung.hammer.cache.kills=100} for a long run, {@code -Drung.hammer.seed} to run one
 * again.
 */
class KilledCacheTest {
  private static final int KILLS = Integer.getInteger("rung.hammer.cache.kills", 3);
  private static final long SEED = Long.getLong("rung.hammer.seed", System.nanoTime());

  @TempDir private Path folder;
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Set<Long> maybePurged = new HashSet<>();
  private final Set<Long> purged = new HashSet<>();
  private final Set<Long> written = new HashSet<>();
  private long first = 1;

  private Path file() {
    return folder.resolve("cache.db");
  }

  @Test
  void keepsWhatWasWrittenAndNothingThatWasPurged() throws Exception {
    for (int kill = 1; kill <= KILLS; kill++) {
      Path said = folder.resolve("said-" + kill);
      runAndKill(said);
      read(Files.readString(said));
      check("kill " + kill + ", seed " + SEED);
    }
    System.out.printf(
        "cache hammer: %d kills, %d answers written, %d purged, seed %d%n",
        KILLS, written.size(), purged.size(), SEED);
  }

  private void runAndKill(Path said) throws Exception {
    Process process = start(said);
    try {
      long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
      while (Files.size(said) == 0) {
        assertThat(process.isAlive()).as("the process lives, seed %s", SEED).isTrue();
        assertThat(System.nanoTime()).as("a start in time, seed %s", SEED).isLessThan(end);
        LockSupport.parkNanos(200_000);
      }
      LockSupport.parkNanos(random.nextLong(150_000_000));
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
  }

  private Process start(Path said) throws IOException {
    Files.createFile(said);
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            KilledCache.class.getName(),
            file().toString(),
            String.valueOf(first),
            String.valueOf(random.nextLong()))
        .redirectOutput(said.toFile())
        .redirectError(new File(folder.toFile(), "error.txt"))
        .start();
  }

  /** A line that was cut when it was said was not acted on yet. */
  private void read(String said) {
    for (String line : said.substring(0, said.lastIndexOf('\n') + 1).lines().toList()) {
      long number = Long.parseLong(line.substring(1));
      switch (line.charAt(0)) {
        case KilledCache.WRITTEN -> {
          for (; first <= number; first++) {
            written.add(first);
          }
        }
        case KilledCache.PURGING -> maybePurged.add(number);
        case KilledCache.PURGED -> purged.add(number);
        default -> throw new AssertionError("the process said " + line);
      }
    }
    // What came after was perhaps written, and is made anew by the next one.
    maybePurged.removeIf(number -> number >= first);
    purged.removeIf(number -> number >= first);
  }

  private void check(String when) throws Exception {
    KeptAnswers answers = new KeptAnswers(1L << 30);
    AnswerCache cache = CacheRig.cache(answers, Instant::now);
    try (DiskArchive archive =
        CacheRig.restored(file(), answers, Optional.empty(), Instant.EPOCH)) {
      for (long number : written) {
        if (purged.contains(number)) {
          assertThat(CacheRig.find(cache, number)).as("%s, %s", number, when).isEmpty();
        } else if (!maybePurged.contains(number)) {
          assertThat(CacheRig.find(cache, number))
              .as("%s, %s", number, when)
              .contains(CacheRig.text(number));
        }
      }
      assertThat(archive.refused()).as(when).isZero();
    }
    assertThat(folder.resolve("cache.db.damaged")).as(when).doesNotExist();
    assertThat(CacheRig.faults(file())).as(when).isEqualTo("ok");
  }
}
