package dev.rung.server.app.cli;

import dev.rung.classifier.labels.LabelException;
import dev.rung.classifier.train.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains a classifier of the operator's own; needs no daemon and no network. */
@Command(
    name = "train",
    description = {
      "Trains a classifier on the text that comes with Rung and on labelled prompts of your own,",
      "and writes it; 'classify.model' in the configuration puts it in force."
    })
final class ClassifierTrainCommand implements Callable<Integer> {
  private final Session session;

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

  ClassifierTrainCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws UsageException, IOException {
    if (Files.isDirectory(model) || !Files.isDirectory(folder(model))) {
      throw new UsageException(model + " is not a file in a folder that exists");
    }
    try {
      Main.train(
          model,
          files,
          compared,
          line -> session.terminal().println(session.terminal().shielded(line)));
      return ExitCode.DONE;
    } catch (LabelException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static Path folder(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file : parent;
  }
}
