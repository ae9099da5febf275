package dev.rung.server.app;

import dev.rung.server.app.cli.Cli;
import dev.rung.server.app.cli.LocalDaemon;
import dev.rung.server.app.cli.Session;
import dev.rung.server.app.cli.Terminal;
import dev.rung.server.app.cli.UsageException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The program. Ends with 0 when done, 2 after bad usage or configuration, 1 otherwise. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    Terminal terminal = Terminal.standard(System.getProperty("rung.terminals", "out,err"));
    Cli cli = new Cli(new Session(terminal, System.getenv(), Main::start));
    System.exit(cli.run(arguments));
  }

  private static LocalDaemon start(Optional<Path> configFile, Map<String, String> environment)
      throws UsageException {
    throw new UsageException("this build holds no daemon");
  }
}
