package dev.rung.server.cache;

import dev.rung.server.generate.Message;
import dev.rung.server.generate.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds out what counts of a text's wording. Immutable. */
final class Wordings {
  static final int MOST_WORDS = 120;

  /** A word that tells how, and may stand at several places. */
  static final byte ADVERB = 10;

  /** A number, a sign or what is quoted: what is behind it belongs to it. */
  static final byte FIXED = 11;

  private static final int MOST_CHARACTERS = 1_000;
  private static final int LEAST_UNSPACED = 4;
  private static final int MOST_UNKNOWN = 12;
  private static final int WORDS_PER_SLIP = 3;

  private static final Set<String> ADVERBS =
      Set.of(
          "briefly",
          "shortly",
          "quickly",
          "simply",
          "clearly",
          "exactly",
          "concisely",
          "today",
          "tomorrow",
          "yesterday",
          "now",
          "currently",
          "then",
          "kurz",
          "genau",
          "heute",
          "morgen",
          "gestern",
          "brièvement",
          "aujourd'hui",
          "demain",
          "brevemente",
          "hoy",
          "mañana",
          "ayer",
          "oggi",
          "domani",
          "ieri",
          "hoje",
          "amanhã",
          "ontem");

  /** What turns a meaning round stands in both texts as often, however they are spaced. */
  private static final Set<String> TURNING =
      Set.of(
          "not", "no", "never", "none", "nothing", "nobody", "neither", "nor", "without", "cannot",
          "nicht", "kein", "keine", "nie", "ohne", "pas", "jamais", "sans", "nunca", "sin", "non",
          "mai", "senza", "não", "sem", "niet", "geen", "nooit", "zonder");

  /** What asks for something, and beside another one begins a clause. */
  private static final Set<String> CLAUSES =
      Set.of("when", "where", "wo", "quand", "cuando", "quando");

  private static final Map<String, String> SHORT =
      Map.ofEntries(
          Map.entry("what's", "what is"),
          Map.entry("whats", "what is"),
          Map.entry("whos", "who is"),
          Map.entry("wheres", "where is"),
          Map.entry("hows", "how is"),
          Map.entry("thats", "that is"),
          Map.entry("im", "i am"),
          Map.entry("ive", "i have"),
          Map.entry("dont", "do not"),
          Map.entry("doesnt", "does not"),
          Map.entry("didnt", "did not"),
          Map.entry("isnt", "is not"),
          Map.entry("arent", "are not"),
          Map.entry("wasnt", "was not"),
          Map.entry("couldnt", "could not"),
          Map.entry("wouldnt", "would not"),
          Map.entry("shouldnt", "should not"),
          Map.entry("who's", "who is"),
          Map.entry("where's", "where is"),
          Map.entry("how's", "how is"),
          Map.entry("when's", "when is"),
          Map.entry("it's", "it is"),
          Map.entry("that's", "that is"),
          Map.entry("there's", "there is"),
          Map.entry("i'm", "i am"),
          Map.entry("i'd", "i would"),
          Map.entry("i've", "i have"),
          Map.entry("don't", "do not"),
          Map.entry("doesn't", "does not"),
          Map.entry("didn't", "did not"),
          Map.entry("isn't", "is not"),
          Map.entry("aren't", "are not"),
          Map.entry("wasn't", "was not"),
          Map.entry("can't", "can not"),
          Map.entry("cannot", "can not"),
          Map.entry("couldn't", "could not"),
          Map.entry("won't", "will not"),
          Map.entry("wouldn't", "would not"),
          Map.entry("shouldn't", "should not"));

  private Wordings() {}

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
    List<Token> tokens = Difference.ordered(withoutDo(Courtesy.without(all)));
    boolean enough =
        tokens.stream().filter(Token::word).count() >= 2
            || tokens.stream()
                .anyMatch(token -> token.unspaced() && token.text().length() >= LEAST_UNSPACED);
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
      out.add(new Token(words[0], true, false, false));
      out.add(token.as(words[1]));
    }
    return out;
  }

  private static Wording wording(CacheKey partition, List<Token> tokens, int courtesies) {
    int unknown = MOST_UNKNOWN;
    int mayslip = Math.max(1, tokens.size() / WORDS_PER_SLIP);
    long bag = 0;
    long letters = 0;
    long guard = 0;
    float slips = 0;
    long[] words = new long[tokens.size()];
    byte[] kinds = new byte[tokens.size()];
    int count = 0;
    boolean digits = false;
    Set<FunctionWords> several = several(tokens);
    for (Token token : tokens) {
      String word = token.text();
      if (token.word() && !token.named() && unknown > 0 && mayslip > 0 && !Spelling.isWord(word)) {
        unknown--;
        Optional<String> meant = Spelling.meant(word);
        if (meant.isPresent()) {
          slips += 1f / word.length();
          mayslip--;
          word = meant.get();
        }
      }
      long hash = Hash.of(word);
      bag += Hash.mixed(hash);
      if (TURNING.contains(word)) {
        guard += Hash.mixed(~hash);
      }
      boolean hard = !token.word() && !token.unspaced();
      letters = Hash.joined(letters, token.text(), hard || digits);
      digits = hard;
      FunctionWords kind = FunctionWords.of(word);
      boolean free = token.word() && kind.isFree() && !several.contains(kind);
      if (!free) {
        words[count] = hash;
        kinds[count++] = code(token, word, kind);
      }
    }
    return new Wording(
        partition,
        bag,
        Hash.mixed(letters),
        guard,
        Arrays.copyOf(words, count),
        Arrays.copyOf(kinds, count),
        tokens.size(),
        slips,
        courtesies);
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
   * What there are different words of: "do I have what you need" is not "do you have what I need".
   */
  private static Set<FunctionWords> several(List<Token> tokens) {
    Map<FunctionWords, String> first = new EnumMap<>(FunctionWords.class);
    Set<FunctionWords> several = EnumSet.noneOf(FunctionWords.class);
    for (Token token : tokens) {
      FunctionWords kind = FunctionWords.of(token.text());
      String before = first.putIfAbsent(kind, token.text());
      if (kind.isFree() && before != null && !before.equals(token.text())) {
        several.add(kind);
      }
    }
    return several;
  }

  private static byte code(Token token, String word, FunctionWords kind) {
    if (!token.word()) {
      return FIXED;
    }
    if (kind.isFree()) {
      return CLAUSES.contains(word) ? FunctionWords.CLAUSE.code() : FunctionWords.NONE.code();
    }
    return ADVERBS.contains(word) ? ADVERB : kind.code();
  }

  static boolean turnsRound(String word) {
    return TURNING.contains(word);
  }
}
