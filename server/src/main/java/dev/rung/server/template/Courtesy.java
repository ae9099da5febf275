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
      List.of(" please", ", please", " pls", ", thanks", ", thank you", " for me");

  private Courtesy() {}

  /** Where the request itself begins, at or after {@code from}. */
  static int start(String text, int from) {
    for (String words : BEFORE) {
      if (text.regionMatches(true, from, words, 0, words.length())) {
        return start(text, from + words.length());
      }
    }
    return from;
  }

  /** Where the request itself ends, at or before {@code end}. */
  static int end(String text, int end) {
    for (String words : AFTER) {
      int start = end - words.length();
      if (start > 0 && text.regionMatches(true, start, words, 0, words.length())) {
        return end(text, start);
      }
    }
    return end;
  }
}
