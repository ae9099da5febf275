package dev.rung.server.cache;

import dev.rung.server.store.Change;
import dev.rung.server.store.Store;
import dev.rung.server.store.StoreException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kept answers in a file of their own, written behind what is in memory. Where it cannot be written
 * the answers stay in memory, and the latest that were refused are written as soon as that is
 * possible again; a damaged file is set aside and begun anew, once.
 *
 * <p>Safe for several threads. Only opening and closing wait for the disk.
 */
public final class DiskArchive implements Archive, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DiskArchive.class);

  /** Of answers that wait to be written; further ones are not. */
  private static final long MOST_WAITING = 64L << 20;

  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final AnswerFile file;
  private final Sealing sealing;
  private final KeptAnswers answers;
  private final AtomicLong waiting = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final Rewriting rewriting;
  private final AtomicBoolean failing = new AtomicBoolean();
  private final AtomicBoolean renewed = new AtomicBoolean();
  private final CountDownLatch restored = new CountDownLatch(1);
  private volatile Store store;
  private volatile boolean closing;

  private DiskArchive(AnswerFile file, KeptAnswers answers, Duration pause) {
    this.file = file;
    this.sealing = file.sealing();
    this.answers = answers;
    this.rewriting =
        new Rewriting(
            CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS),
            answers::tellAgain,
            () -> store.change(db -> true),
            this::recovered);
    this.store = file.open();
  }

  /**
   * Has answers kept in this file from now on. Its folder is there.
   *
   * @param key encrypts them; a file that was written with another one, or with none, is deleted
   */
  public static DiskArchive open(Path file, KeptAnswers answers, Optional<EncryptionKey> key) {
    Sealing sealing = key.<Sealing>map(AesSealing::new).orElse(Sealing.NONE);
    return open(new AnswerFile(file, sealing), answers);
  }

  static DiskArchive open(AnswerFile file, KeptAnswers answers) {
    return open(file, answers, PAUSE);
  }

  /**
   * @param pause after which what was refused is tried again, unless something is written before
   */
  static DiskArchive open(AnswerFile file, KeptAnswers answers, Duration pause) {
    DiskArchive archive = new DiskArchive(file, answers, pause);
    answers.keptBy(archive);
    return archive;
  }

  /** Puts what the file has of answers made since into memory, behind the caller's back. */
  public void restore(Instant since) {
    answers.beginRestoring();
    Thread.ofPlatform()
        .name("cache-restore")
        .daemon()
        .start(() -> {
          try {
            Restoring restoring = new Restoring(store, sealing, answers, () -> closing);
            restoring.restore(since);
          } catch (StoreException why) {
            damagedPerhaps(why);
          } finally {
            answers.endRestoring();
            restored.countDown();
          }
        });
  }

  /** Counted down when all is restored, or could not be. */
  CountDownLatch restored() {
    return restored;
  }

  /** Changes that were refused, whether they went well later or not. */
  long refused() {
    return refused.get();
  }

  /** How many places there are whose last change is not on the disk. */
  long unwritten() {
    return rewriting.unwritten();
  }

  @Override
  public void put(Entry entry) {
    if (waiting.addAndGet(entry.bytes) > MOST_WAITING) {
      waiting.addAndGet(-entry.bytes);
      refused(new StoreException(StoreException.Kind.BUSY, "the cache is written too slowly"));
      remove(entry.place.key());
      rewriting.refused(entry.place.key());
      return;
    }
    long wanted = entry.wanted();
    CompletableFuture<Integer> _ =
        change(
                entry.place.key(),
                db -> AnswerRows.put(db, sealing.seal(AnswerRow.of(entry, wanted))))
            .whenComplete((_, _) -> waiting.addAndGet(-entry.bytes));
  }

  @Override
  public void wanted(Entry entry) {
    CacheKey key = entry.place.key();
    long times = entry.wanted();
    CompletableFuture<Integer> _ =
        change(key, db -> AnswerRows.wanted(db, sealing.key(key), times));
  }

  @Override
  public void remove(CacheKey key) {
    CompletableFuture<Integer> _ = change(key, db -> AnswerRows.remove(db, sealing.key(key)));
  }

  @Override
  public CompletableFuture<Long> purge(Purging which) {
    boolean expiry = which instanceof Purging.Before;
    Change<Long> purge = db -> AnswerRows.purge(db, sealed(which));
    return counted(expiry ? store.changeNow(purge) : store.erase(purge))
        .handle((gone, why) -> {
          if (why != null && !file.isNone()) {
            throw why instanceof CompletionException known ? known : new CompletionException(why);
          }
          if (!expiry) {
            file.deleteSetAside();
          }
          return why == null ? gone : 0L;
        });
  }

  /** The same as the file knows it. */
  private Purging sealed(Purging which) {
    return switch (which) {
      case Purging.All all -> all;
      case Purging.Before before -> before;
      case Purging.OfTenant(var tenant) -> new Purging.OfTenant(sealing.name(tenant));
      case Purging.OfAnswer(var id, var key) ->
          new Purging.OfAnswer(sealing.name(id), key.map(sealing::key));
    };
  }

  private CompletableFuture<Integer> change(CacheKey key, Change<Integer> change) {
    return counted(store.change(change))
        .whenComplete((_, why) -> {
          if (why != null) {
            rewriting.refused(key);
          } else {
            rewriting.written();
          }
        });
  }

  private void recovered() {
    if (failing.compareAndSet(true, false)) {
      LOG.atInfo()
          .addKeyValue("changes_lost", rewriting.unwritten())
          .log("the cache is written to the disk again");
    }
  }

  private <T> CompletableFuture<T> counted(CompletableFuture<T> change) {
    return change.whenComplete((_, why) -> {
      if (why instanceof StoreException told) {
        refused(told);
      }
    });
  }

  private void refused(StoreException why) {
    refused.incrementAndGet();
    if (failing.compareAndSet(false, true)) {
      LOG.atWarn()
          .addKeyValue("kind", why.kind())
          .addKeyValue("reason", why.getMessage())
          .log("the cache cannot be written to the disk; it goes on in memory");
    }
    if (why.kind() == StoreException.Kind.CORRUPT && !renewed.get()) {
      Thread.ofPlatform().name("cache-renewal").daemon().start(this::renew);
    }
  }

  private void damagedPerhaps(StoreException why) {
    if (why.kind() == StoreException.Kind.CORRUPT) {
      renew();
      return;
    }
    if (closing) {
      return;
    }
    LOG.atWarn()
        .addKeyValue("kind", why.kind())
        .addKeyValue("reason", why.getMessage())
        .log("kept answers were not read from the disk");
  }

  private synchronized void renew() {
    if (closing || !renewed.compareAndSet(false, true)) {
      return;
    }
    store.close();
    try {
      Path aside = file.setAside();
      LOG.atError()
          .addKeyValue("file", aside)
          .log("the file of kept answers is damaged: it was set aside and is begun anew");
    } catch (UncheckedIOException stuck) {
      LOG.atError().setCause(stuck).log("the damaged file of kept answers was not set aside");
    }
    store = file.open();
    answers.tellAgain();
  }

  /** Ends restoring, writes what waits and closes the file. */
  @Override
  public void close() {
    closing = true;
    rewriting.close();
    answers.endRestoring();
    synchronized (this) {
      store.close();
    }
    long lost = rewriting.unwritten();
    if (lost > 0) {
      LOG.atWarn().addKeyValue("changes", lost).log("changes of the cache are not on the disk");
    }
  }
}
