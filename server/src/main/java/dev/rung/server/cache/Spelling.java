package dev.rung.server.cache;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the word that was meant where a finger slipped once: two letters swapped, one doubled, left
 * out, added, or the key beside it struck. Where more than one word could be meant, or the first or
 * last letter is not the same, nobody knows.
 */
final class Spelling {
  private static final int LEAST = 4;
  private static final int MOST = 24;
  private static final int LEAST_STEM = 3;

  /** Letters of a word from which two words, or one with a beginning, are looked for in it. */
  private static final int LEAST_JOINED = 6;

  /** As many letters hold too little to tell a slip from a word that is not listed. */
  private static final int SHORT = 6;

  private static final String VOWELS = "aeiouäöüáéíóúàèìòùâêîôûy";
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzäöüßáéíóúàèìòùâêîôûçñ";
  private static final Set<String> WORDS = words("words.txt", "everyday-words.txt");
  private static final Set<String> RARE = words("rare-words.txt");
  private static final Map<String, Set<String>> CONFUSABLE = confusable();
  private static final Set<String> TRIPLES = triples();
  private static final List<String> ENDINGS =
      List.of(
          "s", "es", "ed", "ing", "er", "ers", "or", "ly", "y", "ness", "ment", "ments", "able",
          "ful", "less", "ish", "ism", "ist", "ists", "e", "en", "em", "te", "ten", "t", "js",
          "db");
  private static final List<String> BEGINNINGS =
      List.of("re", "un", "mis", "pre", "over", "out", "sub", "under", "non", "de", "dis");
  private static final Map<Character, String> BESIDE = beside();

  private Spelling() {}

  private static Set<String> words(String... files) {
    Set<String> words = new HashSet<>();
    for (String file : files) {
      words.addAll(WordList.lines(file));
    }
    return words;
  }

  private static Set<String> triples() {
    Set<String> triples = new HashSet<>();
    for (Set<String> words : List.of(WORDS, RARE)) {
      for (String word : words) {
        String framed = " " + word + " ";
        for (int i = 0; i + 3 <= framed.length(); i++) {
          triples.add(framed.substring(i, i + 3));
        }
      }
    }
    return triples;
  }

  private static Map<String, Set<String>> confusable() {
    Map<String, Set<String>> pairs = new HashMap<>();
    for (String line : WordList.lines("confusable.txt")) {
      String[] pair = line.split(" ", -1);
      pairs.computeIfAbsent(pair[0], word -> new HashSet<>()).add(pair[1]);
      pairs.computeIfAbsent(pair[1], word -> new HashSet<>()).add(pair[0]);
    }
    return pairs;
  }

  private static Map<Character, String> beside() {
    Map<Character, String> beside = new HashMap<>();
    List<String> rows = List.of("qwertyuiop", "asdfghjkl", "zxcvbnm");
    for (int r = 0; r < rows.size(); r++) {
      for (int c = 0; c < rows.get(r).length(); c++) {
        StringBuilder near = new StringBuilder();
        for (int dr = -1; dr <= 1; dr++) {
          for (int dc = -1; dc <= 1; dc++) {
            int row = r + dr;
            int column = c + dc;
            boolean there =
                row >= 0 && row < rows.size() && column >= 0 && column < rows.get(row).length();
            if (there && (dr != 0 || dc != 0)) {
              near.append(rows.get(row).charAt(column));
            }
          }
        }
        beside.put(rows.get(r).charAt(c), near.toString());
      }
    }
    return beside;
  }

  static boolean isWord(String text) {
    return isListed(text) || isForm(text) || isDerived(text) || isJoined(text);
  }

  /** Whether it is a word by itself, not only as a form of one. */
  static boolean isListed(String text) {
    return WORDS.contains(text)
        || RARE.contains(text)
        || CONFUSABLE.containsKey(text)
        || BritishSpelling.isWord(text)
        || FunctionWords.known(text);
  }

  /** Whether a listed word with one of its endings, such as anglers of angle. */
  private static boolean isForm(String text) {
    for (String ending : ENDINGS) {
      int stem = text.length() - ending.length();
      if (stem >= LEAST_STEM && text.endsWith(ending) && isStem(text.substring(0, stem))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a word with a beginning, such as unblock, which is not unlock. */
  private static boolean isDerived(String text) {
    for (String beginning : BEGINNINGS) {
      int begin = beginning.length();
      if (text.length() >= Math.max(LEAST_JOINED, begin + LEAST) && text.startsWith(beginning)) {
        String rest = text.substring(begin);
        if (isListed(rest) || isForm(rest)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether two listed words in one, such as textfile, which is not textile. */
  private static boolean isJoined(String text) {
    if (text.length() < LEAST_JOINED || text.length() > MOST) {
      return false;
    }
    for (int i = LEAST_STEM; i <= text.length() - LEAST_STEM; i++) {
      if (WORDS.contains(text.substring(0, i)) && WORDS.contains(text.substring(i))) {
        return true;
      }
    }
    return false;
  }

  /** A listed word, also without its last e, with its last letter doubled, or with i for y. */
  private static boolean isStem(String stem) {
    int last = stem.length() - 1;
    return isListed(stem)
        || isListed(stem + "e")
        || (stem.charAt(last) == stem.charAt(last - 1) && isListed(stem.substring(0, last)))
        || (stem.charAt(last) == 'i' && isListed(stem.substring(0, last) + "y"));
  }

  /**
   * Whether three letters stand together, or at an end, as in no listed word: a short word without
   * such letters may be one that is not listed.
   */
  private static boolean isOdd(String typed) {
    String framed = " " + typed + " ";
    for (int i = 0; i + 3 <= framed.length(); i++) {
      if (!TRIPLES.contains(framed.substring(i, i + 3))) {
        return true;
      }
    }
    return false;
  }

  /** The only word that was meant; absent where it is one itself, or none or several could be. */
  static Optional<String> meant(String typed) {
    int length = typed.length();
    if (length < LEAST || length > MOST || isWord(typed)) {
      return Optional.empty();
    }
    Set<String> found = new HashSet<>(4);
    StringBuilder work = new StringBuilder(length + 1);
    swapped(found, work, typed);
    if (length > SHORT || isOdd(typed)) {
      otherwise(found, work, typed);
    }
    if (found.size() > 1) {
      // Who leaves out a letter hardly means the accented word of another language.
      found.removeIf(word -> word.chars().anyMatch(c -> c > 'z'));
    }
    return found.size() == 1 ? Optional.of(found.iterator().next()) : Optional.empty();
  }

  private static void swapped(Set<String> found, StringBuilder work, String typed) {
    int length = typed.length();
    for (int i = 1; i < length - 1; i++) {
      if (i < length - 2 || length > LEAST) {
        work.setLength(0);
        work.append(typed).setCharAt(i, typed.charAt(i + 1));
        work.setCharAt(i + 1, typed.charAt(i));
        add(found, work, typed);
      }
    }
  }

  private static void otherwise(Set<String> found, StringBuilder work, String typed) {
    int length = typed.length();
    for (int i = 1; i < length - 1; i++) {
      work.setLength(0);
      add(found, work.append(typed).deleteCharAt(i), typed);
      struckBeside(found, work, typed, i);
    }
    for (int i = 1; i < length; i++) {
      leftOut(found, work, typed, i);
    }
  }

  /** A vowel in the place of another one makes another word, such as nitrite of nitrate. */
  private static void struckBeside(Set<String> found, StringBuilder work, String typed, int at) {
    char struck = typed.charAt(at);
    String near = BESIDE.getOrDefault(struck, "");
    for (int k = 0; k < near.length(); k++) {
      char meant = near.charAt(k);
      if (VOWELS.indexOf(struck) < 0 || VOWELS.indexOf(meant) < 0) {
        work.setLength(0);
        work.append(typed).setCharAt(at, meant);
        add(found, work, typed);
      }
    }
  }

  private static void leftOut(Set<String> found, StringBuilder work, String typed, int at) {
    work.setLength(0);
    work.append(typed).insert(at, ' ');
    for (int k = 0; k < LETTERS.length(); k++) {
      work.setCharAt(at, LETTERS.charAt(k));
      add(found, work, typed);
    }
  }

  private static void add(Set<String> found, StringBuilder candidate, String typed) {
    String word = candidate.toString();
    // Without its apostrophe "we'll" would be "well".
    boolean apostrophe = typed.indexOf('\'') >= 0 && word.indexOf('\'') < 0;
    if (WORDS.contains(word)
        && !apostrophe
        && !Wordings.turnsRound(word)
        && !CONFUSABLE.getOrDefault(word, Set.of()).contains(typed)) {
      found.add(word);
    }
  }
}
