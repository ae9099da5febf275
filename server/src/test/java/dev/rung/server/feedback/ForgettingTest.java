package dev.rung.server.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Tier;
import dev.rung.server.record.Recorded;
import dev.rung.server.store.Change;
import dev.rung.server.store.Store;
import dev.rung.server.store.StoreSettings;
import dev.rung.server.time.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which answers are forgotten first, and what goes with them. */
final class ForgettingTest {
  private static final Duration KEEP = Duration.ofDays(30);
  private static final FeedbackSettings SETTINGS = new FeedbackSettings(KEEP, 100);
  private static final Instant LONG_AGO = Instant.EPOCH.minus(Duration.ofDays(1_000));
  private static final int MANY = 50;

  private final Store store = Store.open(StoreSettings.inMemory(), List.of(FeedbackTables.SCHEMA));

  @BeforeEach
  void tenAnswersOfWhichEachHasAVerdict() throws Exception {
    for (int i = 0; i < 10; i++) {
      answer("a" + i, Instant.ofEpochSecond(i));
    }
  }

  private void answer(String id, Instant at) throws Exception {
    apply(db -> {
      FeedbackTables.keep(db, Recorded.by("m", Tier.SMALL).id(id).tenant("acme").at(at).done());
      long seq = FeedbackTables.find(db, "acme", id, LONG_AGO).orElseThrow().seq();
      FeedbackTables.say(db, seq, new Opinion("acme", id, new Verdict.Thumbs(true), ""), at, 1, 1);
      return 0;
    });
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void theOldestAreForgottenWithTheirVerdicts() throws Exception {
    assertThat(forget(before(4), MANY)).isEqualTo(4);

    assertThat(isKnown("a3")).isFalse();
    assertThat(isKnown("a4")).isTrue();
    assertThat(verdicts()).isEqualTo(6);
  }

  @Test
  void noMoreThanSoManyAreKept() throws Exception {
    int forgotten =
        apply(new Forgetting(new FeedbackSettings(KEEP, 3), before(0), Duration.ZERO, MANY));

    assertThat(forgotten).isEqualTo(7);
    assertThat(isKnown("a6")).isFalse();
    assertThat(isKnown("a7")).isTrue();
    assertThat(verdicts()).isEqualTo(3);
  }

  @Test
  void onlySomeAreForgottenAtOnce() throws Exception {
    assertThat(forget(before(9), 2)).isEqualTo(2);
    assertThat(forget(before(9), 2)).isEqualTo(2);
    assertThat(isKnown("a3")).isFalse();
    assertThat(isKnown("a4")).isTrue();
    assertThat(verdicts()).isEqualTo(6);
  }

  @Test
  void nothingIsForgottenThatIsNeitherOldNorTooMuch() throws Exception {
    assertThat(forget(before(0), MANY)).isZero();
  }

  @Test
  void aClockThatIsAheadForSomeHoursMakesNothingOld() throws Exception {
    Instant ahead = before(0).plus(Duration.ofDays(60));
    forget(before(-20), MANY);

    for (int hour = 0; hour < 5; hour++) {
      assertThat(forget(ahead, Duration.ofSeconds(1))).isZero();
    }

    assertThat(judged("a9", ahead)).isInstanceOf(Judgement.Taken.class);
    assertThat(verdicts()).isEqualTo(10);
    assertThat(forget(before(3), MANY)).isEqualTo(3);
  }

  @Test
  void answersOfAClockThatWasBehindTakeNoOthersWithThem() throws Exception {
    answer("behind", Instant.EPOCH.minus(Duration.ofDays(900)));
    answer("after", Instant.ofEpochSecond(20));

    assertThat(forget(before(0), MANY)).isEqualTo(1);

    assertThat(isKnown("behind")).isFalse();
    assertThat(isKnown("a0")).isTrue();
    assertThat(verdicts()).isEqualTo(11);
  }

  @Test
  void answersOfAClockThatWasAheadKeepNoOthers() throws Exception {
    apply(new Forgetting(new FeedbackSettings(KEEP, 1), before(0), Duration.ZERO, MANY));
    for (int i = 0; i < 3; i++) {
      answer("ahead" + i, Instant.EPOCH.plus(Duration.ofDays(900)));
    }
    answer("b0", Instant.ofEpochSecond(20));
    answer("b1", Instant.ofEpochSecond(21));

    assertThat(forget(before(21), 2) + forget(before(21), 2)).isEqualTo(2);

    assertThat(isKnown("b0")).isFalse();
    assertThat(isKnown("b1")).isTrue();
    assertThat(isKnown("ahead0")).isTrue();
  }

  /** What a clock says by which everything is old that was given before this second. */
  private static Instant before(int second) {
    return Instant.ofEpochSecond(second).plus(KEEP);
  }

  private int forget(Instant clock, int atOnce) throws Exception {
    return apply(new Forgetting(SETTINGS, clock, Duration.ofHours(1), atOnce));
  }

  private int forget(Instant clock, Duration elapsed) throws Exception {
    return apply(new Forgetting(SETTINGS, clock, elapsed, MANY));
  }

  private Judgement judged(String id, Instant clock) throws Exception {
    Opinion opinion = new Opinion("acme", id, new Verdict.Thumbs(true), "");
    return apply(new Judging(opinion, clock, SETTINGS, Optional.empty()));
  }

  private boolean isKnown(String id) throws Exception {
    return apply(db -> FeedbackTables.find(db, "acme", id, LONG_AGO)).isPresent();
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
    return store.changeNow(change).get(Eventually.LIMIT.toSeconds(), TimeUnit.SECONDS);
  }
}
