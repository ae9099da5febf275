package dev.rung.server.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.log.CapturedLog;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {
  private static final int MANY = 2_000;

  @TempDir private Path folder;
  private SmallDisk disk;
  private final KeptAnswers answers = new KeptAnswers(1L << 30);
  private final AnswerCache cache = CacheRig.cache(answers, Instant::now);

  @BeforeEach
  void fill() throws Exception {
    disk = new SmallDisk(folder.resolve("small"));
  }

  @AfterEach
  void close() throws Exception {
    disk.close();
  }

  private void keepMany() {
    for (int number = 1; number <= MANY; number++) {
      CacheRig.keep(cache, number);
    }
  }

  @Test
  void goesOnInMemoryAndWritesAgainOnceThereIsRoom() throws Exception {
    try (DiskArchive archive = DiskArchive.open(disk.file(), answers)) {
      keepMany();
      settle(archive);
      assertThat(archive.refused()).isPositive();
      for (int number = 1; number <= MANY; number++) {
        assertThat(CacheRig.find(cache, number)).contains(CacheRig.text(number));
      }

      disk.makeRoom();
      long refused = archive.refused();
      CacheRig.keep(cache, MANY + 1);
      answers.expire(Instant.EPOCH).get(1, TimeUnit.MINUTES);
      assertThat(archive.refused()).isEqualTo(refused);
    }

    assertThat(CacheRig.faults(disk.path())).isEqualTo("ok");
    assertThat(foundAfterRestart(MANY + 1)).isTrue();
  }

  @Test
  void writesWhatWasRefusedWithTheNextAnswerOnceThereIsRoom() throws Exception {
    try (DiskArchive archive = DiskArchive.open(disk.file(), answers);
        CapturedLog log = CapturedLog.of(DiskArchive.class)) {
      keepMany();
      settle(archive);
      if (disk.staysFull()) {
        assertThat(archive.unwritten()).isPositive();
      }

      disk.makeRoom();
      CacheRig.keep(cache, MANY + 1);

      awaitWritten(archive);
      assertThat(log.lines()).anyMatch(line -> line.contains("written to the disk again"));
    }

    assertThat(CacheRig.rows(disk.path())).isEqualTo(MANY + 1);
  }

  @Test
  void writesWhatWasRefusedByItselfAfterAPause() throws Exception {
    try (DiskArchive archive = DiskArchive.open(disk.file(), answers, Duration.ofMillis(20))) {
      keepMany();
      awaitRefusal(archive);

      disk.makeRoom();

      awaitWritten(archive);
    }

    assertThat(CacheRig.rows(disk.path())).isEqualTo(MANY);
  }

  @Test
  void forgetsWhatWasRefusedAndIsGoneByNow() throws Exception {
    try (DiskArchive archive = DiskArchive.open(disk.file(), answers)) {
      keepMany();
      settle(archive);

      disk.makeRoom();
      answers.bound(0);

      awaitWritten(archive);
    }

    assertThat(CacheRig.rows(disk.path())).isZero();
  }

  /** Each look waits for a change of the store, so that this does not turn without end. */
  private void awaitWritten(DiskArchive archive) throws Exception {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (archive.unwritten() > 0) {
      assertThat(System.nanoTime()).as("all is written within a minute").isLessThan(end);
      answers.expire(Instant.EPOCH).get(1, TimeUnit.MINUTES);
    }
    answers.expire(Instant.EPOCH).get(1, TimeUnit.MINUTES);
  }

  @Test
  void whatIsPurgedOnceThereIsRoomIsNotThereAfterARestart() throws Exception {
    try (DiskArchive archive = DiskArchive.open(disk.file(), answers)) {
      CacheRig.keep(cache, 1);
      answers.expire(Instant.EPOCH).get(1, TimeUnit.MINUTES);
      for (int number = 2; number <= MANY; number++) {
        CacheRig.keep(cache, number);
      }
      settle(archive);

      disk.makeRoom();
      assertThat(answers.purge().get(1, TimeUnit.MINUTES)).isEqualTo(MANY);
    }

    assertThat(foundAfterRestart(1)).isFalse();
  }

  /**
   * Waits until nothing more is refused: where a change still fits, what was refused before is told
   * once more, behind the look that is waited for. The look may be refused itself.
   */
  private void settle(DiskArchive archive) throws Exception {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    long before;
    boolean written;
    do {
      assertThat(System.nanoTime()).as("nothing more is refused within a minute").isLessThan(end);
      before = archive.refused();
      written = awaitRefusal(archive);
    } while (archive.refused() > before + (written ? 0 : 1));
  }

  /** Waits until what was told before is written, or refused; whether the wait was written. */
  private boolean awaitRefusal(DiskArchive archive) throws Exception {
    boolean written =
        answers.expire(Instant.EPOCH).handle((_, why) -> why == null).get(1, TimeUnit.MINUTES);
    assertThat(archive.refused()).isPositive();
    return written;
  }

  private boolean foundAfterRestart(int number) throws Exception {
    KeptAnswers later = new KeptAnswers(1L << 30);
    AnswerCache again = CacheRig.cache(later, Instant::now);
    try (DiskArchive _ = CacheRig.restored(disk.path(), later, Optional.empty(), Instant.EPOCH)) {
      return CacheRig.find(again, number).isPresent();
    }
  }
}
