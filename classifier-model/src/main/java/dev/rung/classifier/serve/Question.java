package dev.rung.classifier.serve;

import java.util.Arrays;

/**
 * What a model is asked.
 *
 * @param dense the numbers that hold in any domain
 * @param grams buckets of the words that it knows, each once
 * @param allGrams buckets of all words, each once
 * @param unfamiliar share of the words that it does not know, 0 to 1
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
record Question(float[] dense, int[] grams, int[] allGrams, double unfamiliar) {
  /** The same without one number, counted from 0. */
  Question withoutNumber(int index) {
    float[] fewer = dense.clone();
    fewer[index] = 0;
    return new Question(fewer, grams, allGrams, unfamiliar);
  }

  /** The same without the words of a bucket. */
  Question withoutGram(int gram) {
    return new Question(dense, without(gram, grams), without(gram, allGrams), unfamiliar);
  }

  private static int[] without(int gram, int[] grams) {
    return Arrays.stream(grams).filter(other -> other != gram).toArray();
  }
}
