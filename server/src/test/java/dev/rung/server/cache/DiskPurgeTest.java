package dev.rung.server.cache;

import static dev.rung.server.cache.CacheLife.LONG_AGO;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That a purge reaches what is on the disk, and leaves no text of it. */
class DiskPurgeTest {
  @TempDir private Path folder;
  private final Instant now = Instant.parse("2026-03-01T12:00:00Z");

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
  void forgetsOnTheDiskWhatIsPurged() throws Exception {
    try (CacheLife first = life()) {
      first.keep("acme", "one", "1");
      first.keep("acme", "two", "2");
      first.keep("globex", "one", "3");
      first.keep("umbrella", "one", "4");

      assertThat(first.answers.purgeId("id-" + "two".hashCode()).join()).isEqualTo(1);
      assertThat(first.answers.purgeTenant("globex").join()).isEqualTo(1);
    }
    assertThat(CacheRig.rows(file())).isEqualTo(2);

    try (CacheLife second = life()) {
      assertThat(second.find("acme", "one")).contains("1");
      assertThat(second.find("acme", "two")).isEmpty();
      assertThat(second.find("globex", "one")).isEmpty();
      assertThat(second.answers.purge().join()).isEqualTo(2);
    }
    assertThat(CacheRig.rows(file())).isZero();
  }

  @Test
  void leavesNoTextOfAPurgedAnswerOnTheDiskWhenThatIsTold() throws Exception {
    try (CacheLife first = life()) {
      first.keep("acme", "one", "a very secret answer");
    }
    assertThat(CacheRig.bytes(folder)).contains("a very secret answer");

    try (CacheLife second = life()) {
      second.answers.purgeTenant("acme").join();

      assertThat(CacheRig.bytes(folder)).doesNotContain("a very secret answer");
    }
  }

  @Test
  void leavesNoTextOfAnEvictedAnswerBehindThatAPurgeCouldNotFind() throws Exception {
    try (CacheLife life = smallLife()) {
      life.keep("acme", "one", "a very secret answer");
      life.settle();
      for (int i = 0; i < 50; i++) {
        life.keep("acme", "prompt " + i, "answer");
      }
      assertThat(life.find("acme", "one")).isEmpty();

      life.answers.purgeTenant("acme").join();

      assertThat(CacheRig.bytes(folder)).doesNotContain("a very secret answer");
    }
  }

  @Test
  void restoresNothingThatIsPurgedMeanwhile() {
    KeptAnswers answers = new KeptAnswers(1 << 20);
    CacheKey key = new CacheKey(1, 2, 3, 4);
    CacheKey other = new CacheKey(5, 6, 7, 8);
    answers.beginRestoring();
    answers.purgeTenant("acme").join();

    answers.restore(new Place(key, "acme", Optional.empty(), 0), "r1", now, 1, 0, new byte[8]);
    answers.restore(new Place(other, "globex", Optional.empty(), 0), "r2", now, 1, 0, new byte[8]);

    assertThat(answers.find(key, now, Duration.ofHours(1), "r3")).isEmpty();
    assertThat(answers.find(other, now, Duration.ofHours(1), "r3")).isPresent();
  }
}
