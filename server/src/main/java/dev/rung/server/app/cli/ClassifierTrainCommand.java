package dev.rung.server.app.cli;

import dev.rung.classifier.feedback.FeedbackFiles;
import dev.rung.classifier.feedback.Learned;
import dev.rung.classifier.labels.LabelException;
import dev.rung.classifier.train.Main;
import dev.rung.classifier.train.TrainingFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains a classifier of the operator's own; needs no daemon and no network. */
@Command(
    name = "train",
    description = {
      "Trains a classifier on the text that comes with Rung and on labelled prompts of your own,",
      "or, with --feedback, one that is there further on what was found of answers,",
      "and writes it; 'classify.model' in the configuration puts it in force."
    })
final class ClassifierTrainCommand implements Callable<Integer> {
  private final Session session;
  private final RungCommand rung;

  @Parameters(index = "0", paramLabel = "MODEL", description = "Where the model goes, .onnx.")
  private Path model = Path.of("");

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "FILE",
      description = "JSON lines with id, source, prompt and tier.")
  private List<Path> files = List.of();

  @Option(
      names = "--compared",
      paramLabel = "FILE",
      description = "JSON lines of prompts that a strong and a weak model have answered.")
  private List<Path> compared = List.of();

  @Option(
      names = "--rated",
      paramLabel = "FILE",
      description = {
        "JSON lines with id and gain, 0 to 1: what a strong model adds. With prompt, unless it is",
        "one of the labelled ones, and with steps for a word problem."
      })
  private List<Path> rated = List.of();

  @Option(
      names = "--feedback",
      paramLabel = "FILE",
      description = "Verdicts as 'rung feedback export' writes them; needs --prompts.")
  private List<Path> verdicts = List.of();

  @Option(
      names = "--prompts",
      paramLabel = "FILE",
      description = "JSON lines with id (of the answer), prompt and, if it is known, tier.")
  private List<Path> prompts = List.of();

  @Option(
      names = "--from",
      paramLabel = "MODEL",
      description = "With --feedback: the classifier that is trained further; else Rung's own.")
  private Optional<Path> from = Optional.empty();

  ClassifierTrainCommand(Session session, RungCommand rung) {
    this.session = session;
    this.rung = rung;
  }

  @Override
  public Integer call() throws UsageException, IOException {
    if (Files.isDirectory(model) || !Files.isDirectory(folder(model))) {
      throw new UsageException(model + " is not a file in a folder that exists");
    }
    if (!verdicts.isEmpty()) {
      return further();
    }
    if (!prompts.isEmpty() || from.isPresent()) {
      throw new UsageException("--prompts and --from go with --feedback");
    }
    try {
      Main.train(model, new TrainingFiles(files, compared, rated), this::print);
      return ExitCode.DONE;
    } catch (LabelException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private int further() throws UsageException, IOException {
    if (prompts.isEmpty()) {
      throw new UsageException(
          "no prompt is in the feedback: give them by the answers' ids with --prompts");
    }
    if (!files.isEmpty() || !compared.isEmpty() || !rated.isEmpty()) {
      throw new UsageException(
          "with --feedback, give prompts whose tier is known with --prompts, and no others");
    }
    try (Rehearsal rehearsal = session.rehearsal(rung.config())) {
      FeedbackFiles sources = new FeedbackFiles(verdicts, prompts, from);
      return switch (rehearsal.train(model, sources, this::print)) {
        case Learned.Model _ -> ExitCode.DONE;
        case Learned.Refused(String why) -> {
          session.terminal().complain(why);
          yield ExitCode.FAILED;
        }
      };
    }
  }

  private void print(String line) {
    session.terminal().println(session.terminal().shielded(line));
  }

  private static Path folder(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file : parent;
  }
}
