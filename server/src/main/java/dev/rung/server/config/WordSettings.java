package dev.rung.server.config;

import dev.rung.classifier.Lexicon;
import dev.rung.classifier.Sense;
import dev.rung.classifier.WordChanges;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The tables [classify.words.SENSE]: words that a sense gets and words that it loses. */
final class WordSettings {
  private static final Format<String> WORD =
      Format.TEXT
          .where(Lexicon::isReadable)
          .ruled(
              "one word of letters and digits, at most 32 of" + " them, in Chinese and Japanese 8");

  private WordSettings() {}

  /** By sense; a sense whose words stay as they are is absent. */
  static Map<Sense, WordChanges> read(Section section) {
    Map<Sense, WordChanges> changes = new EnumMap<>(Sense.class);
    for (Sense sense : Sense.values()) {
      String name = sense.name().toLowerCase(Locale.ROOT);
      WordChanges change = section.table(name, "SENSE", inner -> changes(inner, sense));
      if (!change.add().isEmpty() || !change.remove().isEmpty()) {
        changes.put(sense, change);
      }
    }
    return changes;
  }

  private static WordChanges changes(Section section, Sense sense) {
    Format<String> known =
        Format.TEXT.where(word -> Lexicon.knows(word, sense)).ruled("a built-in word of its sense");
    return new WordChanges(words(section, "add", WORD), words(section, "remove", known));
  }

  private static Set<String> words(Section section, String key, Format<String> format) {
    return new HashSet<>(section.list(key, format).orElse(List.of()));
  }
}
