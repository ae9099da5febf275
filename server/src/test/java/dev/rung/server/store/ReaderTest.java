package dev.rung.server.store;

import static dev.rung.server.store.Words.WORDS;
import static dev.rung.server.store.Words.kind;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.store.StoreException.Kind;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who reads beside the one who writes. */
class ReaderTest {
  @TempDir private Path folder;

  @Test
  void closingWaitsNoLongerThanItMayForAQueryWhichClosesTheConnectionAtItsEnd() throws Exception {
    Path file = folder.resolve("rung.db");
    Words.open(file).close();
    Opening opening = new Opening(StoreSettings.durable(file), List.of(WORDS));
    Reader reader = new Reader(opening, new WatchedFile(opening), Duration.ofMillis(1));
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CompletableFuture<Statements> slow = new CompletableFuture<>();
    Thread query =
        Thread.ofPlatform()
            .start(() ->
                read(
                    reader,
                    slow,
                    db -> {
                      begun.countDown();
                      assertThat(Words.await(goOn)).isTrue();
                      return db;
                    }));
    assertThat(Words.await(begun)).isTrue();

    reader.close();

    assertThat(slow).isNotDone();
    goOn.countDown();
    Statements connection = Words.done(slow);
    assertThat(query.join(Duration.ofMinutes(1))).isTrue();
    assertThatThrownBy(() -> connection.prepared("SELECT 1")).isInstanceOf(SQLException.class);
    CompletableFuture<Integer> late = new CompletableFuture<>();
    read(reader, late, db -> 1);
    assertThat(kind(late)).isEqualTo(Kind.CLOSED);
  }

  private static <T> void read(Reader reader, CompletableFuture<T> done, Query<T> query) {
    try {
      done.complete(reader.read(query));
    } catch (StoreException why) {
      done.completeExceptionally(why);
    }
  }
}
