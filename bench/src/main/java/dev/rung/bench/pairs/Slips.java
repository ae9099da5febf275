package dev.rung.bench.pairs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;

/** Slips of a finger inside words of five letters and more that are written small. */
final class Slips {
  private static final Pattern WORD = Pattern.compile("\\p{Ll}{5,}");
  private static final List<String> ROWS = List.of("qwertyuiop", "asdfghjkl", "zxcvbnm");

  private final Random random;

  Slips(Random random) {
    this.random = random;
  }

  /** The text with one in as many words as it has and are wanted; absent where no word is fit. */
  Optional<String> in(String text, int wanted) {
    String[] words = text.split(" ", -1);
    List<Integer> fit = new ArrayList<>();
    for (int i = 0; i < words.length; i++) {
      if (WORD.matcher(words[i]).matches()) {
        fit.add(i);
      }
    }
    Collections.shuffle(fit, random);
    for (int i : fit.subList(0, Math.min(wanted, fit.size()))) {
      words[i] = slip(words[i]);
    }
    return fit.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", Arrays.asList(words)));
  }

  private String slip(String word) {
    String slipped = word;
    while (slipped.equals(word)) {
      int at = 1 + random.nextInt(word.length() - 2);
      String before = word.substring(0, at);
      char letter = word.charAt(at);
      String after = word.substring(at + 1);
      slipped =
          switch (random.nextInt(4)) {
            case 0 -> before + after;
            case 1 -> before + letter + letter + after;
            case 2 -> before + after.charAt(0) + letter + after.substring(1);
            default -> before + beside(letter) + after;
          };
    }
    return slipped;
  }

  /** The key beside, or the letter itself where the keyboard has it elsewhere. */
  private char beside(char letter) {
    for (String row : ROWS) {
      int at = row.indexOf(letter);
      if (at >= 0) {
        int other = at + (random.nextBoolean() ? 1 : -1);
        return row.charAt(Math.clamp(other, 0, row.length() - 1));
      }
    }
    return letter;
  }
}
