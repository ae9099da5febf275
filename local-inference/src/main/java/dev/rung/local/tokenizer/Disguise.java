package dev.rung.local.tokenizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps special tokens apart from text that only looks like them. Immutable.
 *
 * <p>The tokenizers library finds a special token wherever its characters stand, whoever wrote
 * them. So each is renamed, in the file before the library reads it and in the text of a template
 * before it is encoded, to characters of Unicode's last private plane that no text is let in with.
 * A name has as many code points as what it stands for: offsets stay as they are.
 */
final class Disguise {
  private static final int FIRST_NAME = 0x10_0000;
  private static final int FILLING = 0x10_FFFC;
  private static final int QUOTE = 0x10_FFFD;
  private static final int REPLACEMENT = 0xFFFD;

  /** Names differ in their first character, so there are no more of them than of those. */
  static final int MOST_NAMES = 60_000;

  private final Map<String, String> names = new HashMap<>();
  private final Map<Character, List<String>> byFirst = new HashMap<>();

  Disguise(List<String> specialTokens) {
    for (String special : specialTokens) {
      names.computeIfAbsent(special, this::newName);
    }
    for (String special : names.keySet()) {
      byFirst.computeIfAbsent(special.charAt(0), first -> new ArrayList<>()).add(special);
    }
    Comparator<String> longestFirst = Comparator.comparingInt(String::length).reversed();
    byFirst.values().forEach(starting -> starting.sort(longestFirst));
  }

  private String newName(String special) {
    int filling = special.codePointCount(0, special.length()) - 1;
    return Character.toString(FIRST_NAME + names.size())
        + Character.toString(FILLING).repeat(filling);
  }

  /** What a token is called; its own name where it is no special one. */
  String name(String token) {
    return names.getOrDefault(token, token);
  }

  boolean isSpecial(String token) {
    return names.containsKey(token);
  }

  /** Marks what looks like a special token, so that {@link #apply} leaves it as text. */
  String quote(String text) {
    StringBuilder quoted = new StringBuilder(text.length());
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      if (!specialAt(text, at).isEmpty()) {
        quoted.appendCodePoint(QUOTE);
      }
      quoted.appendCodePoint(admitted(text.codePointAt(at)));
    }
    return quoted.toString();
  }

  /** Renames the special tokens of a text but those that were quoted. */
  String apply(String text) {
    StringBuilder disguised = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      String special = specialAt(text, at);
      if (!special.isEmpty()) {
        disguised.append(names.get(special));
        at += special.length();
      } else if (point == QUOTE) {
        at += Character.charCount(point);
        if (at < text.length()) {
          disguised.appendCodePoint(admitted(text.codePointAt(at)));
          at += Character.charCount(text.codePointAt(at));
        }
      } else {
        disguised.appendCodePoint(admitted(point));
        at += Character.charCount(point);
      }
    }
    return disguised.toString();
  }

  /** The longest special token that begins there, or nothing. */
  private String specialAt(CharSequence text, int at) {
    for (String special : byFirst.getOrDefault(text.charAt(at), List.of())) {
      if (at + special.length() <= text.length()
          && special.contentEquals(text.subSequence(at, at + special.length()))) {
        return special;
      }
    }
    return "";
  }

  /** The library cannot take half a surrogate pair. */
  private static int admitted(int point) {
    boolean half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    return half || point >= FIRST_NAME ? REPLACEMENT : point;
  }
}
