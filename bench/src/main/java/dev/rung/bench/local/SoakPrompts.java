package dev.rung.bench.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small jobs of the kind that rung-tiny was taught, with answers of 10 to 60 tokens. */
final class SoakPrompts {
  private static final List<String> JOBS =
      List.of(
          "Turn this list into bullet points: ",
          "Convert to a JSON array: ",
          "Turn this list into a numbered list: ",
          "Add double quotes around every item: ",
          "Convert this into separate lines: ",
          "Format as a pipe-separated list: ");

  private static final List<String> WORDS =
      List.of(
          "apple", "pear", "plum", "bread", "milk", "stone", "river", "paper", "glass", "table",
          "green", "blue", "red", "north", "south", "winter", "summer", "window", "garden",
          "light");

  private static final List<String> OPENING = List.of("(", "([");
  private static final int DEEPEST = 3;
  private static final int FEWEST = 2;
  private static final int MOST = 8;

  private SoakPrompts() {}

  /** So many that want a text copied, with the brackets closed that are open at its end. */
  static List<String> copying(int count, long seed) {
    Random random = new Random(seed);
    List<String> prompts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder text = new StringBuilder("Close the brackets: ");
      for (int depth = 0; depth < DEEPEST; depth++) {
        text.append(word(random)).append(OPENING.get(random.nextInt(OPENING.size())));
        text.append(word(random)).append(", ");
      }
      prompts.add(text.append(word(random)).toString());
    }
    return prompts;
  }

  private static String word(Random random) {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  /** So many, the same for the same seed. */
  static List<String> drawn(int count, long seed) {
    Random random = new Random(seed);
    List<String> prompts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> items = new ArrayList<>();
      int length = random.nextInt(FEWEST, MOST + 1);
      for (int item = 0; item < length; item++) {
        items.add(word(random));
      }
      prompts.add(JOBS.get(random.nextInt(JOBS.size())) + String.join(", ", items));
    }
    return prompts;
  }
}
