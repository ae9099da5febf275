package dev.rung.server.app;

import dev.rung.server.app.cli.Cli;
import dev.rung.server.app.cli.LocalDaemon;
import dev.rung.server.app.cli.Session;
import dev.rung.server.app.cli.StateTakenException;
import dev.rung.server.app.cli.Terminal;
import dev.rung.server.app.cli.UsageException;
import dev.rung.server.config.ConfigException;
import dev.rung.server.store.FolderTakenException;
import dev.rung.server.template.TemplateFileException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The program. Ends with 0 when done, 2 after bad usage or configuration, 1 otherwise. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    // Some languages have digits of their own, which would get into messages, JSON and queries.
    Locale.setDefault(Locale.ENGLISH);
    Terminal terminal = Terminal.standard(System.getProperty("rung.terminals", "out,err"));
    System.exit(run(terminal, System.getenv(), arguments));
  }

  /** Runs one command on the calling thread and returns its exit code. */
  public static int run(Terminal terminal, Map<String, String> environment, String... arguments) {
    return new Cli(
            new Session(
                terminal,
                environment,
                Main::start,
                Libraries::open,
                DryRun::open,
                KeptState::open,
                KeyFolder::open,
                ConfiguredAddresses::find))
        .run(arguments);
  }

  private static LocalDaemon start(Optional<Path> configFile, Map<String, String> environment)
      throws UsageException, IOException {
    try {
      return Daemon.start(new ConfigSource(configFile, environment, Path.of("")));
    } catch (FolderTakenException taken) {
      throw new StateTakenException(taken);
    } catch (ConfigException | TemplateFileException refused) {
      throw new UsageException(String.valueOf(refused.getMessage()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the start was interrupted");
    }
  }
}
