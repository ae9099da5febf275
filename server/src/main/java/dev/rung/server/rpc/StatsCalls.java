package dev.rung.server.rpc;

import dev.rung.server.engine.Operations;
import dev.rung.server.stats.Statistics;
import dev.rung.v1.ResetStatsResponse;
import dev.rung.v1.StatsResponse;

/** What Stats and ResetStats answer. Both may wait a moment for requests being recorded. */
record StatsCalls(Statistics statistics, Operations operations) {

  StatsResponse stats() {
    return StatsWriter.write(statistics.snapshot(), operations);
  }

  ResetStatsResponse reset() {
    return ResetStatsResponse.newBuilder().setSince(Timestamps.of(statistics.reset())).build();
  }
}
