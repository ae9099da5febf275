package dev.rung.server.app;

import dev.rung.local.runtime.LocalRuntime;
import dev.rung.server.app.cli.UsageException;
import dev.rung.server.config.ConfigException;
import dev.rung.server.config.Configuration;
import dev.rung.server.config.HubSettings;
import dev.rung.server.config.Precision;
import dev.rung.server.models.Library;
import dev.rung.server.models.Manifests;
import dev.rung.server.models.Meter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Opens the checkpoints of this machine as a configuration names them. */
final class Libraries {
  private Libraries() {}

  static Library open(Optional<Path> configFile, Map<String, String> environment)
      throws UsageException, IOException {
    try {
      Configuration configuration = new ConfigSource(configFile, environment, Path.of("")).load();
      Path folder = configuration.discovery().modelsDir();
      return new Library(
          folder,
          Manifests.load(folder),
          HubSettings.of(environment),
          configuration.routing().offline(),
          InstantSource.system(),
          System::nanoTime,
          Libraries::pause,
          LocalRoom.folder(configuration, environment),
          meter(configuration, environment));
    } catch (ConfigException refused) {
      throw new UsageException(String.valueOf(refused.getMessage()));
    }
  }

  private static Meter meter(Configuration configuration, Map<String, String> environment) {
    LocalRuntime runtime =
        new LocalRuntime(LocalRoom.folder(configuration, environment), InstantSource.system());
    return new LocalMeter(runtime, LocalTerms.options(configuration.local(), Precision.AUTO));
  }

  private static void pause(Duration duration) throws InterruptedException {
    boolean never = new CountDownLatch(1).await(duration.toNanos(), TimeUnit.NANOSECONDS);
    if (never) {
      throw new IllegalStateException("nobody counts this down");
    }
  }
}
