package dev.rung.server.app;

import dev.rung.local.LoadOptions;
import dev.rung.local.device.Device;
import dev.rung.local.weights.Precision;
import dev.rung.server.config.LocalSettings;
import dev.rung.server.discover.FoundCheckpoint;
import dev.rung.server.provider.local.LocalCheckpoint;
import java.util.Optional;

/** The table [local] in the terms of models in this process. */
final class LocalTerms {
  private LocalTerms() {}

  /** How a checkpoint is to run. */
  static LocalCheckpoint local(LocalSettings set, FoundCheckpoint checkpoint) {
    return new LocalCheckpoint(
        checkpoint.folder().toAbsolutePath().normalize(),
        options(set, checkpoint.precision().orElse(set.precision())));
  }

  static LoadOptions options(LocalSettings set, dev.rung.server.config.Precision precision) {
    return new LoadOptions(
        device(set.device()),
        precision(precision),
        set.threads() > 0 ? set.threads() : Runtime.getRuntime().availableProcessors(),
        set.maxSequences(),
        set.maxWaiting(),
        set.cacheBytes(),
        set.prefillTokens());
  }

  /** Absent is the best there is; that a precision can be had was checked when it was found. */
  private static Optional<Precision> precision(dev.rung.server.config.Precision set) {
    return set == dev.rung.server.config.Precision.AUTO
        ? Optional.empty()
        : Optional.of(Precision.valueOf(set.name()));
  }

  private static Optional<Device> device(LocalSettings.Device set) {
    return switch (set) {
      case AUTO -> Optional.empty();
      case CPU -> Optional.of(Device.CPU);
      case GPU -> Optional.of(Device.GPU);
    };
  }
}
