package dev.rung.server.config;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls somebody whenever the content of a file, or of the files of a folder, has changed. Looks at
 * time, size and which file it is first, so that an unchanged file costs next to nothing; a file
 * that is away for a while, as editors do it, is no change until it is back, and a change counts
 * when two looks in a row saw the same, so that a file that is being written is left alone.
 *
 * <p>Threads: one daemon thread, "rung-config-watch", looks and calls. Looking instead of being
 * told works on every file system, mounted ones and symbolic links included.
 */
public final class ConfigWatch implements AutoCloseable {
  /** How often the file is looked at. */
  public static final Duration INTERVAL = Duration.ofSeconds(1);

  /** Times are coarse: just after a change, another one may leave time and size as they are. */
  private static final int LOOKS_TO_SETTLE = 4;

  private static final Logger LOG = LoggerFactory.getLogger(ConfigWatch.class);

  private final Watched watched;
  private final Runnable changed;
  private final ScheduledExecutorService thread;
  private Object stamp = "";
  private int unsettled;
  private byte[] seen = {};
  private byte[] reported = {};
  private String fault = "";

  private ConfigWatch(Watched watched, Runnable changed) {
    this.watched = watched;
    this.changed = changed;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("rung-config-watch").factory());
  }

  /**
   * Starts to watch; what the file holds now is no change.
   *
   * @param changed called after each change, never twice at once
   */
  public static ConfigWatch start(Path file, Duration interval, Runnable changed) {
    return start(new Watched.OneFile(file), interval, changed);
  }

  /**
   * Starts to watch a folder; what its files hold now is no change.
   *
   * @param folder asked at every look; empty where there is none
   * @param endings of the names of the files that count, such as ".toml"
   * @param changed called after each change, never twice at once
   */
  public static ConfigWatch start(
      Supplier<Optional<Path>> folder, List<String> endings, Duration interval, Runnable changed) {
    return start(new Watched.Folder(folder, endings), interval, changed);
  }

  /**
   * Starts to watch several files; what they hold now is no change. One that comes or goes counts
   * as changed, and so do other files in their place.
   *
   * @param files asked at every look
   * @param changed called after each change, never twice at once
   */
  public static ConfigWatch start(Supplier<List<Path>> files, Duration interval, Runnable changed) {
    return start(new Watched.SeveralFiles(files), interval, changed);
  }

  private static ConfigWatch start(Watched watched, Duration interval, Runnable changed) {
    ConfigWatch watch = new ConfigWatch(watched, changed);
    watch.begin();
    long nanos = interval.toNanos();
    // Only a cancelled future would say anything; the task itself never ends with an exception.
    ScheduledFuture<?> _ =
        watch.thread.scheduleWithFixedDelay(watch::look, nanos, nanos, TimeUnit.NANOSECONDS);
    return watch;
  }

  private void begin() {
    differs();
    reported = seen;
  }

  private void look() {
    try {
      if (differs()) {
        changed.run();
      }
    } catch (RuntimeException | Error e) {
      // The root of this thread: an escaping error would end all later looks in silence.
      LOG.atError()
          .setCause(e)
          .addKeyValue("watched", watched)
          .log("Watching the configuration failed");
    }
  }

  private boolean differs() {
    try {
      Object now = watched.stamp();
      unsettled = now.equals(stamp) ? Math.max(0, unsettled - 1) : LOOKS_TO_SETTLE;
      stamp = now;
      boolean isNew = unsettled > 0 && isNew(watched.content());
      fault = "";
      return isNew;
    } catch (IOException e) {
      tell(e);
      return false;
    }
  }

  /** Once, as long as it is the same. */
  private void tell(IOException unreadable) {
    String now = unreadable.toString();
    if (!now.equals(fault)) {
      fault = now;
      LOG.atWarn()
          .addKeyValue("watched", watched)
          .addKeyValue("fault", now)
          .log("what is watched cannot be read: what was read of it stays in force");
    }
  }

  private boolean isNew(byte[] read) {
    boolean stable = Arrays.equals(read, seen);
    seen = read;
    if (!stable || Arrays.equals(read, reported)) {
      return false;
    }
    reported = read;
    return true;
  }

  /** Ends the watch; a call that is running may still end after it. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
