package dev.rung.server.app.cli;

import dev.rung.server.app.cli.Rehearsal.Pricing;
import dev.rung.server.simulate.Simulation;
import dev.rung.server.simulate.TaskException;
import dev.rung.server.simulate.TaskReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prices a file of tasks under every strategy; needs no daemon and calls nobody. */
@Command(
    name = "simulate",
    description = {
      "Decides about every task of a file under every strategy and adds up what that would cost.",
      "Nobody is called. Without a model that is ready, every key is taken as set."
    })
final class RouteSimulateCommand implements Callable<Integer> {
  private static final Path STANDARD_INPUT = Path.of("-");

  private final Session session;
  private final RungCommand rung;

  @Option(
      names = "--tasks",
      required = true,
      paramLabel = "FILE",
      description = {
        "The tasks: JSON objects, one on each line or in one list; - reads standard input.",
        "Each has a prompt or messages, and may have id, hints, limits and output_tokens."
      })
  private Path tasks = STANDARD_INPUT;

  @ArgGroup private Form form = new Form();

  @Option(
      names = "--svg",
      paramLabel = "FILE",
      description = "Write a picture of cost and quality as well.")
  private Optional<Path> svg = Optional.empty();

  /** How the figures are printed; text where nothing is said. */
  static final class Form {
    @Option(names = "--json", description = "Print everything as JSON.")
    private boolean json;

    @Option(names = "--csv", description = "Print the table of strategies as CSV.")
    private boolean csv;
  }

  RouteSimulateCommand(Session session, RungCommand rung) {
    this.session = session;
    this.rung = rung;
  }

  @Override
  public Integer call() throws UsageException, IOException {
    if (svg.isPresent()) {
      Destination.check(svg.get());
    }
    try (Rehearsal rehearsal = session.rehearsal(rung.config())) {
      Pricing pricing = rehearsal.pricing();
      session.terminal().remark(pricing.note());
      Simulation simulation = run(pricing);
      if (svg.isPresent()) {
        Files.writeString(svg.get(), CostQualityPicture.of(simulation));
      }
      session.terminal().println(session.terminal().shielded(text(simulation)));
      return ExitCode.DONE;
    }
  }

  private Simulation run(Pricing pricing) throws UsageException, IOException {
    boolean standardInput = tasks.equals(STANDARD_INPUT);
    try (ReadingProgress progress = ReadingProgress.of(session.terminal(), tasks);
        InputStream in =
            standardInput ? session.terminal().in() : progress.watch(Files.newInputStream(tasks));
        TaskReader reader =
            TaskReader.of(
                new BufferedInputStream(in), standardInput ? "<stdin>" : tasks.toString())) {
      return pricing.simulator().run(reader);
    } catch (TaskException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    } catch (NoSuchFileException e) {
      throw new UsageException("there is no file " + tasks);
    }
  }

  private String text(Simulation simulation) {
    if (form.json) {
      return SimulationJson.of(simulation);
    }
    return form.csv ? SimulationCsv.of(simulation) : SimulationReport.of(simulation);
  }
}
