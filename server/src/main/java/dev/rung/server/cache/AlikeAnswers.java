package dev.rung.server.cache;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Kept answers by what their wordings share. Of those that share one thing the latest {@value
 * #MOST} are found. Not safe for several threads: {@link KeptAnswers} holds its lock.
 */
final class AlikeAnswers {
  private static final int MOST = 16;

  private final Map<Long, List<Entry>> entries = new HashMap<>();

  /** Those that may be worded as this is; one may stand twice. */
  List<Entry> of(Wording wording) {
    List<Entry> found = new ArrayList<>();
    for (long shared : shared(wording)) {
      found.addAll(entries.getOrDefault(shared, List.of()));
    }
    return found;
  }

  void add(Entry entry) {
    entry.place.wording().ifPresent(wording -> shared(wording).forEach(key -> add(key, entry)));
  }

  private void add(long shared, Entry entry) {
    List<Entry> same = entries.computeIfAbsent(shared, _ -> new ArrayList<>(1));
    if (same.size() == MOST) {
      same.removeFirst();
    }
    same.add(entry);
  }

  void remove(Entry entry) {
    entry.place.wording().ifPresent(wording -> shared(wording).forEach(key -> remove(key, entry)));
  }

  private void remove(long shared, Entry entry) {
    entries.computeIfPresent(
        shared,
        (_, same) -> {
          same.remove(entry);
          return same.isEmpty() ? null : same;
        });
  }

  private static List<Long> shared(Wording wording) {
    return List.of(wording.byWords(), wording.byLetters());
  }
}
