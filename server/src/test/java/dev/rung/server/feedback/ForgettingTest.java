package dev.rung.server.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Tier;
import dev.rung.server.record.Recorded;
import dev.rung.server.store.Change;
import dev.rung.server.store.Store;
import dev.rung.server.store.StoreSettings;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which answers are forgotten first, and what goes with them. */
final class ForgettingTest {
  private final Store store = Store.open(StoreSettings.inMemory(), List.of(FeedbackTables.SCHEMA));

  @BeforeEach
  void tenAnswersOfWhichEachHasAVerdict() throws Exception {
    apply(db -> {
      for (int i = 0; i < 10; i++) {
        Instant at = Instant.ofEpochSecond(i);
        FeedbackTables.keep(
            db, Recorded.by("m", Tier.SMALL).id("a" + i).tenant("acme").at(at).done());
        long seq = FeedbackTables.find(db, "acme", "a" + i, Instant.EPOCH).orElseThrow().seq();
        FeedbackTables.say(
            db, seq, new Opinion("acme", "a" + i, new Verdict.Thumbs(true), ""), at, 1, 1);
      }
      return 0;
    });
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void theOldestAreForgottenWithTheirVerdicts() throws Exception {
    int forgotten = apply(db -> FeedbackTables.forget(db, Instant.ofEpochSecond(4), 100, 50));

    assertThat(forgotten).isEqualTo(4);
    assertThat(isKnown("a3")).isFalse();
    assertThat(isKnown("a4")).isTrue();
    assertThat(verdicts()).isEqualTo(6);
  }

  @Test
  void noMoreThanSoManyAreKept() throws Exception {
    int forgotten = apply(db -> FeedbackTables.forget(db, Instant.EPOCH, 3, 50));

    assertThat(forgotten).isEqualTo(7);
    assertThat(isKnown("a6")).isFalse();
    assertThat(isKnown("a7")).isTrue();
    assertThat(verdicts()).isEqualTo(3);
  }

  @Test
  void onlySomeAreForgottenAtOnce() throws Exception {
    assertThat((int) apply(db -> FeedbackTables.forget(db, Instant.ofEpochSecond(99), 100, 2)))
        .isEqualTo(2);
  }

  @Test
  void nothingIsForgottenThatIsNeitherOldNorTooMuch() throws Exception {
    assertThat((int) apply(db -> FeedbackTables.forget(db, Instant.EPOCH, 100, 50))).isZero();
  }

  private boolean isKnown(String id) throws Exception {
    return apply(db -> FeedbackTables.find(db, "acme", id, Instant.EPOCH)).isPresent();
  }

  private int verdicts() throws Exception {
    return apply(db -> {
      try (var row = db.prepared("SELECT count(*) FROM verdict").executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    });
  }

  private <T> T apply(Change<T> change) throws Exception {
    return store.changeNow(change).get(20, TimeUnit.SECONDS);
  }
}
