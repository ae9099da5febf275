package dev.rung.server.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.store.Store;
import dev.rung.server.store.StoreSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of answers whose file was left, damaged or cannot be written. */
class DamagedCacheTest {
  @TempDir private Path folder;
  private final Instant now = Instant.parse("2026-03-01T12:00:00Z");

  private Path file() {
    return folder.resolve("cache.db");
  }

  private CacheLife life() throws Exception {
    return new CacheLife(file(), () -> now);
  }

  @Test
  void opensWhatAKilledDaemonLeft() throws Exception {
    try (CacheLife killed = life()) {
      killed.keep("acme", "one", "1");
      killed.settle();
      for (String name : List.of("cache.db", "cache.db-wal")) {
        Files.copy(folder.resolve(name), Files.createDirectories(later()).resolve(name));
      }
    }
    Files.copy(later().resolve("cache.db"), file(), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(later().resolve("cache.db-wal"), folder.resolve("cache.db-wal"));

    try (CacheLife second = life()) {
      assertThat(second.find("acme", "one")).contains("1");
    }
  }

  private Path later() {
    return folder.resolve("later");
  }

  @Test
  void setsADamagedFileAsideAndBeginsAnew() throws Exception {
    Files.writeString(file(), "this is no file of SQLite, it is far from one".repeat(50));

    try (CacheLife first = life()) {
      assertThat(folder.resolve("cache.db.damaged")).exists();
      first.keep("acme", "one", "1");
    }

    try (CacheLife second = life()) {
      assertThat(second.find("acme", "one")).contains("1");
      second.answers.purge().join();
      assertThat(folder.resolve("cache.db.damaged")).doesNotExist();
    }
  }

  @Test
  void dropsAnAnswerThatIsNotAsItWasWritten() throws Exception {
    try (CacheLife first = life()) {
      first.keep("acme", "one", "1");
      first.keep("acme", "two", "2");
    }
    try (Store store = Store.open(StoreSettings.relaxed(file()), List.of(AnswerRows.SCHEMA))) {
      store
          .changeNow(db ->
              db.prepared(
                      "UPDATE answer SET value = zeroblob(length(value)) WHERE rowid ="
                          + " (SELECT min(rowid) FROM answer)")
                  .executeUpdate())
          .get(1, TimeUnit.MINUTES);
    }

    try (CacheLife second = life()) {
      assertThat(second.find("acme", "one")).isEmpty();
      assertThat(second.find("acme", "two")).contains("2");
    }
    assertThat(CacheRig.rows(file())).isEqualTo(1);
  }

  @Test
  void goesOnInMemoryWhereTheDiskCannotBeWrittenAndTellsThatAPurgeIsNotDone() throws Exception {
    Files.createDirectories(file());

    try (CacheLife life = life()) {
      life.keep("acme", "one", "1");

      assertThat(life.find("acme", "one")).contains("1");
      assertThat(life.answers.purge())
          .failsWithin(Duration.ofMinutes(1))
          .withThrowableOfType(ExecutionException.class)
          .withMessageContaining("cache.db");
      assertThat(life.find("acme", "one")).isEmpty();
      assertThat(life.archive.refused()).isGreaterThanOrEqualTo(2);
    }
  }
}
