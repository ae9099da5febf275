package dev.rung.server.cache;

import static dev.rung.server.cache.CacheLife.LONG_AGO;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which answers a daemon has from the one before. */
class DiskArchiveTest {
  @TempDir private Path folder;
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");

  private Path file() {
    return folder.resolve("cache.db");
  }

  private CacheLife life() throws Exception {
    return new CacheLife(file(), () -> now);
  }

  /** One with room for a few answers. */
  private CacheLife smallLife() throws Exception {
    return new CacheLife(file(), () -> now, 5_000, LONG_AGO);
  }

  @Test
  void givesAnswersOfTheLifeBeforeToTheirTenantExactAndInOtherWords() throws Exception {
    try (CacheLife first = life()) {
      first.keep("acme", "What is the capital of France?", "Paris");
      first.keep("globex", "What is the capital of Poland?", "Warsaw");
    }

    try (CacheLife second = life()) {
      assertThat(second.find("acme", "What is the capital of France?")).contains("Paris");
      assertThat(second.find("acme", "please, what is the captial of france")).contains("Paris");
      assertThat(second.find("acme", "What is the capital of Poland?")).isEmpty();
      assertThat(second.find("globex", "What is the capital of Poland?")).contains("Warsaw");
      assertThat(second.archive.refused()).isZero();
    }
  }

  @Test
  void anAnswerGrowsNoYoungerByARestart() throws Exception {
    try (CacheLife first = life()) {
      first.keep("acme", "one", "1");
    }
    now = now.plus(Duration.ofMinutes(59));

    try (CacheLife second = life()) {
      assertThat(second.find("acme", "one")).contains("1");
      now = now.plus(Duration.ofMinutes(2));
      assertThat(second.find("acme", "one")).isEmpty();
    }
  }

  @Test
  void whatIsTooOldIsNotRestoredAndLeavesTheDisk() throws Exception {
    try (CacheLife first = life()) {
      first.keep("acme", "one", "1");
      now = now.plus(Duration.ofHours(2));
      first.keep("acme", "two", "2");
    }

    try (CacheLife second =
        new CacheLife(file(), () -> now, 1 << 20, now.minus(Duration.ofHours(1)))) {
      assertThat(second.answers.size().entries()).isEqualTo(1);
      assertThat(second.answers.expire(now.minus(Duration.ofHours(1))).join()).isEqualTo(1);
      assertThat(second.find("acme", "two")).contains("2");
    }
    assertThat(CacheRig.rows(file())).isEqualTo(1);
  }

  @Test
  void restoresWhatWasWantedMostWhereThereIsRoomForFew() throws Exception {
    try (CacheLife first = life()) {
      for (int i = 0; i < 50; i++) {
        first.keep("acme", "prompt " + i, "answer");
      }
      for (int times = 0; times < 4; times++) {
        first.find("acme", "prompt 7");
      }
    }

    try (CacheLife second = smallLife()) {
      assertThat(second.find("acme", "prompt 7")).contains("answer");
      assertThat(second.answers.size().bytes()).isBetween(1_000L, 5_000L);
      second.settle();
      assertThat(second.answers.size().entries()).isBetween(2L, 10L);
    }
    assertThat(CacheRig.rows(file())).isBetween(2L, 10L);
  }

  @Test
  void whatIsEvictedLeavesTheDisk() throws Exception {
    try (CacheLife first = smallLife()) {
      for (int i = 0; i < 50; i++) {
        first.keep("acme", "prompt " + i, "answer");
      }
    }

    assertThat(CacheRig.rows(file())).isBetween(2L, 10L);
  }

  @Test
  void onlyItsOwnerReadsTheFile() throws Exception {
    try (CacheLife _ = life()) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
          .isEqualTo("rw-------");
    }
  }
}
