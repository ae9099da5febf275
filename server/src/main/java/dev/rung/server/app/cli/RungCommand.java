package dev.rung.server.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program itself: the options that every command takes. */
@Command(
    name = "rung",
    description = "Answers every prompt with the lowest tier that can.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = RungCommand.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    usageHelpAutoWidth = true)
final class RungCommand {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "The configuration, TOML or YAML. Without it: rung.toml here, if there is one.")
  private Optional<Path> config = Optional.empty();

  /** The configuration file that was asked for. */
  Optional<Path> config() {
    return config;
  }

  /** The version that the build wrote into the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      Optional<String> version =
          Optional.ofNullable(RungCommand.class.getPackage().getImplementationVersion());
      return new String[] {"rung " + version.orElse("(not packaged)")};
    }
  }
}
