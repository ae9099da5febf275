package dev.rung.server.app.cli;

import dev.rung.server.simulate.GainCalibration;
import dev.rung.server.simulate.TaskException;
import dev.rung.server.simulate.TaskReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Chooses a bound of gain by a file of past requests; needs no daemon and calls nobody. */
@Command(
    name = "calibrate",
    description = {
      "Finds the gain from which on tasks like those of a file should go to a stronger model:",
      "so that a wanted share of them does, or a wanted share of what it adds is kept."
    })
final class ClassifierCalibrateCommand implements Callable<Integer> {
  private static final double TENTH = 0.1;
  private static final int TENTHS = 9;

  private final Session session;
  private final RungCommand rung;

  @Option(
      names = "--tasks",
      required = true,
      paramLabel = "FILE",
      description = "The tasks, as for 'rung route simulate'.")
  private Path tasks = Path.of("");

  @Option(
      names = "--strong-share",
      paramLabel = "SHARE",
      description = "Of all tasks, at most this share goes to a stronger model; 0 to 1.")
  private Optional<Double> strongShare = Optional.empty();

  @Option(
      names = "--kept-gain",
      paramLabel = "SHARE",
      description = "Of what a stronger model adds, at least this share is kept; 0 to 1.")
  private Optional<Double> keptGain = Optional.empty();

  ClassifierCalibrateCommand(Session session, RungCommand rung) {
    this.session = session;
    this.rung = rung;
  }

  @Override
  public Integer call() throws UsageException, IOException {
    if (strongShare.isPresent() == keptGain.isPresent()) {
      throw new UsageException("give one of --strong-share and --kept-gain");
    }
    double share = strongShare.or(() -> keptGain).orElseThrow();
    if (!(share >= 0 && share <= 1)) {
      throw new UsageException("the share must be 0 to 1, not " + share);
    }
    GainCalibration gains = gains();
    double bound = strongShare.isPresent() ? gains.forStrongShare(share) : gains.forKeptGain(share);
    session.terminal().println(report(gains, down(bound)));
    return ExitCode.DONE;
  }

  private GainCalibration gains() throws UsageException, IOException {
    try (Rehearsal rehearsal = session.rehearsal(rung.config());
        InputStream in = new BufferedInputStream(Files.newInputStream(tasks));
        TaskReader reader = TaskReader.of(in, tasks.toString())) {
      return rehearsal
          .calibration(reader)
          .orElseThrow(() -> new UsageException("no task of " + tasks + " has a known gain"));
    } catch (TaskException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    } catch (NoSuchFileException e) {
      throw new UsageException("there is no file " + tasks);
    }
  }

  /** Rounded so that no task falls out that belongs in. */
  private static double down(double bound) {
    return Math.floor(bound * 1e4) / 1e4;
  }

  private static String report(GainCalibration gains, double bound) {
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "%d tasks%n%n", gains.tasks()));
    text.append(String.format(Locale.ROOT, "%10s %8s %10s%n", "up_from", "strong", "gain kept"));
    for (int tenth = 1; tenth <= TENTHS; tenth++) {
      line(text, gains, down(gains.forStrongShare(tenth * TENTH)));
    }
    text.append(String.format(Locale.ROOT, "%nwhat was asked for:%n"));
    line(text, gains, bound);
    text.append(
        String.format(
            Locale.ROOT, "%n[routing.gain]%nbalanced = {up_from = %.4f, down_below = 0}", bound));
    return text.toString();
  }

  private static void line(StringBuilder text, GainCalibration gains, double bound) {
    text.append(
        String.format(
            Locale.ROOT,
            "%10.4f %7.1f%% %9.1f%%%n",
            bound,
            100 * gains.strongShare(bound),
            100 * gains.keptGain(bound)));
  }
}
