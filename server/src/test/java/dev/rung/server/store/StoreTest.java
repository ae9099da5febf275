package dev.rung.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.store.StoreException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreTest {
  private static final String FIRST = "CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT);";
  private static final Schema WORDS = new Schema("words", List.of(FIRST));

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("rung.db");
  }

  private Store open(Schema... schemas) {
    return Store.open(StoreSettings.durable(file()), List.of(schemas));
  }

  private static Change<Integer> add(String text) {
    return db -> {
      PreparedStatement insert = db.prepared("INSERT INTO word (text) VALUES (?)");
      insert.setString(1, text);
      return insert.executeUpdate();
    };
  }

  private static Change<Integer> broken() {
    return db -> db.prepared("INSERT INTO nowhere VALUES (1)").executeUpdate();
  }

  private static List<String> words(Store store) throws StoreException {
    return store.read(db -> {
      List<String> read = new ArrayList<>();
      try (ResultSet rows = db.prepared("SELECT text FROM word ORDER BY id").executeQuery()) {
        while (rows.next()) {
          read.add(rows.getString(1));
        }
      }
      return read;
    });
  }

  private static <T> T done(CompletableFuture<T> change) throws Exception {
    return change.get(1, TimeUnit.MINUTES);
  }

  private static Kind kind(CompletableFuture<?> change) {
    try {
      change.get(1, TimeUnit.MINUTES);
      throw new AssertionError("it went through");
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof StoreException why) {
        return why.kind();
      }
      throw new AssertionError(failed);
    } catch (Exception other) {
      throw new AssertionError(other);
    }
  }

  @Test
  void whatIsWrittenCanBeReadAtOnceAndAfterTheNextOpening() throws Exception {
    try (Store store = open(WORDS)) {
      assertThat(done(store.change(add("one")))).isOne();
      assertThat(words(store)).containsExactly("one");
    }

    try (Store store = open(WORDS)) {
      done(store.changeNow(add("two")));
      assertThat(words(store)).containsExactly("one", "two");
    }
  }

  @Test
  void closingWritesWhatStillWaitsAndLeavesOneFile() throws Exception {
    Store store = open(WORDS);
    CompletableFuture<Integer> waiting = store.change(add("late"));
    store.close();

    assertThat(waiting).isCompletedWithValue(1);
    assertThat(folder).isDirectoryNotContaining("glob:**-wal");
    assertThat(kind(store.change(add("too late")))).isEqualTo(Kind.CLOSED);
    assertThatThrownBy(() -> words(store)).isInstanceOf(StoreException.class);
  }

  @Test
  void aStoreInMemoryReadsWhatItWrote() throws Exception {
    try (Store store = Store.open(StoreSettings.inMemory(), List.of(WORDS))) {
      done(store.change(add("one")));

      assertThat(words(store)).containsExactly("one");
      assertThatThrownBy(() -> store.read(broken()::apply)).isInstanceOf(StoreException.class);
    }
  }

  @Test
  void aChangeThatFailsIsUndoneAloneAmongThoseWrittenWithIt() throws Exception {
    try (Store store = open(WORDS)) {
      CompletableFuture<Integer> before = store.change(add("before"));
      CompletableFuture<Integer> half =
          store.change(db -> add("half").apply(db) + broken().apply(db));
      CompletableFuture<Integer> bug =
          store.change(db -> {
            add("bug").apply(db);
            throw new IllegalStateException("a bug");
          });
      CompletableFuture<Integer> after = store.changeNow(add("after"));

      assertThat(kind(half)).isEqualTo(Kind.REFUSED);
      assertThat(kind(bug)).isEqualTo(Kind.REFUSED);
      assertThat(done(before) + done(after)).isEqualTo(2);
      assertThat(words(store)).containsExactly("before", "after");
      assertThat(store.fault()).isEmpty();
    }
  }

  @Test
  void manyThreadsLoseNothing() throws Exception {
    int threads = 8;
    int each = 500;
    try (Store store = open(WORDS)) {
      List<CompletableFuture<Integer>> changes = new ArrayList<>();
      List<Thread> running = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        running.add(
            Thread.ofPlatform()
                .start(() -> {
                  for (int i = 0; i < each; i++) {
                    CompletableFuture<Integer> change =
                        i % 7 == 0 ? store.changeNow(add("now")) : store.change(add("soon"));
                    synchronized (changes) {
                      changes.add(change);
                    }
                  }
                }));
      }
      for (Thread thread : running) {
        thread.join();
      }
      int written = 0;
      for (CompletableFuture<Integer> change : changes) {
        written += done(change);
      }

      assertThat(written).isEqualTo(threads * each);
      assertThat(words(store)).hasSize(threads * each);
    }
  }

  @Test
  void aFullDiskFailsChangesUntilThereIsRoom() throws Exception {
    try (Store store = open(WORDS)) {
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
    try (Store store = open(WORDS)) {
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
    try (Store store = open(WORDS)) {
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
  void stepsAreAppliedOnceAndInOrder() throws Exception {
    open(WORDS).close();
    Schema grown =
        new Schema(
            "words",
            List.of(
                FIRST,
                "ALTER TABLE word ADD COLUMN size INTEGER;\n"
                    + "INSERT INTO word (text, size) VALUES ('grown', 1);"));
    for (int times = 0; times < 2; times++) {
      try (Store store =
          open(grown, new Schema("other", List.of("CREATE TABLE other (id INT);")))) {
        assertThat(words(store)).containsExactly("grown");
      }
    }
  }

  @Test
  void aFileOfALaterVersionIsNotTouched() throws Exception {
    open(new Schema("words", List.of(FIRST, "CREATE TABLE later (id INT);"))).close();

    try (Store store = open(WORDS)) {
      assertThat(kind(store.change(add("one")))).isEqualTo(Kind.TOO_NEW);
    }
  }

  @Test
  void whatIsErasedIsNeitherInTheFileNorInItsLogWhenThatIsTold() throws Exception {
    Change<Integer> delete = db -> db.prepared("DELETE FROM word").executeUpdate();
    try (Store store = Store.open(StoreSettings.relaxed(file()), List.of(WORDS))) {
      done(store.change(add("a word to be forgotten")));
      assertThat(bytesOnDisk()).contains("a word to be forgotten");

      assertThat(done(store.erase(delete))).isOne();

      assertThat(bytesOnDisk()).doesNotContain("a word to be forgotten");
      done(store.change(add("another one")));
      assertThat(words(store)).containsExactly("another one");
    }
  }

  @Test
  void whoErasesIsToldWhereAReaderKeepsTheLog() throws Exception {
    Change<Integer> delete = db -> db.prepared("DELETE FROM word").executeUpdate();
    try (Store store = Store.open(StoreSettings.relaxed(file()), List.of(WORDS))) {
      done(store.change(add("a word to be forgotten")));

      Kind told =
          Store.look(
              file(),
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

  @Test
  void moreChangesThanMayWaitAreRefused() throws Exception {
    CountDownLatch hold = new CountDownLatch(1);
    CountDownLatch held = new CountDownLatch(1);
    StoreSettings small =
        new StoreSettings(Optional.of(file()), true, Duration.ofDays(1), 2, false);
    try (Store store = Store.open(small, List.of(WORDS))) {
      CompletableFuture<Boolean> holding =
          store.changeNow(db -> {
            held.countDown();
            return await(hold);
          });
      assertThat(held.await(1, TimeUnit.MINUTES)).isTrue();
      CompletableFuture<Integer> first = store.change(add("first"));
      CompletableFuture<Integer> second = store.change(add("second"));
      assertThat(kind(store.change(add("third")))).isEqualTo(Kind.BUSY);
      hold.countDown();

      assertThat(done(holding)).isTrue();
      store.close();
      assertThat(done(first) + done(second)).isEqualTo(2);
    }
  }

  @Test
  void aChangeThatWaitsTooLongIsNeverWritten() throws Exception {
    CountDownLatch hold = new CountDownLatch(1);
    List<Integer> told = new ArrayList<>();
    try (Store store = open(WORDS)) {
      CompletableFuture<Boolean> holding = store.changeNow(db -> await(hold));

      assertThatThrownBy(() -> store.changeWithin(Duration.ofMillis(1), add("late"), told::add))
          .isInstanceOfSatisfying(
              StoreException.class, why -> assertThat(why.kind()).isEqualTo(Kind.BUSY))
          .hasMessageContaining("nothing has changed");
      hold.countDown();

      assertThat(done(holding)).isTrue();
      assertThat(done(store.changeNow(add("after")))).isOne();
      assertThat(words(store)).containsExactly("after");
      assertThat(told).isEmpty();
    }
  }

  @Test
  void aChangeThatIsBeingWrittenIsWaitedForEvenByWhoIsInterrupted() throws Exception {
    Thread caller = Thread.currentThread();
    try (Store store = open(WORDS)) {
      int written =
          store.changeWithin(
              Duration.ofMinutes(1),
              db -> {
                caller.interrupt();
                return add("slow").apply(db);
              },
              done -> done);

      assertThat(Thread.interrupted()).isTrue();
      assertThat(written).isOne();
      assertThat(words(store)).containsExactly("slow");
    }
  }

  @Test
  void whatEndsAfterItsCallerGaveUpIsToldAllTheSame() throws Exception {
    Thread caller = Thread.currentThread();
    CountDownLatch hold = new CountDownLatch(1);
    CompletableFuture<Integer> told = new CompletableFuture<>();
    try (Store store = open(WORDS)) {
      assertThatThrownBy(() ->
              store.changeWithin(
                  Duration.ofMinutes(1),
                  db -> {
                    interruptTwice(caller);
                    return await(hold) ? add("slow").apply(db) : 0;
                  },
                  told::complete))
          .isInstanceOfSatisfying(
              StoreException.class, why -> assertThat(why.kind()).isEqualTo(Kind.UNKNOWN));
      assertThat(Thread.interrupted()).isTrue();
      hold.countDown();

      assertThat(done(told)).isOne();
      assertThat(words(store)).containsExactly("slow");
    }
  }

  private static void interruptTwice(Thread thread) {
    thread.interrupt();
    while (thread.isInterrupted()) {
      Thread.onSpinWait();
    }
    thread.interrupt();
  }

  @Test
  void aChangeIsTakenBackWhereItsCallerIsInterrupted() throws Exception {
    CountDownLatch hold = new CountDownLatch(1);
    try (Store store = open(WORDS)) {
      CompletableFuture<Boolean> holding = store.changeNow(db -> await(hold));
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> store.changeWithin(Duration.ofMinutes(1), add("late"), done -> done))
          .hasMessageContaining("nothing has changed");

      assertThat(Thread.interrupted()).isTrue();
      hold.countDown();
      assertThat(done(holding)).isTrue();
      assertThat(done(store.changeNow(add("after")))).isOne();
      assertThat(words(store)).containsExactly("after");
    }
  }

  @Test
  void anErrorInAChangeIsToldAndTheNextOneIsWritten() throws Exception {
    try (Store store = open(WORDS)) {
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
    try (Store store = open(WORDS)) {
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

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"state", "a/deeper/state"})
  void aFolderHasOneDaemonAtATime(String name) throws Exception {
    Path path = folder.resolve(name);
    try (Folder taken = Folder.take(path)) {
      assertThat(taken.file("rung.db")).isEqualTo(path.resolve("rung.db"));
      assertThatThrownBy(() -> Folder.take(path)).hasMessageContaining("another daemon");
    }
    Folder.take(path).close();
  }

  @Test
  void aFolderThatCannotBeMadeIsTakenAndItsStoreTellsTheFault() throws Exception {
    Path inTheWay = Files.writeString(folder.resolve("file"), "");
    try (Folder taken = Folder.take(inTheWay.resolve("state"));
        Store store = Store.open(StoreSettings.durable(taken.file("rung.db")), List.of(WORDS))) {
      assertThat(kind(store.change(add("one")))).isEqualTo(Kind.IO);
    }
  }
}
