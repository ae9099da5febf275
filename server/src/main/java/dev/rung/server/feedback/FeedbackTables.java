package dev.rung.server.feedback;

import dev.rung.server.generate.Decision;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Signal;
import dev.rung.server.generate.Tier;
import dev.rung.server.record.RequestRecord;
import dev.rung.server.store.Schema;
import dev.rung.server.store.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** What the room keeps in the store: answers, and what was said of them. */
final class FeedbackTables {
  static final Schema SCHEMA =
      new Schema(
          "feedback",
          List.of(
              """
              CREATE TABLE answer (
                seq INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                tenant TEXT NOT NULL,
                at INTEGER NOT NULL,
                model TEXT,
                tier INTEGER NOT NULL,
                provider TEXT NOT NULL,
                finish TEXT NOT NULL,
                cost INTEGER NOT NULL,
                input_tokens INTEGER NOT NULL,
                output_tokens INTEGER NOT NULL,
                classified INTEGER,
                score REAL,
                confidence REAL,
                strategy TEXT,
                signals TEXT);
              CREATE TABLE verdict (
                answer INTEGER NOT NULL,
                kind TEXT NOT NULL,
                value REAL NOT NULL,
                comment TEXT NOT NULL,
                at INTEGER NOT NULL,
                turn INTEGER NOT NULL,
                PRIMARY KEY (answer, kind)) WITHOUT ROWID;
              CREATE TABLE standing (
                model TEXT NOT NULL,
                tier INTEGER NOT NULL,
                quality_count INTEGER NOT NULL,
                quality_prior REAL NOT NULL,
                quality_sampled REAL NOT NULL,
                compiled_count INTEGER NOT NULL,
                compiled_prior REAL NOT NULL,
                compiled_sampled REAL NOT NULL,
                changes INTEGER NOT NULL,
                PRIMARY KEY (model, tier)) WITHOUT ROWID;
              """,
              """
              CREATE TABLE stands (
                tenant TEXT NOT NULL,
                model TEXT NOT NULL,
                tier INTEGER NOT NULL,
                quality_count INTEGER NOT NULL,
                quality_prior REAL NOT NULL,
                quality_sampled REAL NOT NULL,
                compiled_count INTEGER NOT NULL,
                compiled_prior REAL NOT NULL,
                compiled_sampled REAL NOT NULL,
                changes INTEGER NOT NULL,
                at INTEGER NOT NULL,
                PRIMARY KEY (tenant, model, tier)) WITHOUT ROWID;
              INSERT INTO stands SELECT '', model, tier, quality_count, quality_prior,
                quality_sampled, compiled_count, compiled_prior, compiled_sampled, changes, 0
                FROM standing;
              DROP TABLE standing;
              ALTER TABLE verdict ADD COLUMN own_turn INTEGER NOT NULL DEFAULT 0;
              """,
              """
              CREATE TABLE feedback_age (
                one INTEGER PRIMARY KEY CHECK (one = 0),
                at INTEGER NOT NULL,
                lagging INTEGER NOT NULL);
              """));

  private static final int MOST_SIGNALS = 16;

  private FeedbackTables() {}

  /** An answer as it is found. */
  record Kept(long seq, Optional<String> model, Tier tier, Money cost) {}

  /**
   * A verdict as it is found.
   *
   * @param turn which one it was of everybody's
   * @param ownTurn which one it was of its tenant's; 0 where that was not counted yet
   */
  record Said(double value, String comment, long turn, long ownTurn) {}

  static void keep(Statements db, RequestRecord done) throws SQLException {
    PreparedStatement put =
        db.prepared(
            "INSERT OR IGNORE INTO answer (id, tenant, at, model, tier, provider, finish, cost,"
                + " input_tokens, output_tokens, classified, score, confidence, strategy, signals)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    put.clearParameters();
    put.setString(1, done.id().value());
    put.setString(2, done.tenant());
    put.setLong(3, done.at().toEpochMilli());
    put.setObject(4, done.model().orElse(null));
    put.setInt(5, done.tier().orElse(Tier.TEMPLATE).level());
    put.setString(6, done.provider().orElse(""));
    put.setString(7, done.finishReason().name());
    put.setLong(8, done.cost().nanos());
    put.setLong(9, done.usage().inputTokens());
    put.setLong(10, done.usage().outputTokens());
    if (done.decision().isPresent()) {
      Decision decision = done.decision().get();
      put.setInt(11, decision.classifiedTier().level());
      put.setDouble(12, decision.score());
      put.setDouble(13, decision.confidence());
      put.setString(14, decision.strategy().label());
      put.setString(15, signals(decision));
    }
    put.executeUpdate();
  }

  private static String signals(Decision decision) {
    StringJoiner names = new StringJoiner(",");
    List<Signal> signals = decision.signals();
    for (int i = 0; i < Math.min(MOST_SIGNALS, signals.size()); i++) {
      names.add(signals.get(i).name());
    }
    return names.toString();
  }

  static void keepFree(Statements db, Opinion opinion, RecentFree.Free free) throws SQLException {
    PreparedStatement put =
        db.prepared(
            "INSERT OR IGNORE INTO answer (id, tenant, at, tier, provider, finish, cost,"
                + " input_tokens, output_tokens) VALUES (?, ?, ?, ?, ?, 'STOP', 0, 0, 0)");
    put.setString(1, opinion.id());
    put.setString(2, opinion.tenant());
    put.setLong(3, free.at().toEpochMilli());
    put.setInt(4, free.tier().level());
    put.setString(5, free.tier() == Tier.TEMPLATE ? "template" : "cache");
    put.executeUpdate();
  }

  static Optional<Kept> find(Statements db, String tenant, String id, Instant since)
      throws SQLException {
    PreparedStatement ask =
        db.prepared(
            "SELECT seq, model, tier, cost FROM answer WHERE id = ? AND tenant = ? AND at >= ?");
    ask.setString(1, id);
    ask.setString(2, tenant);
    ask.setLong(3, since.toEpochMilli());
    try (ResultSet row = ask.executeQuery()) {
      return row.next()
          ? Optional.of(
              new Kept(
                  row.getLong(1),
                  Optional.ofNullable(row.getString(2)),
                  tier(row.getInt(3)),
                  new Money(row.getLong(4))))
          : Optional.empty();
    }
  }

  static Tier tier(int level) {
    return level < 0 ? Tier.LOCAL_FALLBACK : Tier.ofLevel(level);
  }

  static Optional<Said> said(Statements db, long answer, String kind) throws SQLException {
    PreparedStatement ask =
        db.prepared(
            "SELECT value, comment, turn, own_turn FROM verdict WHERE answer = ? AND kind = ?");
    ask.setLong(1, answer);
    ask.setString(2, kind);
    try (ResultSet row = ask.executeQuery()) {
      return row.next()
          ? Optional.of(
              new Said(row.getDouble(1), row.getString(2), row.getLong(3), row.getLong(4)))
          : Optional.empty();
    }
  }

  static void say(Statements db, long answer, Opinion opinion, Instant at, long turn, long ownTurn)
      throws SQLException {
    PreparedStatement put =
        db.prepared(
            "INSERT OR REPLACE INTO verdict (answer, kind, value, comment, at, turn,"
                + " own_turn) VALUES (?, ?, ?, ?, ?, ?, ?)");
    put.setLong(1, answer);
    put.setString(2, opinion.verdict().kind());
    put.setDouble(3, opinion.verdict().value());
    put.setString(4, opinion.comment());
    put.setLong(5, at.toEpochMilli());
    put.setLong(6, turn);
    put.setLong(7, ownTurn);
    put.executeUpdate();
  }
}
