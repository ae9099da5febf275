package dev.rung.server.feedback;

import dev.rung.server.generate.Tier;
import dev.rung.server.record.Recorder;
import dev.rung.server.record.RequestRecord;
import dev.rung.server.store.Schema;
import dev.rung.server.store.Store;
import dev.rung.server.store.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers who gave which answer, takes what callers say of it, and knows how good each model is
 * by that. Safe for several threads; recording never waits.
 */
public final class Feedback implements Recorder, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Feedback.class);
  private static final int PAGE = 500;
  private static final Duration WITHIN = Duration.ofSeconds(10);

  private final Store store;
  private final FeedbackSettings settings;
  private final InstantSource clock;
  private final RecentFree free = new RecentFree();
  private final AnswerBook answers;
  private final Standings standings = new Standings(Standings.MOST);

  /**
   * Remembers nothing yet.
   *
   * @param store has the tables of {@link #schema}
   * @param nanoTime monotonic
   */
  public Feedback(
      Store store, FeedbackSettings settings, InstantSource clock, LongSupplier nanoTime) {
    this.store = store;
    this.settings = settings;
    this.clock = clock;
    this.answers = new AnswerBook(store, settings, clock, nanoTime);
  }

  /** The tables that it needs in the store. */
  public static Schema schema() {
    return FeedbackTables.SCHEMA;
  }

  /** Begins to remember; what was known before is read behind the caller's back. */
  public Feedback start() {
    CompletableFuture<Void> _ =
        store
            .changeNow(StandingTable::all)
            .thenAccept(known -> known.forEach(standings::put))
            .exceptionally(refused -> {
              LOG.atWarn()
                  .addKeyValue("reason", why(refused))
                  .log("what was said of models before is not known: their priors hold");
              return null;
            });
    answers.start();
    return this;
  }

  /** In a line: what is wrong with the store is told in full by the store. */
  private static String why(Throwable refused) {
    Throwable cause = refused.getCause() == null ? refused : refused.getCause();
    return String.valueOf(cause.getMessage());
  }

  @Override
  public void record(RequestRecord done) {
    if (!done.succeeded()) {
      return;
    }
    if (done.model().isEmpty() || done.cacheHit()) {
      free.add(done);
    } else {
      answers.add(done);
    }
  }

  /**
   * Takes a verdict; it is on disk when this returns.
   *
   * @throws StoreException when it cannot be written
   */
  public Judgement judge(Opinion opinion) throws StoreException {
    CompletableFuture<Integer> _ = answers.flush();
    Judging judging =
        new Judging(opinion, clock.instant(), settings, free.find(opinion.tenant(), opinion.id()));
    return store.changeWithin(WITHIN, judging, judgement -> known(opinion, judgement));
  }

  /** In the order in which they are written, so that the last verdict is the one that counts. */
  private Judgement known(Opinion opinion, Judgement judgement) {
    if (judgement instanceof Judgement.Taken taken && taken.model().isPresent()) {
      StandingTable.Key key =
          new StandingTable.Key(opinion.tenant(), taken.model().get(), taken.tier());
      standings.put(key.everybodys(), taken.everybodys());
      standings.put(key, taken.standing());
    }
    return judgement;
  }

  /** How a model stands by what everybody said of it. */
  public Standing standing(String model, Tier tier) {
    return standings.of(StandingTable.Key.everybodys(model, tier));
  }

  /** How a model stands by what one tenant said of it. */
  public Standing standing(String tenant, String model, Tier tier) {
    return standings.of(new StandingTable.Key(tenant, model, tier));
  }

  /**
   * How good answers to this tenant are expected to be, which routing goes by: its own mean from
   * its fifth verdict on; before that what other tenants say, once five of them did and each as one
   * verdict; before that the prior.
   */
  public double expected(String tenant, String model, Tier tier, double prior) {
    return standings.expected(tenant, model, tier, prior);
  }

  /**
   * Verdicts after a mark, at most 500, the oldest answers first; none at the end.
   *
   * @param tenant whose; absent for everybody's
   * @throws StoreException when they cannot be read
   */
  public List<Remembered> after(Remembered.Mark mark, Optional<String> tenant)
      throws StoreException {
    return store.read(new RememberedPage(tenant, mark, PAGE));
  }

  /** Writes down what waits. */
  @Override
  public void close() {
    answers.close();
  }
}
