package dev.rung.server.app.cli;

import dev.rung.server.config.Nearest;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a command line that cannot be read is told: what is wrong with it, and what comes near. */
final class Misuse {
  private Misuse() {}

  /** One sentence, without a stop. */
  static String words(ParameterException misuse) {
    return misuse instanceof UnmatchedArgumentException unmatched
        ? words(unmatched)
        : String.valueOf(misuse.getMessage());
  }

  private static String words(UnmatchedArgumentException misuse) {
    CommandLine command = misuse.getCommandLine();
    String first = misuse.getUnmatched().getFirst();
    if (misuse.isUnknownOption()) {
      return "unknown option '%s'%s".formatted(first, hint(first, options(command)));
    }
    Collection<String> commands = command.getSubcommands().keySet();
    return commands.isEmpty()
        ? "'%s' is one argument too many".formatted(first)
        : "unknown command '%s'%s".formatted(first, hint(first, commands));
  }

  private static List<String> options(CommandLine command) {
    return command.getCommandSpec().options().stream()
        .filter(option -> !option.hidden())
        .map(CommandLine.Model.OptionSpec::longestName)
        .toList();
  }

  /** Of {@code --option=value} only the name is compared. */
  private static String hint(String wrong, Collection<String> known) {
    int value = wrong.indexOf('=');
    return Nearest.to(value < 0 ? wrong : wrong.substring(0, value), known)
        .map(": did you mean '%s'?"::formatted)
        .orElse("");
  }
}
