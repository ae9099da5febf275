package dev.rung.server.cache;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Short words, and what they mean for the order of words. */
enum FunctionWords {
  /** It asks for something. */
  ASKING(5),
  /** A verb that stands before the subject of a question, and behind that of a clause. */
  AUXILIARY(1),
  /** A person. */
  PERSON(1),
  /** It begins what may stand before or behind all the rest. */
  CLAUSE(4),
  /** It begins a phrase that may stand anywhere. */
  PHRASE(2),
  /** It belongs to the word behind it. */
  BIND(3),
  /** It tells when or how, and may stand at several places. */
  ADVERB(10),
  /** It is not one of them. */
  NONE(0);

  private static final Map<String, FunctionWords> WORDS = read();

  private final byte code;

  FunctionWords(int code) {
    this.code = (byte) code;
  }

  /** What stands for it where wordings are kept. */
  byte code() {
    return code;
  }

  private static Map<String, FunctionWords> read() {
    Map<String, FunctionWords> read = new HashMap<>();
    for (String line : WordList.lines("function-words.txt")) {
      String[] words = line.split(" +", -1);
      FunctionWords kind = FunctionWords.valueOf(words[0].toUpperCase(Locale.ROOT));
      for (int i = 1; i < words.length; i++) {
        read.merge(words[i], kind, FunctionWords::stricter);
      }
    }
    return Map.copyOf(read);
  }

  /** A word of two languages is what keeps more order. */
  private static FunctionWords stricter(FunctionWords one, FunctionWords other) {
    return one.strictness() > other.strictness() ? one : other;
  }

  private int strictness() {
    return switch (this) {
      case PERSON -> 0;
      case ASKING -> 1;
      case AUXILIARY -> 2;
      case ADVERB -> 3;
      case PHRASE -> 4;
      case CLAUSE -> 5;
      case BIND -> 6;
      case NONE -> 7;
    };
  }

  static FunctionWords of(String word) {
    return WORDS.getOrDefault(word, NONE);
  }

  static boolean known(String word) {
    return WORDS.containsKey(word);
  }
}
