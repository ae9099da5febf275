package dev.rung.server.cache;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes British words as Americans do, where both spellings are one word: colour, organise,
 * centre, travelling. Those that tell two words apart somewhere stay (tyre, practise, metre,
 * programme), as does a word that stands in a text both ways.
 */
final class BritishSpelling {
  private static final List<String> OUR =
      List.of(
          "", "s", "ed", "ing", "ful", "fully", "less", "able", "ably", "ite", "ites", "hood",
          "hoods", "ly", "y", "er", "ers", "al", "ally");
  private static final List<String> ISE =
      List.of("e", "es", "ed", "ing", "er", "ers", "able", "ation", "ations", "ational");
  private static final List<String> YSE = List.of("e", "ed", "ing", "er", "ers");
  private static final List<String> DOUBLED = List.of("ed", "ing", "er", "ers", "or", "ors");

  private static final Map<String, String> AMERICAN = read();
  private static final Set<String> BOTH = both();

  private BritishSpelling() {}

  private static Map<String, String> read() {
    Map<String, String> words = new HashMap<>();
    for (String line : WordList.lines("british-words.txt")) {
      List<String> cells = List.of(line.split(" +", -1));
      List<String> stems = cells.subList(1, cells.size());
      switch (cells.getFirst()) {
        case "our" -> stems.forEach(stem -> put(words, OUR, stem + "our", stem + "or"));
        case "ise" -> stems.forEach(stem -> put(words, ISE, stem + "is", stem + "iz"));
        case "yse" -> stems.forEach(stem -> put(words, YSE, stem + "ys", stem + "yz"));
        case "doubled" -> stems.forEach(stem -> put(words, DOUBLED, stem + "l", stem));
        case "re" -> stems.forEach(stem -> putRe(words, stem));
        case "word" -> words.put(stems.getFirst(), stems.getLast());
        default -> throw new IllegalStateException("british-words.txt: " + line);
      }
    }
    return Map.copyOf(words);
  }

  private static void put(
      Map<String, String> words, List<String> endings, String british, String american) {
    endings.forEach(ending -> words.put(british + ending, american + ending));
  }

  private static void putRe(Map<String, String> words, String stem) {
    words.put(stem + "re", stem + "er");
    words.put(stem + "res", stem + "ers");
    words.put(stem + "red", stem + "ered");
    words.put(stem + "ring", stem + "ering");
  }

  private static Set<String> both() {
    Set<String> both = new HashSet<>(AMERICAN.keySet());
    both.addAll(AMERICAN.values());
    return Set.copyOf(both);
  }

  /** Whether it is a word in one of the two spellings. */
  static boolean isWord(String text) {
    return BOTH.contains(text);
  }

  /** The same words as an American writes them; a name stays as it is. */
  static List<Token> asAmerican(List<Token> tokens) {
    Set<String> words = new HashSet<>();
    tokens.forEach(token -> words.add(token.text()));
    List<Token> out = new ArrayList<>(tokens.size());
    for (Token token : tokens) {
      String american = AMERICAN.getOrDefault(token.text(), token.text());
      boolean stays = token.named() || !token.word() || words.contains(american);
      out.add(stays ? token : token.as(american));
    }
    return out;
  }
}
