package dev.rung.server.app;

import dev.rung.server.config.ConfigFile;
import dev.rung.server.config.ConfigWatch;
import dev.rung.server.engine.Operations;
import dev.rung.server.engine.Operations.ReloadException;
import dev.rung.server.engine.Operations.Reloaded;
import dev.rung.server.provider.local.LocalModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the daemon does unasked, on one thread: it makes the templates ready for their first use,
 * and looks again for models that come and go, such as an Ollama that is started later.
 */
final class Upkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

  /** A server that was slow to answer a cold start is asked again soon. */
  private static final Duration SECOND_LOOK = Duration.ofSeconds(3);

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);

  private static final Duration BETWEEN_EXPIRIES = Duration.ofMinutes(10);
  private static final Duration LEAST_BETWEEN_EXPIRIES = Duration.ofSeconds(1);

  /** So that a command that ends at once does not pay for it. */
  private static final Duration BEFORE_PREPARING = Duration.ofSeconds(1);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("upkeep").factory());
  private final Reloading reloading;
  private final LiveOperations operations;
  private final ShippedTemplates templates;
  private final LocalModels local;
  private final Supplier<Duration> expiry;

  /**
   * @param expiry forgets answers whose time is over, and tells how long they are kept
   */
  Upkeep(
      Reloading reloading,
      LiveOperations operations,
      ShippedTemplates templates,
      LocalModels local,
      Supplier<Duration> expiry) {
    this.reloading = reloading;
    this.operations = operations;
    this.templates = templates;
    this.local = local;
    this.expiry = expiry;
  }

  void start() {
    Future<?> _ =
        thread.schedule(this::prepare, BEFORE_PREPARING.toMillis(), TimeUnit.MILLISECONDS);
    Future<?> _ =
        thread.scheduleWithFixedDelay(
            this::look, SECOND_LOOK.toMillis(), BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
    expireAfter(LEAST_BETWEEN_EXPIRIES);
  }

  private void expireAfter(Duration pause) {
    Future<?> _ = thread.schedule(this::expire, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What is kept for a short time is looked for as often. */
  private void expire() {
    Duration pause = BETWEEN_EXPIRIES;
    try {
      Duration kept = expiry.get();
      pause = kept.compareTo(pause) < 0 ? kept : pause;
    } catch (RuntimeException | Error bug) {
      // The root of this thread: an escaping exception would end all later expiries in silence.
      LOG.atError().setCause(bug).log("forgetting old answers failed");
    }
    if (!thread.isShutdown()) {
      expireAfter(pause);
    }
  }

  private void prepare() {
    try {
      templates.engine().prepare();
    } catch (RuntimeException bug) {
      // The root of this thread; requests build what is missing and fail where they are told.
      LOG.atError().setCause(bug).log("preparing the templates failed");
    }
  }

  private void look() {
    try {
      local.retry();
      if (reloading.current().configuration().discovers()) {
        reloading.lookAgain();
      }
      // The time for which a model was left alone may be over as well.
      operations.tiersMayHaveChanged();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error bug) {
      // The root of this thread: an escaping exception would end all later looks in silence.
      LOG.atError().setCause(bug).log("looking for models failed");
    }
  }

  /**
   * Watches the settings file; where there is none, the places where one is looked for.
   *
   * @param folder where an unnamed file is looked for
   */
  static ConfigWatch watchSettings(Path folder, Reloading reloading, Runnable reload) {
    return reloading
        .current()
        .configuration()
        .file()
        .map(file -> ConfigWatch.start(file, ConfigWatch.INTERVAL, reload))
        .orElseGet(() -> watchForSettings(ConfigFile.unnamed(folder), reloading, reload));
  }

  /** One that goes away again is no change until it is back. */
  private static ConfigWatch watchForSettings(
      List<Path> places, Reloading reloading, Runnable reload) {
    return ConfigWatch.start(
        () -> places,
        ConfigWatch.INTERVAL,
        () -> {
          if (places.stream().anyMatch(Files::exists)
              || reloading.current().configuration().file().isEmpty()) {
            reload.run();
          }
        });
  }

  /** Takes over settings or templates that were changed; faulty ones are reported and left. */
  static void reload(Operations operations) {
    try {
      Reloaded reloaded = operations.reload();
      LOG.atInfo()
          .addKeyValue("models", reloaded.models())
          .addKeyValue("needs_restart", reloaded.needsRestart())
          .log("configuration reloaded");
    } catch (ReloadException refused) {
      LOG.atWarn()
          .addKeyValue("fault", refused.getMessage())
          .log("the configuration that was read is not in force");
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
