package dev.rung.classifier.serve;

import dev.rung.classifier.TaskFeatures;
import dev.rung.classifier.TaskHints;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which words stand behind the buckets of a prompt: each word, and each pair of neighbours, is read
 * alone by the same reader, and has the buckets that come of it. For explanations; slow.
 */
final class GramWords {
  private static final Pattern WORD =
      Pattern.compile(
          "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]|[\\p{L}\\p{M}\\p{N}_&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]]+");
  private static final int MOST = 300;

  private GramWords() {}

  /** Words in quotes, by bucket; not every bucket of the prompt need be among them. */
  static Map<Integer, String> of(String prompt) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(prompt);
    while (word.find() && words.size() < MOST) {
      words.add(word.group());
    }
    Map<Integer, String> names = new HashMap<>();
    for (String each : words) {
      name(each, each, names);
    }
    for (int i = 1; i < words.size(); i++) {
      String pair = words.get(i - 1) + " " + words.get(i);
      name(pair, pair, names);
      name(words.get(i - 1) + words.get(i), pair, names);
    }
    return names;
  }

  private static void name(String text, String name, Map<Integer, String> names) {
    for (int gram : TaskFeatures.of(text, TaskHints.NONE, 0).grams().distinct()) {
      names.putIfAbsent(gram, "\"" + name + "\"");
    }
  }
}
