package dev.rung.server.app;

import dev.rung.server.config.ConfigException;
import dev.rung.server.config.ConfigWatch;
import dev.rung.server.config.Configuration;
import dev.rung.server.tls.ServerTls;
import dev.rung.server.tls.TlsException;
import dev.rung.server.tls.TlsSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The daemon's TLS, kept up with its files. */
final class Encrypting {
  private static final Logger LOG = LoggerFactory.getLogger(Encrypting.class);
  private static final Duration BETWEEN_WARNINGS = Duration.ofHours(12);

  private Encrypting() {}

  /**
   * Absent where nothing is encrypted.
   *
   * @throws ConfigException when a file cannot be used
   */
  static Optional<ServerTls> start(
      Configuration configuration, Closing closing, InstantSource clock) throws ConfigException {
    Optional<TlsSettings> settings = ServerTerms.tls(configuration.server());
    if (settings.isEmpty()) {
      return Optional.empty();
    }
    try {
      ServerTls tls = ServerTls.read(settings.get());
      keepUp(tls, closing, clock);
      return Optional.of(tls);
    } catch (TlsException refused) {
      throw ConfigException.refused(configuration, "[server.tls]: " + refused.text());
    }
  }

  private static void keepUp(ServerTls tls, Closing closing, InstantSource clock) {
    closing.later(
        ConfigWatch.start(() -> tls.settings().files(), ConfigWatch.INTERVAL, tls::reload)::close);
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("certificate-end").factory());
    Future<?> _ =
        thread.scheduleWithFixedDelay(
            () -> warn(tls, clock), 0, BETWEEN_WARNINGS.toSeconds(), TimeUnit.SECONDS);
    closing.later(thread::shutdownNow);
  }

  private static void warn(ServerTls tls, InstantSource clock) {
    try {
      tls.warn(clock.instant());
    } catch (RuntimeException | Error bug) {
      // The root of this thread: an escaping exception would end all later warnings in silence.
      LOG.atError().setCause(bug).log("looking at the certificate's end failed");
    }
  }
}
