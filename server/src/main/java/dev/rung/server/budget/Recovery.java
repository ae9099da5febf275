package dev.rung.server.budget;

import dev.rung.server.budget.Period.Span;
import dev.rung.server.store.Change;
import dev.rung.server.store.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Begins a run of the ledger: writes down what a dead run left open, and decides what counts as
 * spent since nobody can know.
 *
 * <p>Reservations that the table of slots still holds are settled: at what they really cost where
 * that was known, else at what was set aside. Where the table cannot be trusted to be whole, since
 * the kernel was started anew meanwhile or the file is not the one that belongs to the tables, what
 * may have been spent of what was booked ahead is written down as {@link Unaccounted}.
 *
 * @param left the lines of the table of slots
 * @param signedRun the run that signed the table; 0 where none did
 * @param signedBoot in which run of the kernel; empty where that is not known
 * @param boot the run of the kernel that it is; empty where that is not known
 */
record Recovery(
    LineTable lines, List<LedgerLine> left, long signedRun, String signedBoot, String boot)
    implements Change<Recovery.Recovered> {

  /**
   * What came of it.
   *
   * @param run the number of the run that begins
   * @param nextId larger than that of any line
   * @param spentUntil from when on nothing is written as spent
   * @param settled how many lines of the dead run were written
   * @param lost what counts as spent though nobody knows what for
   */
  record Recovered(
      long run,
      long nextId,
      Instant spentUntil,
      Map<BudgetKey, Limit> limits,
      int settled,
      List<Unaccounted> lost) {
    Recovered {
      limits = Map.copyOf(limits);
      lost = List.copyOf(lost);
    }
  }

  /** The end of the last run, as the tables know it. */
  private record Last(long run, boolean clean, String boot, Instant oldest) {}

  @Override
  public Recovered apply(Statements db) throws SQLException {
    Optional<Last> last = last(db);
    int settled = lines.book(db, left);
    List<Unaccounted> lost = List.of();
    if (last.isPresent() && !last.get().clean && !isWhole(last.get())) {
      lost = new Outage(left(db), last.get().oldest).lines();
    }
    for (Unaccounted line : lost) {
      line.write(db);
    }
    BookedTable.clear(db);
    long run = last.map(Last::run).orElse(0L) + 1;
    begin(db, run);
    return new Recovered(run, nextId(db), SpentTable.end(db), LimitTable.read(db), settled, lost);
  }

  /** Whether the table of slots holds everything that was open when the last run ended. */
  private boolean isWhole(Last last) {
    // The table is signed before the run is written, and a process may die in between.
    boolean ours = signedRun == last.run || signedRun == last.run + 1;
    return ours && !boot.isEmpty() && boot.equals(last.boot) && boot.equals(signedBoot);
  }

  private static Optional<Last> last(Statements db) throws SQLException {
    PreparedStatement find = db.prepared("SELECT run, clean, boot, oldest FROM ledger_run");
    try (ResultSet row = find.executeQuery()) {
      return row.next()
          ? Optional.of(
              new Last(
                  row.getLong(1),
                  row.getInt(2) != 0,
                  row.getString(3),
                  Instant.ofEpochMilli(row.getLong(4))))
          : Optional.empty();
    }
  }

  private static List<Outage.Left> left(Statements db) throws SQLException {
    List<Outage.Left> booked = new ArrayList<>();
    PreparedStatement find = db.prepared("SELECT budget, start, finish, nanos FROM budget_booked");
    try (ResultSet row = find.executeQuery()) {
      while (row.next()) {
        Span span = span(row.getLong(2), row.getLong(3));
        long nanos = row.getLong(4);
        BudgetKey.parse(row.getString(1))
            .ifPresent(key -> booked.add(new Outage.Left(key, span, nanos)));
      }
    }
    List<Outage.Left> left = new ArrayList<>();
    for (Outage.Left one : booked) {
      long gone = one.nanos() - SpentTable.spent(db, one.budget(), one.span());
      left.add(new Outage.Left(one.budget(), one.span(), gone));
    }
    return left;
  }

  private static Span span(long start, long finish) {
    return new Span(
        Instant.ofEpochSecond(start),
        finish == Long.MAX_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochSecond(finish)));
  }

  private void begin(Statements db, long run) throws SQLException {
    PreparedStatement put = db.prepared("INSERT OR REPLACE INTO ledger_run VALUES (1, ?, 0, ?, 0)");
    put.setLong(1, run);
    put.setString(2, boot);
    put.executeUpdate();
  }

  private static long nextId(Statements db) throws SQLException {
    return LedgerTables.one(db.prepared("SELECT coalesce(max(id), 0) + 1 FROM ledger_line"));
  }
}
