package dev.rung.server.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.call.Samples;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.select.Requests;
import dev.rung.server.store.Statements;
import dev.rung.server.store.Store;
import dev.rung.server.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Numbered answers, whose text follows from their number, and what a file has of them. */
final class CacheRig {
  private static final CacheRules RULES =
      new CacheRules(true, 0.85, 0.3, 0, Duration.ofDays(1), Duration.ZERO, true);

  private CacheRig() {}

  static AnswerCache cache(KeptAnswers answers, InstantSource clock) {
    return new AnswerCache(answers, RULES, "", new byte[0], clock);
  }

  /** An archive of whose answers all that were made since are in memory. */
  static DiskArchive restored(
      Path file, KeptAnswers answers, Optional<EncryptionKey> key, Instant since)
      throws InterruptedException {
    DiskArchive archive = DiskArchive.open(file, answers, key);
    archive.restore(since);
    assertThat(archive.restored().await(1, TimeUnit.MINUTES)).isTrue();
    return archive;
  }

  /** How many answers a file has. */
  static long rows(Path file) throws StoreException {
    return Store.look(file, db -> Long.parseLong(first(db, "SELECT count(*) FROM answer")));
  }

  /** What SQLite finds wrong with a file; {@code ok} where that is nothing. */
  static String faults(Path file) throws StoreException {
    return Store.look(file, db -> first(db, "PRAGMA integrity_check"));
  }

  private static String first(Statements db, String sql) throws SQLException {
    try (ResultSet row = db.prepared(sql).executeQuery()) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }

  /** All that is in the files of a folder. */
  static String bytes(Path folder) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path each : files.toList()) {
        all.append(Files.readString(each, StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }

  static String id(long number) {
    return "r" + number;
  }

  static String text(long number) {
    return "answer " + number + " " + "x".repeat((int) (number * 37 % 900));
  }

  private static GenerateRequest request(long number) {
    return Requests.withId(Requests.of("Tell me about number " + number), id(number));
  }

  static Place place(Cache cache, long number) {
    Question question = new Question(request(number), Optional.empty(), Optional.empty());
    return cache.place(question).orElseThrow();
  }

  static void keep(Cache cache, long number) {
    cache.keep(
        place(cache, number), Samples.answer(request(number), text(number), FinishReason.STOP));
  }

  static Optional<String> find(Cache cache, long number) {
    return cache.find(place(cache, number), request(number).id()).map(hit -> hit.kept().text());
  }
}
