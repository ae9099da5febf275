package dev.rung.server.app.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where a daemon listens, as HOST:PORT.
 *
 * @param router for callers
 * @param admin for operators
 * @param certificate the file of the daemon's own, in PEM form; absent where it does not encrypt
 */
public record DaemonAddresses(String router, String admin, Optional<Path> certificate) {

  /** Finds where the daemon of a configuration listens. */
  @FunctionalInterface
  public interface Source {
    /**
     * Those of this configuration, which is looked for as a daemon's start looks for it.
     *
     * @param configFile the file that was asked for, if one was
     * @throws UsageException when the configuration is refused
     */
    DaemonAddresses find(Optional<Path> configFile, Map<String, String> environment)
        throws UsageException;
  }
}
