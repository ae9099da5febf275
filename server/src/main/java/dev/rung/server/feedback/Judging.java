package dev.rung.server.feedback;

import dev.rung.server.feedback.FeedbackTables.Kept;
import dev.rung.server.feedback.FeedbackTables.Said;
import dev.rung.server.store.Change;
import dev.rung.server.store.Statements;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * Takes one verdict: finds the answer, and moves how its model stands with the tenant and with
 * everybody, unless the same was said before.
 *
 * @param now when it is said
 * @param settings how long answers are remembered
 * @param free what is known of the answer where no model gave it
 */
record Judging(
    Opinion opinion, Instant now, FeedbackSettings settings, Optional<RecentFree.Free> free)
    implements Change<Judgement> {

  @Override
  public Judgement apply(Statements db) throws SQLException {
    Optional<Kept> known = find(db);
    if (known.isEmpty() && free.isPresent()) {
      FeedbackTables.keepFree(db, opinion, free.get());
      known = find(db);
    }
    return known.isEmpty() ? new Judgement.Unknown(settings.keep()) : take(db, known.get());
  }

  private Optional<Kept> find(Statements db) throws SQLException {
    return FeedbackTables.find(
        db, opinion.tenant(), opinion.id(), Forgetting.knownSince(db, now, settings));
  }

  private Judgement take(Statements db, Kept answer) throws SQLException {
    Optional<Said> before = FeedbackTables.said(db, answer.seq(), opinion.verdict().kind());
    boolean sameValue =
        before.filter(said -> said.value() == opinion.verdict().value()).isPresent();
    boolean repeated =
        sameValue && before.filter(said -> said.comment().equals(opinion.comment())).isPresent();
    Said first = new Said(0, "", 0, 0);
    Moved all = moved(db, everybodys(answer), before.map(Said::turn), before.orElse(first));
    Moved own = moved(db, own(answer), before.map(Said::ownTurn), before.orElse(first));
    if (!repeated) {
      FeedbackTables.say(db, answer.seq(), opinion, now, all.turn, own.turn);
    }
    return new Judgement.Taken(
        answer.model(), answer.tier(), answer.cost(), repeated, own.standing, all.standing);
  }

  private static Optional<StandingTable.Key> everybodys(Kept answer) {
    return answer.model().map(model -> StandingTable.Key.everybodys(model, answer.tier()));
  }

  private Optional<StandingTable.Key> own(Kept answer) {
    return answer
        .model()
        .map(model -> new StandingTable.Key(opinion.tenant(), model, answer.tier()));
  }

  /**
   * A standing after the verdict.
   *
   * @param turn which one of the mean's verdicts it is
   */
  private record Moved(Standing standing, long turn) {}

  /**
   * @param turn which one the earlier verdict was of this mean; 0 where it was not counted in it
   */
  private Moved moved(
      Statements db, Optional<StandingTable.Key> key, Optional<Long> turn, Said before)
      throws SQLException {
    Standing standing = key.isPresent() ? StandingTable.of(db, key.get()) : Standing.NONE;
    RunningMean mean = mean(standing);
    boolean counted = turn.filter(one -> one > 0 && one <= mean.count()).isPresent();
    long number = counted ? turn.get() : mean.count() + 1;
    if (key.isEmpty() || (counted && before.value() == opinion.verdict().value())) {
      return new Moved(standing, number);
    }
    double sample = opinion.verdict().quality().orElse(opinion.verdict().value());
    RunningMean after =
        counted ? mean.replacing(number, scaled(before.value()), sample) : mean.with(sample);
    Standing moved = with(standing, after);
    StandingTable.put(db, key.get(), moved, now, Standings.MOST);
    return new Moved(moved, number);
  }

  /** The mean that the verdict moves. */
  private RunningMean mean(Standing standing) {
    return opinion.verdict().quality().isPresent() ? standing.quality() : standing.compiled();
  }

  private Standing with(Standing standing, RunningMean after) {
    return opinion.verdict().quality().isPresent()
        ? new Standing(after, standing.compiled(), standing.changes() + 1)
        : new Standing(standing.quality(), after, standing.changes() + 1);
  }

  /** An earlier value of the same kind, 0 to 1. */
  private double scaled(double value) {
    return opinion.verdict() instanceof Verdict.Score ? value / Verdict.TEN : value;
  }
}
