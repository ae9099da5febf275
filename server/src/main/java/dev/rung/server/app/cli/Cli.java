package dev.rung.server.app.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;
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
                    .addSubcommand(new RouteExplainCommand(session, rung))
                    .addSubcommand(new RouteSimulateCommand(session, rung))
                    .addSubcommand(new RouteCostsCommand(session, rung)))
            .addSubcommand(
                new CommandLine(new ClassifierCommand())
                    .addSubcommand(new ClassifierEvaluateCommand(session, rung))
                    .addSubcommand(new ClassifierCalibrateCommand(session, rung))
                    .addSubcommand(new ClassifierExplainCommand(session, rung))
                    .addSubcommand(new ClassifierTrainCommand(session, rung))
                    .addSubcommand(new ClassifierOverlapCommand(session)))
            .addSubcommand(new StatsCommand(session, rung))
            .addSubcommand(
                new CommandLine(new BudgetsCommand())
                    .addSubcommand(new BudgetsListCommand(session, rung))
                    .addSubcommand(new BudgetsSetCommand(session, rung))
                    .addSubcommand(new BudgetsRemoveCommand(session, rung)))
            .addSubcommand(
                new CommandLine(new CacheCommand())
                    .addSubcommand(new CachePurgeCommand(session, rung)))
            .addSubcommand(
                new CommandLine(new FeedbackCommand(session, rung))
                    .addSubcommand(new FeedbackExportCommand(session, rung)))
            .addSubcommand(
                new CommandLine(new KeysCommand())
                    .addSubcommand(new KeysCheckCommand(session, rung)))
            .addSubcommand(
                new CommandLine(new StoreCommand())
                    .addSubcommand(new StoreCheckCommand(session, rung))
                    .addSubcommand(new StoreBackupCommand(session, rung)))
            .addSubcommand(
                new CommandLine(new TenantsCommand())
                    .addSubcommand(
                        new CommandLine(new TenantKeysCommand())
                            .addSubcommand(new TenantKeyCreateCommand(session, rung))
                            .addSubcommand(new TenantKeyListCommand(session, rung))
                            .addSubcommand(new TenantKeyRevokeCommand(session, rung))))
            .addSubcommand(
                new CommandLine(new ModelsCommand())
                    .addSubcommand(new ModelsListCommand(session, rung))
                    .addSubcommand(new ModelsPullCommand(session, rung))
                    .addSubcommand(new ModelsVerifyCommand(session, rung)));
    int code =
        line.setOut(writer(session.terminal().out()))
            .setErr(writer(session.terminal().err()))
            .setParameterExceptionHandler(this::misused)
            .setExecutionExceptionHandler(this::failed)
            .execute(arguments);
    return code == ExitCode.DONE && session.terminal().readerGone() ? unwritten() : code;
  }

  /** Not done: who reads on, such as a script, has not got all of it. */
  private int unwritten() {
    session
        .terminal()
        .complain("not all of the output was written: its reader is gone, or the disk is full");
    return ExitCode.FAILED;
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  private int misused(ParameterException misuse, String[] arguments) {
    CommandLine command = misuse.getCommandLine();
    session.terminal().complain(Misuse.words(misuse));
    String help = command.getCommandSpec().qualifiedName() + " --help";
    session.terminal().err().println("Try '" + help + "'.");
    return ExitCode.USAGE;
  }

  private int failed(Exception failure, CommandLine command, ParseResult parsed) {
    session
        .terminal()
        .complain(
            switch (failure) {
              case UsageException usage -> words(usage);
              case FileSystemException file -> words(file);
              case IOException io -> words(io);
              default -> "this is a bug in Rung, please report it: " + whereabouts(failure);
            });
    return failure instanceof UsageException || failure instanceof NoSuchFileException
        ? ExitCode.USAGE
        : ExitCode.FAILED;
  }

  /** What the JDK says of a file may be no more than its name. */
  private static String words(FileSystemException failure) {
    return switch (failure) {
      case NoSuchFileException gone -> "there is no file " + gone.getFile();
      case AccessDeniedException denied ->
          denied.getFile() + " may not be used by this user: change its permissions";
      case FileAlreadyExistsException taken -> taken.getFile() + " is there already";
      case NotDirectoryException file -> file.getFile() + " is no folder";
      default -> words((Exception) failure);
    };
  }

  private static String words(Exception failure) {
    return Optional.ofNullable(failure.getMessage()).orElseGet(failure::toString);
  }

  /** The failure and where it arose, in a line: enough for a report, and no stack trace. */
  private static String whereabouts(Exception bug) {
    StackTraceElement[] frames = bug.getStackTrace();
    return frames.length == 0 ? bug.toString() : bug + " at " + frames[0];
  }
}
