package dev.rung.server.store;

import static dev.rung.server.store.Words.WORDS;
import static dev.rung.server.store.Words.add;
import static dev.rung.server.store.Words.await;
import static dev.rung.server.store.Words.done;
import static dev.rung.server.store.Words.kind;
import static dev.rung.server.store.Words.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.store.StoreException.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long a change waits to be written, and who waits for it. */
class StoreWaitTest {
  @TempDir private Path folder;

  private Store open() {
    return Words.open(folder.resolve("rung.db"));
  }

  @Test
  void moreChangesThanMayWaitAreRefused() throws Exception {
    CountDownLatch hold = new CountDownLatch(1);
    CountDownLatch held = new CountDownLatch(1);
    StoreSettings small =
        new StoreSettings(
            Optional.of(folder.resolve("rung.db")), true, Duration.ofDays(1), 2, false);
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
    try (Store store = open()) {
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
    try (Store store = open()) {
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
    try (Store store = open()) {
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
    try (Store store = open()) {
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
}
