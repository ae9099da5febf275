package dev.rung.bench.cache;

/** What a replay saved, as shares of asking a model each time. */
record Saved(double money, double time, double requests) {

  static Saved by(Policy policy, Trace trace) {
    double allMoney = 0;
    double allTime = 0;
    double money = 0;
    double time = 0;
    int hits = 0;
    for (Asked asked : trace.requests()) {
      double seconds = asked.latency().toMillis() / 1e3;
      allMoney += asked.cost().usd();
      allTime += seconds;
      if (policy.hits(asked)) {
        money += asked.cost().usd();
        time += seconds;
        hits++;
      }
    }
    return new Saved(money / allMoney, time / allTime, (double) hits / trace.requests().size());
  }
}
