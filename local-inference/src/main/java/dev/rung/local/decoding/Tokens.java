package dev.rung.local.decoding;

import java.util.Arrays;

/** A growing list of tokens. */
final class Tokens {
  private int[] ids;
  private int size;

  Tokens(int[] first) {
    this.ids = first.clone();
    this.size = first.length;
  }

  int size() {
    return size;
  }

  int get(int index) {
    return ids[index];
  }

  void add(int id) {
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, Math.max(16, size + size / 2));
    }
    ids[size++] = id;
  }

  int[] range(int from, int to) {
    return Arrays.copyOfRange(ids, from, to);
  }
}
