package dev.rung.local.decoding;

import dev.rung.local.InferenceException;
import java.util.ArrayList;
import java.util.List;

/** What a toy computes. */
@FunctionalInterface
interface ToyRule {
  float[] logits(List<Integer> tokens) throws InferenceException;

  /** Noise, which depends on every token. */
  static float[] noise(List<Integer> tokens) {
    long state = 1;
    for (int token : tokens) {
      state = mix(state + token + 1);
    }
    float[] logits = new float[ToyDecoder.VOCABULARY];
    for (int id = 0; id < logits.length; id++) {
      logits[id] = (mix(state + 31L * id) >>> 40) / (float) (1 << 21) - 4;
    }
    return logits;
  }

  /** Says again and again the text of this length that it began with. */
  static ToyRule copying(int length) {
    return tokens -> {
      float[] logits = noise(tokens);
      logits[tokens.get(tokens.size() % length)] = 9;
      return logits;
    };
  }

  /** Says three tokens only and knows four, so that every pair has been there before. */
  static float[] repetitive(List<Integer> tokens) {
    float[] logits = noise(tokens.subList(Math.max(0, tokens.size() - 4), tokens.size()));
    for (int id = 0; id < 3; id++) {
      logits[id] += 6;
    }
    return logits;
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }

  /** The likeliest tokens that follow on a prompt. */
  default List<Integer> greedy(int[] prompt, int count) throws InferenceException {
    List<Integer> tokens = new ArrayList<>();
    for (int id : prompt) {
      tokens.add(id);
    }
    while (tokens.size() < prompt.length + count) {
      float[] logits = logits(tokens);
      int best = 0;
      for (int id = 1; id < logits.length; id++) {
        best = logits[id] > logits[best] ? id : best;
      }
      tokens.add(best);
    }
    return tokens.subList(prompt.length, tokens.size());
  }
}
