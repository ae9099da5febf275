package dev.rung.local.graph;

import dev.rung.local.checkpoint.RopeScaling;
import dev.rung.local.checkpoint.Rotation;
import java.util.List;

/**
 * What the attention of all layers has in common.
 *
 * @param slidingWindow positions, its own included, that a token attends to; 0 for all
 */
record AttentionShape(
    int layers,
    int heads,
    int keyValueHeads,
    HeadLayout head,
    double theta,
    RopeScaling scaling,
    int slidingWindow) {

  /** Bytes of keys and values of so many positions. */
  long bytes(int positions) {
    return 2L * layers * layerBytes(positions);
  }

  /** Bytes of the keys of one layer, or of its values. */
  long layerBytes(int positions) {
    return (long) keyValueHeads * head.padded() * positions * Float.BYTES;
  }

  /** Numbers that attention gives for a token. */
  int attendedWidth() {
    return heads * head.padded();
  }

  /** Numbers of a token's queries, keys and values. */
  int packedWidth() {
    return (heads + 2 * keyValueHeads) * head.padded();
  }

  /**
   * Cosines, or sines, of the angles of the first positions, [positions, pairs], row by row. Angles
   * are rounded to single precision, as the original code has them.
   *
   * @param cosines else sines
   */
  float[] angles(int positions, boolean cosines) {
    List<Double> frequencies = Rotation.frequencies(head.turned(), theta, scaling);
    double strength = Rotation.strength(scaling);
    int pairs = head.pairs();
    float[] table = new float[Math.multiplyExact(positions, pairs)];
    for (int position = 0; position < positions; position++) {
      for (int pair = 0; pair < pairs; pair++) {
        float value = cosines ? 1 : 0;
        if (pair < frequencies.size()) {
          float angle = position * frequencies.get(pair).floatValue();
          value = (float) (strength * (cosines ? Math.cos(angle) : Math.sin(angle)));
        }
        table[position * pairs + pair] = value;
      }
    }
    return table;
  }

  /**
   * Rows of queries, keys and values of a token, one below the other, in the checkpoint's order.
   */
  int[] outputPlaces() {
    int[] turned = head.turnedPlaces();
    int[] plain = head.plainPlaces();
    int[] places = new int[packedWidth()];
    for (int i = 0; i < places.length; i++) {
      int index = i / head.padded();
      int place = (index < heads + keyValueHeads ? turned : plain)[i % head.padded()];
      places[i] = place < 0 ? -1 : index * head.size() + place;
    }
    return places;
  }

  /** Inputs of the layer behind attention. */
  int[] inputPlaces() {
    int[] plain = head.plainPlaces();
    int[] places = new int[heads * head.padded()];
    for (int i = 0; i < places.length; i++) {
      int place = plain[i % head.padded()];
      places[i] = place < 0 ? -1 : i / head.padded() * head.size() + place;
    }
    return places;
  }
}
