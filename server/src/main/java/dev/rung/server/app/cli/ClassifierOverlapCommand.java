package dev.rung.server.app.cli;

import dev.rung.classifier.labels.LabelException;
import dev.rung.classifier.train.TrainingOverlap;
import dev.rung.classifier.train.TrainingOverlap.Match;
import dev.rung.server.simulate.Task;
import dev.rung.server.simulate.TaskException;
import dev.rung.server.simulate.TaskReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares prompts with what the classifier was trained on; needs no daemon. */
@Command(
    name = "overlap",
    description = {
      "Finds prompts that the classifier knows from its training: the same text, or a run of words",
      "in common with it, compared without case and punctuation. Lists them, and counts."
    })
final class ClassifierOverlapCommand implements Callable<Integer> {
  private static final int SHOWN = 160;

  private final Session session;

  @Parameters(
      arity = "1..*",
      paramLabel = "PROMPTS",
      description = "Files of prompts: JSON objects with a prompt, and an id if they have one.")
  private List<Path> prompts = List.of();

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "Labelled prompts that were trained on beside the generated text.")
  private List<Path> data = List.of();

  @Option(
      names = "--words",
      paramLabel = "N",
      defaultValue = "8",
      description = "How many words in a row count (default: ${DEFAULT-VALUE}).")
  private int words;

  private int count;
  private int same;
  private int sharing;

  ClassifierOverlapCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws UsageException, IOException {
    if (words < 1) {
      throw new UsageException("--words must be 1 or more, not " + words);
    }
    try {
      TrainingOverlap known = TrainingOverlap.with(data, words);
      for (Path file : prompts) {
        compare(file, known);
      }
      print(
          "%,d prompts beside %,d texts of training: %,d the same, %,d share %d words in a row"
              .formatted(count, known.size(), same, sharing, words));
      return ExitCode.DONE;
    } catch (LabelException | TaskException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    } catch (NoSuchFileException e) {
      throw new UsageException("there is no file " + e.getFile());
    }
  }

  private void compare(Path file, TrainingOverlap known) throws TaskException, IOException {
    try (TaskReader tasks =
        TaskReader.of(new BufferedInputStream(Files.newInputStream(file)), file.toString())) {
      for (Optional<Task> task = tasks.next(); task.isPresent(); task = tasks.next()) {
        tell(task.get(), known.match(task.get().prompt().instruction()));
      }
    }
  }

  private void tell(Task task, Match match) {
    count++;
    same += match.same() ? 1 : 0;
    sharing += match.shared().isEmpty() ? 0 : 1;
    if (match.isAny()) {
      String what = match.same() ? "the same" : "shares \"" + match.shared() + "\"";
      print(task.id() + ": " + what + ": " + excerpt(task.prompt().instruction()));
    }
  }

  private static String excerpt(String text) {
    String flat = text.replaceAll("\\s+", " ");
    return flat.length() <= SHOWN ? flat : flat.substring(0, SHOWN) + " …";
  }

  private void print(String line) {
    session.terminal().println(session.terminal().shielded(line));
  }
}
