package dev.rung.server.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command line as a function from arguments to an exit code. */
public final class Cli {
  private final Session session;

  public Cli(Session session) {
    this.session = session;
  }

  /**
   * Runs one command on the calling thread. Every failure is told on the error stream, in words.
   *
   * @return the exit code, one of {@link ExitCode}
   */
  public int run(String... arguments) {
    RungCommand rung = new RungCommand();
    CommandLine line =
        new CommandLine(rung)
            .addSubcommand(new ServeCommand(session, rung))
            .addSubcommand(new GenerateCommand(session, rung))
            .addSubcommand(
                new CommandLine(new RouteCommand())
                    .addSubcommand(new RouteExplainCommand(session, rung)))
            .addSubcommand(new StatsCommand(session))
            .addSubcommand(
                new CommandLine(new ModelsCommand())
                    .addSubcommand(new ModelsListCommand(session, rung)));
    return line.setOut(new PrintWriter(session.terminal().out(), true))
        .setErr(new PrintWriter(session.terminal().err(), true))
        .setParameterExceptionHandler(this::misused)
        .setExecutionExceptionHandler(this::failed)
        .execute(arguments);
  }

  private int misused(ParameterException misuse, String[] arguments) {
    CommandLine command = misuse.getCommandLine();
    session.terminal().complain(misuse.getMessage());
    String help = command.getCommandSpec().qualifiedName() + " --help";
    session.terminal().err().println("Try '" + help + "'.");
    return ExitCode.USAGE;
  }

  private int failed(Exception failure, CommandLine command, ParseResult parsed) {
    return switch (failure) {
      case UsageException usage -> {
        session.terminal().complain(usage.getMessage());
        yield ExitCode.USAGE;
      }
      case IOException io -> {
        session.terminal().complain(io.getMessage());
        yield ExitCode.FAILED;
      }
      default -> {
        session.terminal().complain("this is a bug in Rung, please report it: " + whereabouts(failure));
        yield ExitCode.FAILED;
      }
    };
  }

  /** The failure and where it arose, in a line: enough for a report, and no stack trace. */
  private static String whereabouts(Exception bug) {
    StackTraceElement[] frames = bug.getStackTrace();
    return frames.length == 0 ? bug.toString() : bug + " at " + frames[0];
  }
}
