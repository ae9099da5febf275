package dev.rung.server.feedback;

import dev.rung.server.feedback.FeedbackTables.Kept;
import dev.rung.server.feedback.FeedbackTables.Said;
import dev.rung.server.generate.Tier;
import dev.rung.server.store.Change;
import dev.rung.server.store.Statements;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * Takes one verdict: finds the answer, and moves its model unless the same was said before.
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
    return FeedbackTables.find(db, opinion.tenant(), opinion.id(), now.minus(settings.keep()));
  }

  private Judgement take(Statements db, Kept answer) throws SQLException {
    Optional<Said> before = FeedbackTables.said(db, answer.seq(), opinion.verdict().kind());
    boolean sameValue =
        before.filter(said -> said.value() == opinion.verdict().value()).isPresent();
    boolean repeated =
        sameValue && before.filter(said -> said.comment().equals(opinion.comment())).isPresent();
    Standing standing = standing(db, answer);
    long turn = before.map(Said::turn).orElseGet(() -> mean(standing).count() + 1);
    Standing moved = sameValue ? standing : moved(standing, before);
    if (!repeated) {
      FeedbackTables.say(db, answer.seq(), opinion, now, turn);
    }
    if (!sameValue && answer.model().isPresent()) {
      StandingTable.put(db, key(answer.model().get(), answer.tier()), moved);
    }
    return new Judgement.Taken(
        answer.model(),
        answer.tier(),
        answer.cost(),
        repeated,
        answer.model().isPresent() ? moved : Standing.NONE);
  }

  private static Standing standing(Statements db, Kept answer) throws SQLException {
    return answer.model().isPresent()
        ? StandingTable.of(db, key(answer.model().get(), answer.tier()))
        : Standing.NONE;
  }

  private static StandingTable.Key key(String model, Tier tier) {
    return new StandingTable.Key(model, tier);
  }

  /** The mean that the verdict moves. */
  private RunningMean mean(Standing standing) {
    return opinion.verdict().quality().isPresent() ? standing.quality() : standing.compiled();
  }

  private Standing moved(Standing standing, Optional<Said> before) {
    RunningMean mean = mean(standing);
    double sample = opinion.verdict().quality().orElse(opinion.verdict().value());
    RunningMean after =
        before
            .map(said -> mean.replacing(said.turn(), scaled(said.value()), sample))
            .orElseGet(() -> mean.with(sample));
    return opinion.verdict().quality().isPresent()
        ? new Standing(after, standing.compiled(), standing.changes() + 1)
        : new Standing(standing.quality(), after, standing.changes() + 1);
  }

  /** An earlier value of the same kind, 0 to 1. */
  private double scaled(double value) {
    return opinion.verdict() instanceof Verdict.Score ? value / Verdict.TEN : value;
  }
}
