package dev.rung.server.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A running daemon in this process. Closing stops it without waiting for calls in flight. */
public interface LocalDaemon extends AutoCloseable {

  int grpcPort();

  int adminPort();

  /** Where OpenAI clients are served; absent where they are not. */
  OptionalInt httpPort();

  /** What was found at the start, as a table for people. */
  String startTable();

  /** Stops taking calls and waits for those in flight; false when the time for that ran out. */
  boolean drain();

  @Override
  void close();

  /** Starts daemons. */
  interface Starter {

    /**
     * A daemon that answers when this returns.
     *
     * @param configFile the file that was asked for, if one was
     * @param environment what counts as the environment, overrides included
     * @throws UsageException when the configuration is refused
     * @throws StateTakenException when another daemon keeps its state where this one would
     * @throws IOException when an address cannot be bound
     */
    LocalDaemon start(Optional<Path> configFile, Map<String, String> environment)
        throws UsageException, IOException;
  }
}
