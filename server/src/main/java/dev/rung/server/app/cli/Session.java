package dev.rung.server.app.cli;

import dev.rung.server.models.Library;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What every command works with.
 *
 * @param environment the variables of this process
 * @param starter starts a daemon in this process
 * @param libraries opens the checkpoints of this machine
 * @param rehearsals decide in this process
 * @param states what daemons of this machine keep
 * @param keyBooks open the state of this machine
 * @param addresses where a daemon of a configuration listens
 */
public record Session(
    Terminal terminal,
    Map<String, String> environment,
    LocalDaemon.Starter starter,
    LibrarySource libraries,
    Rehearsal.Source rehearsals,
    StateFiles.Source states,
    KeyBook.Source keyBooks,
    DaemonAddresses.Source addresses) {
  private static final String GRPC_ADDRESS = "RUNG_SERVER_GRPC_ADDRESS";
  private static final String ADMIN_ADDRESS = "RUNG_SERVER_ADMIN_ADDRESS";

  private static final String HTTP_ADDRESS = "RUNG_SERVER_HTTP_ADDRESS";
  private static final String TLS_ENABLED = "RUNG_SERVER_TLS_ENABLED";
  private static final String TLS_CERT_FILE = "RUNG_SERVER_TLS_CERT_FILE";
  private static final String LOG_LEVEL = "RUNG_LOG_LEVEL";

  /** Which of a daemon's two ports. */
  enum Port {
    ROUTER(GRPC_ADDRESS),
    ADMIN(ADMIN_ADDRESS);

    private final String variable;

    Port(String variable) {
      this.variable = variable;
    }
  }

  /** What a command leaves behind. */
  enum Footprint {
    /** It spends or changes what is kept: one daemon at a time may. */
    STATE,
    /** Nothing: it needs no state, and takes none from a daemon that runs or starts meanwhile. */
    NONE
  }

  /** Opens the checkpoints of this machine. */
  public interface LibrarySource {

    /**
     * The library that this configuration means.
     *
     * @param configFile the file that was asked for, if one was
     * @throws UsageException when the configuration or a manifest is refused
     */
    Library open(Optional<Path> configFile, Map<String, String> environment)
        throws UsageException, IOException;
  }

  public Session {
    environment = Map.copyOf(environment);
  }

  /**
   * The daemon that is started here: by the variable, else by the settings file, else at the usual
   * port.
   *
   * @param configFile the file that was asked for, if one was
   * @throws UsageException when the configuration is refused; where the variable is set it is not
   *     read, and a variable tells of the certificate, too
   */
  Target daemon(Port port, Optional<Path> configFile) throws UsageException {
    String variable = environment.getOrDefault(port.variable, "");
    if (!variable.isEmpty()) {
      return new Target(Address.called(variable), certificate());
    }
    DaemonAddresses found = addresses.find(configFile, environment);
    String address = port == Port.ROUTER ? found.router() : found.admin();
    return new Target(Address.called(address), found.certificate());
  }

  private Optional<Path> certificate() {
    boolean off = environment.getOrDefault(TLS_ENABLED, "").equals("false");
    return Optional.of(environment.getOrDefault(TLS_CERT_FILE, ""))
        .filter(file -> !off && !file.isEmpty())
        .map(Path::of);
  }

  /** The checkpoints of this machine. */
  Library library(Optional<Path> configFile) throws UsageException, IOException {
    return libraries.open(configFile, environment);
  }

  /** What decides without a daemon. */
  Rehearsal rehearsal(Optional<Path> configFile) throws UsageException, IOException {
    return rehearsals.open(configFile, environment);
  }

  /** What a daemon of this configuration keeps. */
  StateFiles state(Optional<Path> configFile) throws UsageException, IOException {
    return states.open(configFile, environment);
  }

  /**
   * Starts a daemon for this command alone: a quiet one, on ports that the system picks.
   *
   * @throws StateTakenException when it would keep the state of a daemon that runs
   */
  LocalDaemon startForOneCommand(Optional<Path> configFile, Footprint footprint)
      throws UsageException, IOException {
    Map<String, String> own = new HashMap<>(environment);
    own.put(GRPC_ADDRESS, "127.0.0.1:0");
    own.put(ADMIN_ADDRESS, "127.0.0.1:0");
    own.put(HTTP_ADDRESS, "off");
    // Nobody but this command reaches it.
    own.put(TLS_ENABLED, "false");
    own.put("RUNG_AUTH_ENABLED", "false");
    if (footprint == Footprint.NONE) {
      own.put("RUNG_STORE_FOLDER", "off");
    }
    own.putIfAbsent(LOG_LEVEL, "error");
    return starter.start(configFile, own);
  }
}
