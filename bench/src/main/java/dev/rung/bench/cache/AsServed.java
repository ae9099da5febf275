package dev.rung.bench.cache;

import dev.rung.server.cache.AnswerCache;
import dev.rung.server.cache.CacheRules;
import dev.rung.server.cache.KeptAnswers;
import dev.rung.server.generate.RequestId;
import java.time.Instant;
import java.time.InstantSource;

/** The daemon's own cache, whose time stands still. */
final class AsServed implements Policy {
  private static final RequestId ASKER = new RequestId("asker");

  private final KeptAnswers answers;
  private final AnswerCache cache;

  AsServed(long bytes) {
    answers = new KeptAnswers(bytes);
    cache =
        new AnswerCache(
            answers, CacheRules.DEFAULT, "", new byte[0], InstantSource.fixed(Instant.EPOCH));
  }

  @Override
  public boolean hits(Asked asked) {
    if (cache.find(asked.place(), ASKER).isPresent()) {
      return true;
    }
    cache.keep(asked.place(), asked.answer());
    return false;
  }

  /** What it takes of its bound. */
  long bytes() {
    return answers.size().bytes();
  }
}
