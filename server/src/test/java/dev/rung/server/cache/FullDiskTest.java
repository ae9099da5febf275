package dev.rung.server.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.store.Store;
import java.nio.file.Path;
import java.sql.ResultSet;
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

    assertThat(faults()).isEqualTo("ok");
    assertThat(foundAfterRestart(MANY + 1)).isTrue();
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

  /** Waits until what was told before is written, or refused. */
  private void settle(DiskArchive archive) throws Exception {
    assertThat(answers.expire(Instant.EPOCH).handle((_, _) -> true).get(1, TimeUnit.MINUTES))
        .isTrue();
    assertThat(archive.refused()).isPositive();
  }

  private boolean foundAfterRestart(int number) throws Exception {
    KeptAnswers later = new KeptAnswers(1L << 30);
    AnswerCache again = CacheRig.cache(later, Instant::now);
    try (DiskArchive archive = DiskArchive.open(disk.path(), later, Optional.empty())) {
      archive.restore(Instant.EPOCH);
      assertThat(archive.restored().await(1, TimeUnit.MINUTES)).isTrue();
      return CacheRig.find(again, number).isPresent();
    }
  }

  private String faults() throws Exception {
    return Store.look(
        disk.path(),
        db -> {
          try (ResultSet row = db.prepared("PRAGMA integrity_check").executeQuery()) {
            return row.next() ? row.getString(1) : "nothing";
          }
        });
  }
}
