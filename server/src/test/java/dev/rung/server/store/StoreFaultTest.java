package dev.rung.server.store;

import static dev.rung.server.store.Words.WORDS;
import static dev.rung.server.store.Words.add;
import static dev.rung.server.store.Words.done;
import static dev.rung.server.store.Words.kind;
import static dev.rung.server.store.Words.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.store.StoreException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.ResultSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store does and says while its file cannot be written. */
class StoreFaultTest {
  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("rung.db");
  }

  private Store open() {
    return Words.open(file());
  }

  @Test
  void aFullDiskFailsChangesUntilThereIsRoom() throws Exception {
    try (Store store = open()) {
      done(store.change(add("first")));
      done(store.change(pages("PRAGMA max_page_count = 1")));
      CompletableFuture<Integer> large = store.changeNow(add("x".repeat(100_000)));

      assertThat(kind(large)).isEqualTo(Kind.FULL);
      assertThat(store.fault()).hasValueSatisfying(f -> assertThat(f).hasMessageContaining("room"));
      assertThat(words(store)).containsExactly("first");

      // The next change opens the file anew, where the bound of the old connection is gone.
      done(store.changeNow(add("second")));
      assertThat(store.fault()).isEmpty();
      assertThat(words(store)).containsExactly("first", "second");
    }
  }

  private static Change<Integer> pages(String pragma) {
    return db -> {
      try (ResultSet bound = db.prepared(pragma).executeQuery()) {
        return bound.getInt(1);
      }
    };
  }

  @Test
  void aFileThatIsNoneOfSqliteIsLeftAsItIs() throws Exception {
    Files.writeString(file(), "not a database at all, but long enough to be looked at ".repeat(50));
    long length = Files.size(file());
    try (Store store = open()) {
      assertThat(kind(store.change(add("one")))).isEqualTo(Kind.CORRUPT);
      assertThat(store.fault())
          .hasValueSatisfying(f -> assertThat(f).hasMessageContaining("restore a backup"));
      assertThatThrownBy(() -> words(store)).isInstanceOf(StoreException.class);
    }

    assertThat(Files.size(file())).isEqualTo(length);
  }

  @Test
  void aFileThatIsTakenAwayOrReplacedIsNotWrittenUntilItIsBack() throws Exception {
    Path aside = folder.resolve("aside.db");
    try (Store store = open()) {
      done(store.change(add("before")));
      Files.move(file(), aside);
      assertThat(kind(store.change(add("nowhere")))).isEqualTo(Kind.IO);
      assertThat(file()).doesNotExist();
      Files.writeString(file(), "");
      assertThat(kind(store.change(add("elsewhere")))).isEqualTo(Kind.IO);
      assertThat(file()).isEmptyFile();
      assertThat(store.fault())
          .hasValueSatisfying(f -> assertThat(f).hasMessageContaining("put it back"));

      Files.move(aside, file(), StandardCopyOption.REPLACE_EXISTING);
      done(store.change(add("after")));

      assertThat(store.fault()).isEmpty();
      assertThat(words(store)).containsExactly("before", "after");
    }
  }

  @Test
  void aFileWhoseFolderIsNotThereSaysSo() {
    Path nowhere = folder.resolve("nowhere").resolve("rung.db");
    try (Store store = Store.open(StoreSettings.durable(nowhere), List.of(WORDS))) {
      assertThat(kind(store.change(add("one")))).isEqualTo(Kind.IO);
    }
  }

  @Test
  void anErrorInAChangeIsToldAndTheNextOneIsWritten() throws Exception {
    try (Store store = open()) {
      CompletableFuture<Integer> before = store.change(add("before"));
      CompletableFuture<Integer> deep =
          store.change(db -> {
            throw new StackOverflowError("as scripted");
          });
      CompletableFuture<Integer> after = store.changeNow(add("after"));

      assertThat(kind(deep)).isEqualTo(Kind.REFUSED);
      assertThat(done(before) + done(after)).isEqualTo(2);
      assertThat(words(store)).containsExactly("before", "after");
      assertThat(store.fault()).isEmpty();
    }
  }

  @Test
  void wantOfMemoryFailsWhatWasToBeWrittenUntilThereIsSome() throws Exception {
    try (Store store = open()) {
      CompletableFuture<Integer> large =
          store.changeNow(db -> {
            throw new OutOfMemoryError("as scripted");
          });

      assertThat(kind(large)).isEqualTo(Kind.IO);
      assertThat(store.fault())
          .hasValueSatisfying(f -> assertThat(f).hasMessageContaining("memory"));
      assertThat(done(store.changeNow(add("after")))).isOne();
      assertThat(store.fault()).isEmpty();
    }
  }
}
