package dev.rung.server.app.cli;

import dev.rung.classifier.labels.LabelException;
import dev.rung.classifier.labels.LabelledPrompt;
import dev.rung.classifier.labels.LabelledPrompts;
import dev.rung.server.evaluate.Judged;
import dev.rung.server.evaluate.Predictions;
import dev.rung.server.evaluate.Predictor;
import dev.rung.server.evaluate.TierReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares decisions with what is right; needs no daemon. */
@Command(
    name = "evaluate",
    description = {
      "Decides about prompts whose tier is known, and tells how often that is right:",
      "accuracy, what is sent too low or too high, calibration, confusion, by source and by rule."
    })
final class ClassifierEvaluateCommand implements Callable<Integer> {
  private final Session session;
  private final RungCommand rung;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "JSON lines with id, source, prompt and tier.")
  private List<Path> files = List.of();

  @Option(
      names = "--predictions",
      paramLabel = "OUT",
      description = "Write what was decided about each prompt, as JSON lines.")
  private Optional<Path> predictions = Optional.empty();

  @Option(
      names = "--show",
      paramLabel = "N",
      description = "Show the text of the N worst misses; none otherwise.")
  private int show;

  ClassifierEvaluateCommand(Session session, RungCommand rung) {
    this.session = session;
    this.rung = rung;
  }

  @Override
  public Integer call() throws UsageException, IOException {
    if (show < 0) {
      throw new UsageException("--show must be 0 or more, not " + show);
    }
    List<Judged> judged = new ArrayList<>();
    try (Rehearsal rehearsal = session.rehearsal(rung.config())) {
      Predictor predictor = rehearsal.predictor();
      for (LabelledPrompt prompt : prompts()) {
        judged.add(Judged.of(prompt, predictor.predict(prompt.text())));
      }
    }
    if (predictions.isPresent()) {
      Files.writeString(predictions.get(), Predictions.jsonLines(judged));
    }
    String report = String.join("\n", TierReport.of(judged, show));
    session.terminal().println(session.terminal().shielded(report));
    return ExitCode.DONE;
  }

  private List<LabelledPrompt> prompts() throws UsageException {
    try {
      return LabelledPrompts.read(files);
    } catch (LabelException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
