package dev.rung.server.template;

import java.util.List;

/** Words around a request that ask for nothing: "could you please ...", "..., thanks". */
final class Courtesy {
  private static final List<String> BEFORE =
      List.of(
          "please ",
          "please, ",
          "pls ",
          "can you ",
          "could you ",
          "would you ",
          "will you ",
          "tell me ",
          "give me ",
          "show me ",
          "let me know ",
          "do you know ",
          "i want to know ",
          "i need to know ",
          "i'd like to know ",
          "i would like to know ");

  private static final List<String> AFTER =
      List.of(", please", " please", " pls", ", thanks", ", thank you", " for me");

  /** Nobody is more polite than this. */
  private static final int MOST = 4;

  private Courtesy() {}

  /** Where the request itself begins. */
  static int start(String text) {
    int at = 0;
    for (int times = 0; times < MOST; times++) {
      int length = lengthBefore(text, at);
      if (length == 0) {
        break;
      }
      at += length;
    }
    return at;
  }

  /** Where the request itself ends, at or before {@code end}. */
  static int end(String text, int end) {
    int at = end;
    for (int times = 0; times < MOST; times++) {
      int length = lengthAfter(text, at);
      if (length == 0) {
        break;
      }
      at -= length;
    }
    return at;
  }

  private static int lengthBefore(String text, int at) {
    for (String words : BEFORE) {
      if (text.regionMatches(true, at, words, 0, words.length())) {
        return words.length();
      }
    }
    return 0;
  }

  /** Zero where nothing would be left of the request. */
  private static int lengthAfter(String text, int end) {
    for (String words : AFTER) {
      int start = end - words.length();
      if (start > 0 && text.regionMatches(true, start, words, 0, words.length())) {
        return words.length();
      }
    }
    return 0;
  }
}
