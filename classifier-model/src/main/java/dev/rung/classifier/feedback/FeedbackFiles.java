package dev.rung.classifier.feedback;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is learned from.
 *
 * @param verdicts files as {@code rung feedback export} writes them
 * @param prompts files of the prompts, by the answers' ids
 * @param from the file of the model that is corrected; absent: the one that comes with Rung
 */
public record FeedbackFiles(List<Path> verdicts, List<Path> prompts, Optional<Path> from) {
  public FeedbackFiles {
    verdicts = List.copyOf(verdicts);
    prompts = List.copyOf(prompts);
  }
}
