package dev.rung.classifier.train;

import dev.rung.classifier.DenseFeatures;
import dev.rung.classifier.WordGrams;

/**
 * A weighted sum of an input: of the rows of its grams, scaled as {@link Input#scale}, and of its
 * dense features.
 *
 * @param grams a weight for each bucket
 * @param dense a weight for each dense feature
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
record Expert(float[] grams, float[] dense, float bias) {
  Expert {
    if (grams.length != WordGrams.BUCKETS || dense.length != DenseFeatures.count()) {
      throw new IllegalArgumentException("an expert must have a weight for every feature");
    }
  }

  float judge(Input input) {
    float sum = bias;
    for (int gram : input.grams()) {
      sum += input.scale() * grams[gram];
    }
    for (int i = 0; i < dense.length; i++) {
      sum += dense[i] * input.dense()[i];
    }
    return sum;
  }
}
