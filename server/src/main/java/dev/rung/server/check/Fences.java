package dev.rung.server.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Code fences around what was asked for, as many models put them in spite of what they are told.
 */
final class Fences {
  private static final String FENCE = "```";

  private Fences() {}

  /** What stands in the only fenced block of a text; absent where there is none or several. */
  static Optional<String> only(String text) {
    List<Integer> fences = new ArrayList<>();
    for (int at = text.indexOf(FENCE); at >= 0; at = text.indexOf(FENCE, at + FENCE.length())) {
      boolean startsLine = at == 0 || text.substring(text.lastIndexOf('\n', at) + 1, at).isBlank();
      if (startsLine) {
        fences.add(at);
      }
    }
    if (fences.size() != 2) {
      return Optional.empty();
    }
    int begin = text.indexOf('\n', fences.get(0));
    return begin < 0 || begin > fences.get(1)
        ? Optional.empty()
        : Optional.of(text.substring(begin + 1, fences.get(1)).strip());
  }
}
