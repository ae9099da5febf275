package dev.rung.server.cache;

import dev.rung.server.generate.RequestId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * A process that keeps, finds and purges answers as fast as it can until it is killed, and says
 * what it has done: see {@link KilledCacheTest}. Each line is a letter and the number of an answer.
 */
final class KilledCache {
  /** All up to this one were told to be on the disk. */
  static final char WRITTEN = 'w';

  /** This one is about to be purged. */
  static final char PURGING = 'p';

  /** This one is purged. */
  static final char PURGED = 'P';

  private static final int GROUP = 25;

  private KilledCache() {}

  /** File, first number, seed. */
  public static void main(String[] args) throws Exception {
    long first = Long.parseLong(args[1]);
    SplittableRandom random = new SplittableRandom(Long.parseLong(args[2]));
    KeptAnswers answers = new KeptAnswers(1L << 30);
    AnswerCache cache = CacheRig.cache(answers, Instant::now);
    DiskArchive archive = DiskArchive.open(Path.of(args[0]), answers, Optional.empty());
    archive.restore(Instant.EPOCH);
    for (long next = first; ; next++) {
      CacheRig.keep(cache, next);
      if (random.nextInt(4) == 0) {
        RequestId asker = new RequestId("asker-" + next);
        cache.find(CacheRig.place(cache, random.nextLong(next) + 1), asker);
      }
      if (next % GROUP == 0) {
        answers.expire(Instant.EPOCH).get(1, TimeUnit.MINUTES);
        say(WRITTEN, next);
        purge(answers, 1 + random.nextLong(next));
      }
    }
  }

  private static void purge(KeptAnswers answers, long number) throws Exception {
    say(PURGING, number);
    answers.purgeId(CacheRig.id(number)).get(1, TimeUnit.MINUTES);
    say(PURGED, number);
  }

  private static void say(char what, long number) {
    System.out.println(what + Long.toString(number));
    System.out.flush();
  }
}
