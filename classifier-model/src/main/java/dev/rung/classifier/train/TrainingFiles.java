package dev.rung.classifier.train;

import java.nio.file.Path;
import java.util.List;

/**
 * What a classifier is trained on beside the generated text.
 *
 * @param labelled files of prompts whose tier is known
 * @param compared files of prompts that a strong and a weak model have answered
 * @param rated files of prompts of which somebody judged what a strong model adds; of labelled
 *     prompts they need not repeat the text
 */
public record TrainingFiles(List<Path> labelled, List<Path> compared, List<Path> rated) {
  public TrainingFiles {
    labelled = List.copyOf(labelled);
    compared = List.copyOf(compared);
    rated = List.copyOf(rated);
  }
}
