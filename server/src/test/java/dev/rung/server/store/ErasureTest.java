package dev.rung.server.store;

import static dev.rung.server.store.Words.WORDS;
import static dev.rung.server.store.Words.add;
import static dev.rung.server.store.Words.done;
import static dev.rung.server.store.Words.kind;
import static dev.rung.server.store.Words.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.store.StoreException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That nothing of what was erased is left in the folder. */
class ErasureTest {
  @TempDir private Path folder;

  private Store open() {
    return Store.open(StoreSettings.relaxed(folder.resolve("rung.db")), List.of(WORDS));
  }

  @Test
  void whatIsErasedIsNeitherInTheFileNorInItsLogWhenThatIsTold() throws Exception {
    Change<Integer> delete = db -> db.prepared("DELETE FROM word").executeUpdate();
    try (Store store = open()) {
      done(store.change(add("a word to be forgotten")));
      assertThat(bytesOnDisk()).contains("a word to be forgotten");

      assertThat(done(store.erase(delete))).isOne();

      assertThat(bytesOnDisk()).doesNotContain("a word to be forgotten");
      done(store.change(add("another one")));
      assertThat(words(store)).containsExactly("another one");
    }
  }

  @Test
  void anErasureOfNothingInANewFileIsNoFault() throws Exception {
    Change<Integer> delete = db -> db.prepared("DELETE FROM word").executeUpdate();
    try (Store store = open()) {
      assertThat(done(store.erase(delete))).isZero();

      assertThat(done(store.changeNow(add("one")))).isOne();
      assertThat(store.fault()).isEmpty();
    }
  }

  @Test
  void whoErasesIsToldWhereAReaderKeepsTheLog() throws Exception {
    Change<Integer> delete = db -> db.prepared("DELETE FROM word").executeUpdate();
    try (Store store = open()) {
      done(store.change(add("a word to be forgotten")));

      Kind told =
          Store.look(
              folder.resolve("rung.db"),
              db -> {
                try (ResultSet row = db.prepared("SELECT text FROM word").executeQuery()) {
                  assertThat(row.next()).isTrue();
                  return kind(store.erase(delete));
                }
              });

      assertThat(told).isEqualTo(Kind.BUSY);
      assertThat(words(store)).isEmpty();
      done(store.erase(delete));
      assertThat(bytesOnDisk()).doesNotContain("a word to be forgotten");
    }
  }

  private String bytesOnDisk() throws IOException {
    StringBuilder all = new StringBuilder();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path one : files) {
        all.append(Files.readString(one, StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }
}
