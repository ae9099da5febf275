package dev.rung.server.feedback;

import dev.rung.server.feedback.Remembered.Decided;
import dev.rung.server.feedback.Remembered.Mark;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Tier;
import dev.rung.server.store.Query;
import dev.rung.server.store.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The next verdicts after a mark, with their answers.
 *
 * @param tenant whose; absent for everybody's
 */
record RememberedPage(Optional<String> tenant, Mark after, int most)
    implements Query<List<Remembered>> {
  private static final String ASK =
      "SELECT a.seq, v.kind, a.id, a.tenant, a.at, v.at, v.value, v.comment, a.model, a.tier,"
          + " a.provider, a.finish, a.cost, a.input_tokens, a.output_tokens, a.classified, a.score,"
          + " a.confidence, a.strategy, a.signals"
          + " FROM verdict v JOIN answer a ON a.seq = v.answer"
          + " WHERE (v.answer, v.kind) > (?, ?) AND (? OR a.tenant = ?)"
          + " ORDER BY v.answer, v.kind LIMIT ?";

  @Override
  public List<Remembered> apply(Statements db) throws SQLException {
    PreparedStatement ask = db.prepared(ASK);
    ask.setLong(1, after.answer());
    ask.setString(2, after.kind());
    ask.setBoolean(3, tenant.isEmpty());
    ask.setString(4, tenant.orElse(""));
    ask.setInt(5, most);
    List<Remembered> page = new ArrayList<>();
    try (ResultSet rows = ask.executeQuery()) {
      while (rows.next()) {
        page.add(remembered(rows));
      }
    }
    return page;
  }

  private static Remembered remembered(ResultSet row) throws SQLException {
    return new Remembered(
        new Mark(row.getLong(1), row.getString(2)),
        row.getString(3),
        row.getString(4),
        Instant.ofEpochMilli(row.getLong(5)),
        Instant.ofEpochMilli(row.getLong(6)),
        row.getString(2),
        row.getDouble(7),
        row.getString(8),
        Optional.ofNullable(row.getString(9)),
        FeedbackTables.tier(row.getInt(10)),
        row.getString(11),
        row.getString(12),
        new Money(row.getLong(13)),
        row.getLong(14),
        row.getLong(15),
        decided(row));
  }

  private static Optional<Decided> decided(ResultSet row) throws SQLException {
    int level = row.getInt(16);
    if (row.wasNull()) {
      return Optional.empty();
    }
    Tier classified = FeedbackTables.tier(level);
    String signals = row.getString(20);
    return Optional.of(
        new Decided(
            classified,
            row.getDouble(17),
            row.getDouble(18),
            row.getString(19),
            signals.isEmpty() ? List.of() : List.of(signals.split(",", -1))));
  }
}
