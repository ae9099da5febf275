package dev.rung.server.app;

import dev.rung.server.cache.DiskArchive;
import dev.rung.server.cache.EncryptionKey;
import dev.rung.server.cache.KeptAnswers;
import dev.rung.server.config.CacheSettings;
import dev.rung.server.config.ConfigException;
import dev.rung.server.config.Configuration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Answers that are kept: in memory, and in a file of their own where the daemon has a folder.
 *
 * @param answers what is kept, for everybody
 */
record CacheRoom(KeptAnswers answers, InstantSource clock) {
  private static final String FILE = "cache.db";

  /**
   * Opens it; what the file holds comes back into memory behind the caller's back.
   *
   * @throws ConfigException when the variable that is to hold the key has none; nothing is open
   *     then
   */
  static CacheRoom open(
      ConfigSource source,
      Configuration configuration,
      State state,
      InstantSource clock,
      Closing closing)
      throws ConfigException {
    CacheSettings set = configuration.cache();
    Optional<Path> file = state.file(FILE).filter(kept -> set.enabled() || Files.exists(kept));
    KeptAnswers answers = new KeptAnswers(set.maxBytes());
    if (file.isPresent()) {
      Optional<EncryptionKey> key = Settings.cacheKey(configuration, source.environment());
      DiskArchive archive = DiskArchive.open(file.get(), answers, key);
      closing.later(archive::close);
      // Where no answers are kept any more, those of before can still be purged.
      if (set.enabled()) {
        archive.restore(clock.instant().minus(Settings.keptFor(set)));
      }
    }
    return new CacheRoom(answers, clock);
  }

  /** Forgets what is too old, and returns how long answers are kept. */
  Duration expire(CacheSettings set) {
    Duration kept = Settings.keptFor(set);
    CompletableFuture<Long> _ = answers.expire(clock.instant().minus(kept));
    return kept;
  }
}
