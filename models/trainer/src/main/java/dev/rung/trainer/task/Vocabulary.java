package dev.rung.trainer.task;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The words, names and values that tasks are filled with. */
final class Vocabulary {
  private static final List<String> WORDS = read("words.txt");
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

  private Vocabulary() {}

  /** A word in small letters: mostly a common one, now and then letters that mean nothing. */
  static String word(Draw draw) {
    return draw.percent(88) ? draw.of(WORDS) : letters(draw, draw.between(3, 7));
  }

  /** One to three words with spaces between, as an entry of a list. */
  static String phrase(Draw draw) {
    String words = String.join(" ", draw.several(draw.of(1, 1, 1, 2, 2, 3), () -> word(draw)));
    return draw.percent(20) ? capitalized(words) : words;
  }

  /** The words of a name. */
  static List<String> nameWords(Draw draw) {
    return draw.several(draw.of(1, 1, 2, 2, 3), () -> word(draw));
  }

  /** A name as a program has it, in a random style. */
  static String name(Draw draw) {
    return draw.of(NameStyle.values()).write(nameWords(draw));
  }

  /** A value: a word, a phrase, a number or a truth value. */
  static String value(Draw draw) {
    return switch (draw.between(0, 9)) {
      case 0, 1, 2 -> number(draw);
      case 3 -> draw.of("true", "false");
      case 4 -> capitalized(word(draw));
      default -> phrase(draw);
    };
  }

  /** A whole number or a decimal fraction. */
  static String number(Draw draw) {
    String whole = Integer.toString(draw.between(0, draw.of(9, 99, 9_999)));
    return draw.percent(25) ? whole + "." + draw.between(0, 99) : whole;
  }

  static String capitalized(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static String letters(Draw draw, int length) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < length; i++) {
      letters.append(LETTERS.charAt(draw.between(0, LETTERS.length() - 1)));
    }
    return letters.toString();
  }

  private static List<String> read(String resource) {
    try (InputStream stream = Vocabulary.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("resource is missing: " + resource);
      }
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("\\s+", -1)).filter(word -> !word.isEmpty()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
