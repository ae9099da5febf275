package dev.rung.server.cache;

import dev.rung.server.generate.Message;
import dev.rung.server.generate.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds out what counts of a text's wording. Immutable. */
final class Wordings {
  static final int MOST_WORDS = 120;

  private static final int MOST_CHARACTERS = 1_000;
  private static final int LEAST_UNSPACED = 4;
  private static final int SHORT_WORD = 2;

  /** What turns a meaning round. */
  private static final Set<String> TURNING = WordList.words("wordings.txt", "turning");

  private static final Map<String, String> SHORT = shortForms();

  private Wordings() {}

  private static Map<String, String> shortForms() {
    Map<String, String> whole = new HashMap<>();
    for (String line : WordList.lines("wordings.txt", "short")) {
      String[] words = line.split(" ", 2);
      whole.put(words[0], words[1]);
    }
    return Map.copyOf(whole);
  }

  /** The text that is compared: that of a last message of a user. */
  static Optional<String> text(List<Message> messages) {
    Message last = messages.getLast();
    return last.role() == Role.USER && !last.material()
        ? Optional.of(last.text())
        : Optional.empty();
  }

  /** Absent for code, long texts and those without enough words: they are never similar. */
  static Optional<Wording> of(CacheKey partition, String text) {
    if (text.length() > MOST_CHARACTERS || isCode(text)) {
      return Optional.empty();
    }
    List<Token> all = spelledOut(Tokens.of(UnspacedCourtesy.without(text)));
    if (all.size() > Tokens.MOST) {
      return Optional.empty();
    }
    List<Token> tokens = Difference.ordered(withoutDo(Courtesy.without(all)));
    boolean enough =
        tokens.stream().filter(Token::word).count() >= 2
            || (tokens.stream().anyMatch(Token::unspaced)
                && tokens.stream().mapToInt(token -> token.text().length()).sum()
                    >= LEAST_UNSPACED);
    return enough && tokens.size() <= MOST_WORDS
        ? Optional.of(wording(partition, tokens, all.size() - tokens.size()))
        : Optional.empty();
  }

  private static boolean isCode(String text) {
    return text.contains("```")
        || text.contains("\n\t")
        || text.contains("\n  ")
        || text.contains("{")
        || text.contains(";\n");
  }

  private static List<Token> spelledOut(List<Token> tokens) {
    List<Token> out = new ArrayList<>(tokens.size() + 2);
    for (Token token : tokens) {
      String whole = SHORT.get(token.text());
      if (whole == null) {
        out.add(token);
        continue;
      }
      String[] words = whole.split(" ", -1);
      out.add(new Token(words[0], true, false, Token.NOTHING));
      out.add(token.as(words[1]));
    }
    return out;
  }

  private static Wording wording(CacheKey partition, List<Token> typed, int courtesies) {
    Slips slips = Slips.mended(typed);
    List<Token> tokens = slips.tokens();
    Inversion inversion = Inversion.of(tokens);
    Adverbials adverbials = Adverbials.of(tokens);
    long bag = 0;
    long guard = 0;
    long[] words = new long[tokens.size()];
    byte[] kinds = new byte[tokens.size()];
    int count = 0;
    for (int i = 0; i < tokens.size(); i++) {
      String word = tokens.get(i).text();
      long hash = Hash.of(word);
      bag += Hash.mixed(hash);
      if (tokens.get(i).word() && standsAlone(word)) {
        guard += Hash.mixed(~hash);
      }
      if (!inversion.isFree(i) && !adverbials.isFree(i)) {
        words[count] = hash;
        kinds[count++] = Places.code(tokens, i);
      }
    }
    return new Wording(
        partition,
        bag,
        letters(typed),
        guard,
        Arrays.copyOf(words, count),
        Arrays.copyOf(kinds, count),
        tokens.size(),
        slips.share(),
        courtesies);
  }

  /** The same for all spaces between words; those beside numbers and signs count. */
  private static long letters(List<Token> typed) {
    long letters = 0;
    boolean digits = false;
    for (Token token : typed) {
      boolean hard = !token.word() && !token.unspaced();
      letters = Hash.joined(letters, token.text(), hard || digits);
      digits = hard;
    }
    return Hash.mixed(letters);
  }

  /** "How do I" asks what "tell me how I" asks. */
  private static List<Token> withoutDo(List<Token> tokens) {
    List<Token> left = new ArrayList<>(tokens);
    for (int i = left.size() - 2; i > 0; i--) {
      if (left.get(i).text().equals("do")
          && FunctionWords.of(left.get(i - 1).text()) == FunctionWords.ASKING) {
        left.remove(i);
      }
    }
    return left;
  }

  /**
   * A word whose spaces count, since it means something by itself: "a typical" is not "atypical",
   * nor "black bird" "blackbird". Of words that are not known, short ones do.
   */
  private static boolean standsAlone(String word) {
    return word.length() <= SHORT_WORD
        || TURNING.contains(word)
        || FunctionWords.of(word) == FunctionWords.ADVERB
        || Spelling.isListed(word);
  }

  static boolean turnsRound(String word) {
    return TURNING.contains(word);
  }
}
