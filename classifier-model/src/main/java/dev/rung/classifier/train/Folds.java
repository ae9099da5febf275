package dev.rung.classifier.train;

import dev.rung.classifier.Familiar;
import dev.rung.classifier.Vocabulary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * What a network says of sources that it was not trained on: all samples are parted by source, and
 * each part is judged by a network that was trained on the others. The parts are judged on as many
 * cores as there are, with the same results on any number.
 */
final class Folds {
  private static final int PARTS = 4;

  private Folds() {}

  /** Outputs for every sample, in the samples' order. */
  static List<Said> judge(List<Sample> samples, Recipe recipe, Consumer<String> progress) {
    List<String> sources =
        new ArrayList<>(new TreeSet<>(samples.stream().map(Sample::source).toList()));
    Collections.shuffle(sources, new Random(recipe.seed()));
    for (int part = 1; part <= PARTS; part++) {
      progress.accept("part %d of %d: sources left out".formatted(part, PARTS));
    }
    Said[] said = new Said[samples.size()];
    IntStream.range(0, PARTS)
        .parallel()
        .mapToObj(part -> leftOut(sources, part))
        .forEach(left -> judge(samples, left, recipe, said));
    return List.of(said);
  }

  private static Set<String> leftOut(List<String> sources, int part) {
    Set<String> left = new TreeSet<>();
    for (int i = part; i < sources.size(); i += PARTS) {
      left.add(sources.get(i));
    }
    return left;
  }

  /** Writes what is said of the samples that are left out; no other thread has the same places. */
  private static void judge(List<Sample> samples, Set<String> left, Recipe recipe, Said[] said) {
    List<Sample> taught =
        samples.stream().filter(sample -> !left.contains(sample.source())).toList();
    Network network = Trainer.train(taught.stream().map(Sample::lesson).toList(), recipe);
    Vocabulary vocabulary = Vocabulary.of(taught.stream().map(Sample::words).toList());
    for (int i = 0; i < samples.size(); i++) {
      if (left.contains(samples.get(i).source())) {
        said[i] = ask(network, vocabulary, samples.get(i));
      }
    }
  }

  /** What a network says of a sample, whose unknown words it is not given. */
  static Said ask(Network network, Vocabulary vocabulary, Sample sample) {
    Familiar known = sample.words().familiar(vocabulary);
    float[] outputs = network.outputs(sample.input().with(known.grams()));
    return new Said(outputs, sample.tier(), known.unfamiliar(), sample.weight());
  }
}
