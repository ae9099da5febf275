package dev.rung.classifier.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a template or filler is made of; see the package for the notation. */
final class PhraseReader {
  private static final Pattern SLOT = Pattern.compile("\\{(\\^?)([a-z][a-z0-9._-]*)(?::[0-9])?\\}");
  private static final Pattern AMOUNT =
      Pattern.compile("\\{#([0-9]{1,9})-([0-9]{1,9})(?::[0-9])?\\}");

  private final String text;
  private final boolean escapes;
  private final StringBuilder words = new StringBuilder();
  private final List<Part> parts = new ArrayList<>();
  private int at;

  private PhraseReader(String text, boolean escapes) {
    this.text = text;
    this.escapes = escapes;
  }

  /** A phrase on a line, with escapes. */
  static Phrase line(String text) {
    return new PhraseReader(text, true).read();
  }

  /** A phrase of several lines; a backslash is only itself, except before a brace. */
  static Phrase block(String text) {
    return new PhraseReader(text, false).read();
  }

  /** Material, in which nothing has a meaning. */
  static Phrase pasted(String text) {
    return new Phrase(List.of(new Part.Words(text)), true);
  }

  private Phrase read() {
    while (at < text.length()) {
      readNext();
    }
    endWords();
    return new Phrase(List.copyOf(parts), false);
  }

  private void readNext() {
    char next = text.charAt(at);
    if (next == '\\' && at + 1 < text.length() && (escapes || text.charAt(at + 1) == '{')) {
      char escaped = text.charAt(at + 1);
      words.append(escaped == 'n' ? '\n' : escaped);
      at += 2;
    } else if (next == '{' && (slot() || amount())) {
      return;
    } else if (text.startsWith("[[", at) && choiceEnd() > 0) {
      choice(choiceEnd());
    } else {
      words.append(next);
      at++;
    }
  }

  private boolean slot() {
    Matcher slot = SLOT.matcher(text).region(at, text.length());
    if (!slot.lookingAt()) {
      return false;
    }
    String key = slot.group().replace("^", "");
    add(new Part.Slot(slot.group(2), key, !slot.group(1).isEmpty()), slot.end());
    return true;
  }

  private boolean amount() {
    Matcher amount = AMOUNT.matcher(text).region(at, text.length());
    if (!amount.lookingAt()) {
      return false;
    }
    int from = Integer.parseInt(amount.group(1));
    int to = Integer.parseInt(amount.group(2));
    add(new Part.Amount(from, to, amount.group()), amount.end());
    return true;
  }

  /** Where the choice that begins here ends, on the same line and with a bar inside; or -1. */
  private int choiceEnd() {
    int end = text.indexOf("]]", at);
    int bar = text.indexOf('|', at);
    int line = text.indexOf('\n', at);
    return bar > 0 && bar < end && (line < 0 || end < line) ? end : -1;
  }

  private void choice(int end) {
    List<Phrase> phrases = new ArrayList<>();
    for (String part : text.substring(at + 2, end).split("\\|", -1)) {
      phrases.add(new PhraseReader(part, escapes).read());
    }
    add(new Part.OneOf(List.copyOf(phrases)), end + 2);
  }

  private void add(Part part, int end) {
    endWords();
    parts.add(part);
    at = end;
  }

  private void endWords() {
    if (!words.isEmpty()) {
      parts.add(new Part.Words(words.toString()));
      words.setLength(0);
    }
  }
}
