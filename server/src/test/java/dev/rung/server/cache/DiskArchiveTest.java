package dev.rung.server.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.call.Samples;
import dev.rung.server.generate.Caller;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.RequestId;
import dev.rung.server.select.Requests;
import dev.rung.server.store.Statements;
import dev.rung.server.store.Store;
import dev.rung.server.store.StoreSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskArchiveTest {
  private static final RequestId ASKER = new RequestId("asker");
  private static final CacheRules RULES =
      new CacheRules(true, 0.85, 0.3, 0, Duration.ofHours(1), Duration.ZERO, true);
  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir private Path folder;
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");

  private Path file() {
    return folder.resolve("cache.db");
  }

  /** Answers on the disk, as one daemon after the other has them. */
  private final class Life implements AutoCloseable {
    private final KeptAnswers answers;
    private final AnswerCache cache;
    private final DiskArchive archive;

    Life() throws Exception {
      this(1 << 20, LONG_AGO);
    }

    Life(long bytes, Instant since) throws Exception {
      answers = new KeptAnswers(bytes);
      cache = new AnswerCache(answers, RULES, "", new byte[0], () -> now);
      archive = DiskArchive.open(file(), answers, Optional.empty());
      archive.restore(since);
      assertThat(archive.restored().await(1, TimeUnit.MINUTES)).isTrue();
    }

    void keep(String tenant, String prompt, String text) {
      GenerateRequest request = request(tenant, prompt);
      cache.keep(place(request), Samples.answer(request, text, FinishReason.STOP));
    }

    Optional<String> find(String tenant, String prompt) {
      return cache.find(place(request(tenant, prompt)), ASKER).map(hit -> hit.kept().text());
    }

    private Place place(GenerateRequest request) {
      Question question = new Question(request, Optional.empty(), Optional.empty());
      return cache.place(question).orElseThrow();
    }

    /** Waits until what was told before is on the disk. */
    void settle() {
      answers.expire(LONG_AGO).join();
    }

    @Override
    public void close() {
      archive.close();
    }
  }

  private static GenerateRequest request(String tenant, String prompt) {
    GenerateRequest any = Requests.withId(Requests.of(prompt), "id-" + prompt.hashCode());
    return new GenerateRequest(
        any.id(),
        new Caller(tenant),
        any.prompt(),
        any.sampling(),
        any.limits(),
        any.hints(),
        any.deadline());
  }

  private long rows() throws Exception {
    try (Store store = Store.open(StoreSettings.relaxed(file()), List.of(AnswerRows.SCHEMA))) {
      return store.read(DiskArchiveTest::count);
    }
  }

  private static long count(Statements db) throws SQLException {
    try (ResultSet row = db.prepared("SELECT count(*) FROM answer").executeQuery()) {
      return row.getLong(1);
    }
  }

  @Test
  void givesAnswersOfTheLifeBeforeToTheirTenantExactAndInOtherWords() throws Exception {
    try (Life first = new Life()) {
      first.keep("acme", "What is the capital of France?", "Paris");
      first.keep("globex", "What is the capital of Poland?", "Warsaw");
    }

    try (Life second = new Life()) {
      assertThat(second.find("acme", "What is the capital of France?")).contains("Paris");
      assertThat(second.find("acme", "please, what is the captial of france")).contains("Paris");
      assertThat(second.find("acme", "What is the capital of Poland?")).isEmpty();
      assertThat(second.find("globex", "What is the capital of Poland?")).contains("Warsaw");
      assertThat(second.archive.refused()).isZero();
    }
  }

  @Test
  void forgetsOnTheDiskWhatIsPurged() throws Exception {
    try (Life first = new Life()) {
      first.keep("acme", "one", "1");
      first.keep("acme", "two", "2");
      first.keep("globex", "one", "3");
      first.keep("umbrella", "one", "4");

      assertThat(first.answers.purgeId("id-" + "two".hashCode()).join()).isEqualTo(1);
      assertThat(first.answers.purgeTenant("globex").join()).isEqualTo(1);
    }
    assertThat(rows()).isEqualTo(2);

    try (Life second = new Life()) {
      assertThat(second.find("acme", "one")).contains("1");
      assertThat(second.find("acme", "two")).isEmpty();
      assertThat(second.find("globex", "one")).isEmpty();
      assertThat(second.answers.purge().join()).isEqualTo(2);
    }
    assertThat(rows()).isZero();
  }

  @Test
  void leavesNoTextOfAPurgedAnswerOnTheDiskWhenThatIsTold() throws Exception {
    try (Life first = new Life()) {
      first.keep("acme", "one", "a very secret answer");
    }
    assertThat(bytesOnDisk()).contains("a very secret answer");

    try (Life second = new Life()) {
      second.answers.purgeTenant("acme").join();

      assertThat(bytesOnDisk()).doesNotContain("a very secret answer");
    }
  }

  @Test
  void leavesNoTextOfAnEvictedAnswerBehindThatAPurgeCouldNotFind() throws Exception {
    try (Life life = new Life(5_000, LONG_AGO)) {
      life.keep("acme", "one", "a very secret answer");
      life.settle();
      for (int i = 0; i < 50; i++) {
        life.keep("acme", "prompt " + i, "answer");
      }
      assertThat(life.find("acme", "one")).isEmpty();

      life.answers.purgeTenant("acme").join();

      assertThat(bytesOnDisk()).doesNotContain("a very secret answer");
    }
  }

  private String bytesOnDisk() throws Exception {
    StringBuilder all = new StringBuilder();
    for (Path one : List.of(file(), folder.resolve("cache.db-wal"))) {
      if (Files.exists(one)) {
        all.append(Files.readString(one, StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }

  @Test
  void restoresNothingThatIsPurgedMeanwhile() {
    KeptAnswers answers = new KeptAnswers(1 << 20);
    CacheKey key = new CacheKey(1, 2, 3, 4);
    CacheKey other = new CacheKey(5, 6, 7, 8);
    answers.beginRestoring();
    answers.purgeTenant("acme").join();

    answers.restore(new Place(key, "acme", Optional.empty(), 0), "r1", now, 1, 0, new byte[8]);
    answers.restore(new Place(other, "globex", Optional.empty(), 0), "r2", now, 1, 0, new byte[8]);

    assertThat(answers.find(key, now, Duration.ofHours(1), "r3")).isEmpty();
    assertThat(answers.find(other, now, Duration.ofHours(1), "r3")).isPresent();
  }

  @Test
  void anAnswerGrowsNoYoungerByARestart() throws Exception {
    try (Life first = new Life()) {
      first.keep("acme", "one", "1");
    }
    now = now.plus(Duration.ofMinutes(59));

    try (Life second = new Life()) {
      assertThat(second.find("acme", "one")).contains("1");
      now = now.plus(Duration.ofMinutes(2));
      assertThat(second.find("acme", "one")).isEmpty();
    }
  }

  @Test
  void whatIsTooOldIsNotRestoredAndLeavesTheDisk() throws Exception {
    try (Life first = new Life()) {
      first.keep("acme", "one", "1");
      now = now.plus(Duration.ofHours(2));
      first.keep("acme", "two", "2");
    }

    try (Life second = new Life(1 << 20, now.minus(Duration.ofHours(1)))) {
      assertThat(second.answers.size().entries()).isEqualTo(1);
      assertThat(second.answers.expire(now.minus(Duration.ofHours(1))).join()).isEqualTo(1);
      assertThat(second.find("acme", "two")).contains("2");
    }
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void restoresWhatWasWantedMostWhereThereIsRoomForFew() throws Exception {
    try (Life first = new Life()) {
      for (int i = 0; i < 50; i++) {
        first.keep("acme", "prompt " + i, "answer");
      }
      for (int times = 0; times < 4; times++) {
        first.find("acme", "prompt 7");
      }
    }

    try (Life second = new Life(5_000, LONG_AGO)) {
      assertThat(second.find("acme", "prompt 7")).contains("answer");
      assertThat(second.answers.size().bytes()).isBetween(1_000L, 5_000L);
      second.settle();
      assertThat(second.answers.size().entries()).isBetween(2L, 10L);
    }
    assertThat(rows()).isBetween(2L, 10L);
  }

  @Test
  void whatIsEvictedLeavesTheDisk() throws Exception {
    try (Life first = new Life(5_000, LONG_AGO)) {
      for (int i = 0; i < 50; i++) {
        first.keep("acme", "prompt " + i, "answer");
      }
    }

    assertThat(rows()).isBetween(2L, 10L);
  }

  @Test
  void opensWhatAKilledDaemonLeft() throws Exception {
    try (Life killed = new Life()) {
      killed.keep("acme", "one", "1");
      killed.settle();
      for (String name : List.of("cache.db", "cache.db-wal")) {
        Files.copy(folder.resolve(name), Files.createDirectories(later()).resolve(name));
      }
    }
    Files.copy(later().resolve("cache.db"), file(), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(later().resolve("cache.db-wal"), folder.resolve("cache.db-wal"));

    try (Life second = new Life()) {
      assertThat(second.find("acme", "one")).contains("1");
    }
  }

  private Path later() {
    return folder.resolve("later");
  }

  @Test
  void setsADamagedFileAsideAndBeginsAnew() throws Exception {
    Files.writeString(file(), "this is no file of SQLite, it is far from one".repeat(50));

    try (Life first = new Life()) {
      assertThat(folder.resolve("cache.db.damaged")).exists();
      first.keep("acme", "one", "1");
    }

    try (Life second = new Life()) {
      assertThat(second.find("acme", "one")).contains("1");
      second.answers.purge().join();
      assertThat(folder.resolve("cache.db.damaged")).doesNotExist();
    }
  }

  @Test
  void dropsAnAnswerThatIsNotAsItWasWritten() throws Exception {
    try (Life first = new Life()) {
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

    try (Life second = new Life()) {
      assertThat(second.find("acme", "one")).isEmpty();
      assertThat(second.find("acme", "two")).contains("2");
    }
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void goesOnInMemoryWhereTheDiskCannotBeWrittenAndTellsThatAPurgeIsNotDone() throws Exception {
    Files.createDirectories(file());

    try (Life life = new Life()) {
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

  @Test
  void onlyItsOwnerReadsTheFile() throws Exception {
    try (Life _ = new Life()) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
          .isEqualTo("rw-------");
    }
  }
}
