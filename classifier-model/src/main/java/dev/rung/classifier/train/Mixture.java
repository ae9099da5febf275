package dev.rung.classifier.train;

import dev.rung.classifier.file.Rounding;
import dev.rung.classifier.serve.GainHead;
import java.util.ArrayList;
import java.util.List;

/**
 * What a strong model adds to the quality of an answer, 0 to 1, as three judges see it, each of
 * whom counts as far as the prompt is of the sort that they know (a mixture of experts; Jacobs et
 * al., "Adaptive Mixtures of Local Experts", 1991). For one thread.
 *
 * @param gate says of what sort a prompt is, about 1 where it is of that sort and about 0 else: in
 *     the order of {@link Sort}
 * @param compared knows prompts that models have answered
 * @param problems knows word problems
 * @param others knows everything else: one output
 */
record Mixture(List<Expert> gate, Expert compared, Expert problems, Network others) {
  /** The sorts of prompts. */
  enum Sort {
    COMPARED,
    PROBLEM,
    OTHER;

    /** The place of this sort among what the gate says. */
    @SuppressWarnings("EnumOrdinal") // The gate is made in the order of the sorts.
    int place() {
      return ordinal();
    }
  }

  /** The judges of words, in the order of {@link GainHead}. */
  List<Expert> experts() {
    List<Expert> experts = new ArrayList<>(gate);
    experts.add(compared);
    experts.add(problems);
    return experts;
  }

  double gain(Input input) {
    float[] sums = new float[GainHead.SUMS];
    sums[0] = others.outputs(input)[0];
    List<Expert> experts = experts();
    for (int i = 0; i < experts.size(); i++) {
      sums[1 + i] = experts.get(i).judge(input);
    }
    return GainHead.gain(sums);
  }

  /** Rounds all tables to what a file keeps of them. */
  void round() {
    others.round();
    experts().forEach(expert -> Rounding.apply(expert.grams(), 1));
  }
}
