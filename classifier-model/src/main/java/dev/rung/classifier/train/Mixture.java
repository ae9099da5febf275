package dev.rung.classifier.train;

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
  /** How sharply a sum is kept above 0. */
  static final float SHARPNESS = 20;

  /** How far a prompt counts as being of one sort alone. */
  static final float CERTAINTY = 30;

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

  float gain(Input input) {
    float[] sorts = new float[gate.size()];
    for (int i = 0; i < sorts.length; i++) {
      sorts[i] = CERTAINTY * gate.get(i).judge(input);
    }
    sorts = Trainer.probabilities(sorts);
    float gain =
        sorts[Sort.COMPARED.place()] * positive(compared.judge(input))
            + sorts[Sort.PROBLEM.place()] * positive(problems.judge(input))
            + sorts[Sort.OTHER.place()] * Trainer.probabilities(others.outputs(input))[0];
    return Math.min(1, gain);
  }

  /** About the value where it is above 0, and a little above 0 else: the order stays. */
  static float positive(float value) {
    return (float) (Math.log1p(Math.exp(SHARPNESS * value)) / SHARPNESS);
  }
}
