package dev.rung.server.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The known names that an unknown one was probably meant to be. */
public final class NearestNames {
  private static final int MOST = 3;

  /** Longer names are compared by this much only, so that a hostile one costs no time. */
  private static final int LONGEST = 64;

  private NearestNames() {}

  /**
   * At most three, nearest first by edit distance; a name that contains the other counts as near.
   */
  public static List<String> of(String unknown, List<String> known) {
    String wanted = shape(unknown);
    return known.stream()
        .distinct()
        .map(name -> new Near(name, distance(wanted, shape(name))))
        .sorted(Comparator.comparingInt(Near::distance))
        .limit(MOST)
        .map(Near::name)
        .toList();
  }

  private static String shape(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.length() > LONGEST ? lower.substring(0, LONGEST) : lower;
  }

  private static int distance(String a, String b) {
    if (!a.isEmpty() && (b.contains(a) || a.contains(b))) {
      return 1;
    }
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(previous[j - 1] + change, 1 + Math.min(previous[j], row[j - 1]));
      }
      previous = row;
    }
    return previous[b.length()];
  }

  private record Near(String name, int distance) {}
}
