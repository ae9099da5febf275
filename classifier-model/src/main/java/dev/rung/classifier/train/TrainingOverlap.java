package dev.rung.classifier.train;

import dev.rung.classifier.labels.LabelException;
import dev.rung.classifier.labels.LabelledPrompts;
import dev.rung.classifier.text.TrainingText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds prompts that the classifier knows from its training: the same text, or a run of words in
 * common, compared without case and punctuation. In Chinese and Japanese a character counts as a
 * word. Holds hashes of the runs, 64 bits each. For one thread.
 */
public final class TrainingOverlap {
  private static final Pattern WORD =
      Pattern.compile(
          "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]|[\\p{L}\\p{M}\\p{N}&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]]+");

  private final int run;
  private final Set<Long> texts = new HashSet<>();
  private final Set<Long> runs = new HashSet<>();

  private TrainingOverlap(int run) {
    this.run = run;
  }

  /**
   * With the generated text of the shipped model, and files of labelled prompts that were used
   * beside it.
   *
   * @param run how many words in a row count, 1 or more
   * @throws LabelException when a file cannot be used
   */
  public static TrainingOverlap with(List<Path> files, int run) throws LabelException {
    TrainingOverlap known = new TrainingOverlap(run);
    TrainingText.generate(Training.SHIPPED.seed(), Training.PER_TEMPLATE)
        .forEach(text -> known.add(text.text()));
    TrainingText.problems(Training.SHIPPED.seed(), Training.PROBLEMS_PER_TEMPLATE)
        .forEach(text -> known.add(text.text()));
    LabelledPrompts.read(files).forEach(prompt -> known.add(prompt.text()));
    return known;
  }

  /** How many texts there are. */
  public int size() {
    return texts.size();
  }

  /**
   * What a prompt has in common with them.
   *
   * @param same whether the whole of it is one of them
   * @param shared the words of the first run in common, in lower case; empty where there is none
   */
  public record Match(boolean same, String shared) {
    public boolean isAny() {
      return same || !shared.isEmpty();
    }
  }

  public Match match(String prompt) {
    List<String> words = words(prompt);
    String shared = "";
    for (int i = 0; i + run <= words.size() && shared.isEmpty(); i++) {
      String some = String.join(" ", words.subList(i, i + run));
      shared = runs.contains(hash(some)) ? some : "";
    }
    return new Match(!words.isEmpty() && texts.contains(hash(String.join(" ", words))), shared);
  }

  private void add(String text) {
    List<String> words = words(text);
    texts.add(hash(String.join(" ", words)));
    for (int i = 0; i + run <= words.size(); i++) {
      runs.add(hash(String.join(" ", words.subList(i, i + run))));
    }
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(text.toLowerCase(Locale.ROOT));
    while (word.find()) {
      words.add(word.group());
    }
    return words;
  }

  /** FNV-1a over UTF-16 units. */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
