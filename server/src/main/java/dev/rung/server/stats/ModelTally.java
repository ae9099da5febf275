package dev.rung.server.stats;

import dev.rung.server.generate.Attempt;
import dev.rung.server.generate.Tier;
import dev.rung.server.record.RequestRecord;
import dev.rung.server.stats.StatsSnapshot.ModelFigures;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Counts what one model served, and how its calls went. Threads as for {@link Tally}. */
final class ModelTally {
  private final Tally served;
  private final LongAdder calls = new LongAdder();
  private final LongAdder answered = new LongAdder();
  private volatile Optional<Tier> tier = Optional.empty();
  private volatile Optional<String> provider = Optional.empty();

  ModelTally(Latencies.Grain grain) {
    this.served = new Tally(grain);
  }

  void addServed(RequestRecord done) {
    tier = done.tier();
    provider = done.provider();
    served.add(done);
  }

  void addCall(Attempt attempt) {
    switch (attempt.result()) {
      case ANSWERED -> addCall(attempt.tier(), 1);
      case FAILED, UNFIT -> addCall(attempt.tier(), 0);
      case CANCELLED, REFUSED -> {
        // Says nothing about the model.
      }
    }
  }

  private void addCall(Tier of, int successes) {
    tier = Optional.of(of);
    calls.increment();
    answered.add(successes);
  }

  Reading read() {
    long good = answered.sum();
    return new Reading(tier, provider, served.read(), Sums.share(good, calls.sum()), calls.sum());
  }

  /** One reading. */
  record Reading(
      Optional<Tier> tier, Optional<String> provider, Sums served, double callSuccess, long calls) {

    boolean isEmpty() {
      return calls == 0 && served.count() == 0;
    }

    /** Where no call was told of, success is that of the requests. */
    ModelFigures figures(String model, long all) {
      return new ModelFigures(
          model, tier, provider, calls == 0 ? served.among(all) : served.figures(all, callSuccess));
    }

    /** What is known of models that are not told apart. */
    ModelFigures figuresOfOther(long all) {
      return new Reading(Optional.empty(), Optional.empty(), served, callSuccess, calls)
          .figures(Period.OTHER, all);
    }
  }
}
