package dev.rung.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.log.CapturedLog;
import dev.rung.server.store.StoreException.Kind;
import dev.rung.server.time.Eventually;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.JDBC;

/**
 * What other programs do to the file of a store that is in use and idle. They are other processes,
 * as they are in life: whoever opens and closes the file in this one takes SQLite's locks from it.
 */
@Timeout(300)
class OverwrittenFileTest {
  @TempDir Path folder;
  private Path file;
  private Path copy;

  @BeforeEach
  void name() {
    file = folder.resolve("rung.db");
    copy = folder.resolve("copy.db");
  }

  private Store open() {
    return Words.open(file);
  }

  private static void add(Store store, String text) throws Exception {
    assertThat(Words.done(store.changeNow(Words.add(text)))).isOne();
  }

  private static long words(Store store) throws StoreException {
    return store.read(db -> {
      try (ResultSet row = db.prepared("SELECT count(*) FROM word").executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    });
  }

  /** So much that SQLite takes its log into the file several times. */
  private static void addMuch(Store store) throws Exception {
    String large = "word ".repeat(100_000);
    for (int i = 0; i < 20; i++) {
      add(store, large);
    }
  }

  /** As a shell of its own; {@code $0} is the file and {@code $1} a copy. */
  private void shell(String command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("sh", "-ec", command, file.toString(), copy.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s: %s", command, said).isZero();
  }

  private static Kind awaitFault(Store store) {
    Eventually.until("the fault is noticed", () -> store.fault().isPresent());
    return store.fault().orElseThrow().kind();
  }

  private static void awaitNoFault(Store store) {
    Eventually.until("the fault is over", () -> store.fault().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "head -c \"$(stat -c %s \"$0\")\" /dev/urandom > \"$1.new\" && cat \"$1.new\" > \"$0\"",
        "printf 'no database' > \"$0\"",
        "truncate -s 0 \"$0\"",
        "truncate -s 4096 \"$0\"",
        "dd if=/dev/zero of=\"$0\" bs=4096 seek=20 count=2 conv=notrunc"
      })
  void isNoticedWithoutAChangeAndGoesOnWhenItIsPutBackAsItWas(String command) throws Exception {
    try (Store store = open();
        CapturedLog log = CapturedLog.of(WatchedFile.class)) {
      addMuch(store);
      shell("cat \"$0\" > \"$1\"");

      shell(command);

      assertThat(awaitFault(store)).isEqualTo(Kind.CORRUPT);
      assertThat(store.fault().orElseThrow()).hasMessageContaining("was overwritten by another");
      assertThatThrownBy(() -> add(store, "late")).hasCauseInstanceOf(StoreException.class);
      assertThatThrownBy(() -> add(store, "later")).isInstanceOf(ExecutionException.class);
      assertThatThrownBy(() -> words(store)).hasMessageContaining("was overwritten");
      assertThat(log.lines()).hasSize(1);

      shell("cat \"$1\" > \"$0\"");
      awaitNoFault(store);
      add(store, "again");
      assertThat(words(store)).isEqualTo(21);
      assertThat(log.lines()).hasSize(2);
    }
    try (Store store = open()) {
      assertThat(words(store)).isEqualTo(21);
    }
  }

  @Test
  void aCheckpointOfANewFileByOthersIsNoFault() throws Exception {
    try (Store store = open()) {
      assertThat(words(store)).isZero();

      byOthers("PRAGMA wal_checkpoint(TRUNCATE)");

      add(store, "one");
      assertThat(store.fault()).isEmpty();
    }
  }

  @Test
  void aCheckpointByOthersOfWhatAKilledProcessLeftIsNoFault() throws Exception {
    try (Store killed = open()) {
      addMuch(killed);
      add(killed, "last");
      shell("cp \"$0\" \"$1\"; cp \"$0-wal\" \"$1-wal\"");
    }
    shell("mv \"$1\" \"$0\"; mv \"$1-wal\" \"$0-wal\"");

    try (Store store = open()) {
      assertThat(words(store)).isEqualTo(21);
      byOthers("PRAGMA wal_checkpoint(TRUNCATE)");

      add(store, "after");
      assertThat(store.fault()).isEmpty();
    }
  }

  @Test
  void aBackupOfTheSameRunThatIsWrittenOverItIsAnotherFile() throws Exception {
    try (Store store = open()) {
      addMuch(store);
      Store.backup(file, copy);
      add(store, "after");

      shell("cat \"$1\" > \"$0\"");

      assertThat(awaitFault(store)).isEqualTo(Kind.CORRUPT);
    }
    // Nothing was written into what somebody else has put there.
    assertThat(Files.mismatch(file, copy)).isEqualTo(-1);
  }

  @Test
  void anOlderStateOfItselfIsAnotherFile() throws Exception {
    try (Store store = open()) {
      addMuch(store);
      shell("cat \"$0\" > \"$1\"");
      addMuch(store);

      shell("cat \"$1\" > \"$0\"");

      assertThat(awaitFault(store)).isEqualTo(Kind.CORRUPT);
    }
    assertThat(Files.mismatch(file, copy)).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mv \"$0\" \"$1\"", "cp \"$0\" \"$1.b\"; mv \"$0\" \"$1\"; mv \"$1.b\" \"$0\""})
  void aFileThatIsTakenAwayOrReplacedIsNoticedWithoutAChange(String command) throws Exception {
    try (Store store = open()) {
      addMuch(store);

      shell(command);

      assertThat(awaitFault(store)).isEqualTo(Kind.IO);
      assertThatThrownBy(() -> add(store, "late")).isInstanceOf(ExecutionException.class);
      shell("mv \"$1\" \"$0\"");
      add(store, "again");
      assertThat(store.fault()).isEmpty();
      assertThat(words(store)).isEqualTo(21);
    }
  }

  @Test
  void whatStandsInALogThatIsTakenAwayIsNotLost() throws Exception {
    try (Store store = open()) {
      add(store, "one");

      shell("rm \"$0-wal\"");

      assertThat(awaitFault(store)).isEqualTo(Kind.IO);
      assertThat(store.fault().orElseThrow()).hasMessageContaining("start Rung anew");
      assertThatThrownBy(() -> add(store, "late")).isInstanceOf(ExecutionException.class);
    }
    try (Store store = open()) {
      assertThat(words(store)).isOne();
    }
  }

  @Test
  void whatBelongsToItsLifeIsNoFault() throws Exception {
    try (Store store = open();
        CapturedLog log = CapturedLog.of(WatchedFile.class)) {
      addMuch(store);
      Store.backup(file, copy);
      shell(
          "chmod 600 \"$0\"; touch \"$0\"; touch \"$0-wal\"; ln \"$0\" \"$1.link\"; rm \"$1.link\"");
      add(store, "one");
      for (String statement :
          List.of(
              "PRAGMA wal_checkpoint(PASSIVE)",
              "PRAGMA wal_checkpoint(TRUNCATE)",
              "DELETE FROM word WHERE id < 10",
              "PRAGMA incremental_vacuum",
              "VACUUM",
              "PRAGMA wal_checkpoint(RESTART)")) {
        byOthers(statement);
        add(store, statement);
        assertThat(store.fault()).as(statement).isEmpty();
      }
      addMuch(store);
      byOthers("VACUUM");
      byOthers("PRAGMA wal_checkpoint(TRUNCATE)");
      add(store, "last");

      assertThat(words(store)).isEqualTo(20 + 1 - 9 + 6 + 20 + 1);
      assertThat(log.lines()).isEmpty();
    }
    assertThat(
            Store.<Long>look(
                file,
                db -> {
                  try (ResultSet row = db.prepared("SELECT count(*) FROM word").executeQuery()) {
                    row.next();
                    return row.getLong(1);
                  }
                }))
        .isEqualTo(39);
  }

  /** As an operator does with SQLite's own shell. */
  private void byOthers(String sql) throws Exception {
    try (Connection other = JDBC.createConnection(JDBC.PREFIX + file, new Properties());
        Statement statement = other.createStatement()) {
      statement.execute(sql);
    }
  }
}
