package dev.rung.server.store;

import static dev.rung.server.store.Words.WORDS;
import static dev.rung.server.store.Words.add;
import static dev.rung.server.store.Words.broken;
import static dev.rung.server.store.Words.done;
import static dev.rung.server.store.Words.kind;
import static dev.rung.server.store.Words.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.store.StoreException.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That what is written can be read, in one file, by many threads. */
class StoreTest {
  @TempDir private Path folder;

  private Store open() {
    return Words.open(folder.resolve("rung.db"));
  }

  @Test
  void whatIsWrittenCanBeReadAtOnceAndAfterTheNextOpening() throws Exception {
    try (Store store = open()) {
      assertThat(done(store.change(add("one")))).isOne();
      assertThat(words(store)).containsExactly("one");
    }

    try (Store store = open()) {
      done(store.changeNow(add("two")));
      assertThat(words(store)).containsExactly("one", "two");
    }
  }

  @Test
  void closingWritesWhatStillWaitsAndLeavesOneFile() throws Exception {
    Store store = open();
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
    try (Store store = open()) {
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
    try (Store store = open()) {
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
}
