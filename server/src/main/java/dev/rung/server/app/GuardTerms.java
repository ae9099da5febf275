package dev.rung.server.app;

import dev.rung.server.config.Configuration;
import dev.rung.server.config.ConfiguredModel;
import dev.rung.server.config.GuardTable;
import dev.rung.server.config.HedgeTable;
import dev.rung.server.guard.AdaptiveSettings;
import dev.rung.server.guard.BreakerSettings;
import dev.rung.server.guard.GuardSettings;
import dev.rung.server.guard.HedgeSettings;
import dev.rung.server.guard.QueueSettings;
import dev.rung.server.guard.RateLimits;
import dev.rung.server.guard.RetrySettings;
import java.util.HashMap;
import java.util.Map;

/** The table [guard], and the rates of models, in the terms of the guard. */
final class GuardTerms {
  private GuardTerms() {}

  static GuardSettings guard(Configuration configuration) {
    GuardTable set = configuration.guard();
    Map<String, RateLimits> rates = new HashMap<>();
    for (ConfiguredModel model : configuration.models()) {
      rates.put(model.name(), new RateLimits(model.requestsPerMinute(), model.tokensPerMinute()));
    }
    return new GuardSettings(
        set.inFlight(),
        new BreakerSettings(
            set.window(),
            set.leastCalls(),
            set.failureShare(),
            set.slowFrom(),
            set.slowShare(),
            set.open(),
            set.longestOpen(),
            set.lastResort()),
        rates,
        new QueueSettings(set.queue(), set.queueWait()),
        new AdaptiveSettings(
            set.concurrency().adaptive(), set.concurrency().least(), set.concurrency().most()),
        set.learnLimits());
  }

  static RetrySettings retries(Configuration configuration) {
    GuardTable set = configuration.guard();
    return new RetrySettings(set.retries(), set.backoff(), set.longestBackoff(), set.retryShare());
  }

  static HedgeSettings hedges(Configuration configuration) {
    HedgeTable set = configuration.guard().hedge();
    return new HedgeSettings(set.enabled(), set.share());
  }
}
