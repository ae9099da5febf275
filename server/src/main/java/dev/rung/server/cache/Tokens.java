package dev.rung.server.cache;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a text apart. One text, one thread. */
final class Tokens {
  /** Of a text with more nothing is similar. */
  static final int MOST = 240;

  private static final String OPENING = "\"“„«`「『";
  private static final String CLOSING = "\"”“»`」』";
  private static final Pattern LETTERS = Pattern.compile("\\p{L}+");
  private static final Pattern SMILEY = Pattern.compile("(?<!\\S)[:;]-?[()DP|](?=\\s|$)");
  private static final int SHORT_UNIT = 4;

  /** What is behind them is a sign, of which the case counts. */
  private static final Set<String> SYMBOLS = WordList.words("about-words.txt", "symbol");

  private final String text;
  private final Signs signs;
  private final Capitals capitals;
  private final boolean shouted;

  /** Words that stand here in several spellings, such as Gb and GB: their case counts. */
  private final Set<String> ambiguous;

  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private boolean sentenceBegins = true;

  private Tokens(String text) {
    this.text = text;
    this.signs = new Signs(text);
    this.capitals = new Capitals(text);
    this.shouted = text.chars().noneMatch(Character::isLowerCase);
    this.ambiguous = ambiguous(text);
  }

  private static Set<String> ambiguous(String text) {
    Map<String, String> spellings = new HashMap<>();
    Set<String> found = new HashSet<>();
    for (MatchResult word : LETTERS.matcher(text).results().toList()) {
      String written = word.group();
      String small = written.toLowerCase(Locale.ROOT);
      String before = spellings.putIfAbsent(small, written);
      boolean differs = before != null && !before.equals(written);
      boolean letter = written.length() == 1 && "ai".indexOf(small) < 0;
      if (differs && (letter || isInnerCapital(before) || isInnerCapital(written))) {
        found.add(small);
      }
    }
    return found;
  }

  /** A capital that no beginning of a sentence explains. */
  private static boolean isInnerCapital(String written) {
    return written.chars().skip(1).anyMatch(Character::isUpperCase);
  }

  /** All of them, or one more than {@link #MOST} where the text has more. */
  static List<Token> of(String text) {
    String normal = Characters.unified(text).strip().replace('’', '\'').replace('‘', '\'');
    return new Tokens(normal).read();
  }

  private List<Token> read() {
    while (at < text.length() && tokens.size() <= MOST) {
      int c = text.codePointAt(at);
      if (Character.isWhitespace(c) || Character.getType(c) == Character.FORMAT) {
        at += Character.charCount(c);
      } else if (!quoted(c) && !smiley(c) && !option(c) && !number(c) && !word(c)) {
        sign(c);
        at += Character.charCount(c);
      }
    }
    return tokens;
  }

  private void sign(int c) {
    if (signs.isPunctuation(at, c)) {
      breaks(c);
    } else {
      hard(Character.toString(c));
    }
  }

  /** Dashes with a word right behind them, as in a command or a formula: {@code -O} is not o. */
  private boolean option(int c) {
    boolean apart =
        at == 0 || (!Character.isLetterOrDigit(text.charAt(at - 1)) && text.charAt(at - 1) != '-');
    if (c != '-' || !apart) {
      return false;
    }
    int end = at;
    while (end < text.length() && text.charAt(end) == '-') {
      end++;
    }
    if (end == text.length() || !Character.isLetter(text.charAt(end))) {
      return false;
    }
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '-')) {
      end++;
    }
    hard(text.substring(at, end));
    at = end;
    return true;
  }

  private void breaks(int c) {
    if (c == ',' && !tokens.isEmpty() && Wordings.turnsRound(tokens.getLast().text())) {
      // "No, cats are" is not "no cats are".
      hard(",");
    } else if (c != '-' && c != '\'' && !tokens.isEmpty()) {
      tokens.set(tokens.size() - 1, tokens.getLast().endingPhrase((char) c));
    }
    sentenceBegins |= ".!?:…。！？।॥؟".indexOf(c) >= 0;
  }

  private void hard(String piece) {
    tokens.add(new Token("=" + piece, false, false, Token.NOTHING));
    sentenceBegins = false;
  }

  /** One that more is said behind may be what is asked about; one at the end is passed over. */
  private boolean smiley(int c) {
    if (c != ':' && c != ';') {
      return false;
    }
    Matcher matcher = SMILEY.matcher(text).region(at, text.length()).useTransparentBounds(true);
    if (!matcher.lookingAt()) {
      return false;
    }
    at = matcher.end();
    if (at < text.length() || tokens.isEmpty() || wantsMore(tokens.getLast())) {
      hard(matcher.group());
    }
    return true;
  }

  /** Whether a sign behind it is what it tells of: "the meaning of :)". */
  private static boolean wantsMore(Token token) {
    FunctionWords kind = FunctionWords.of(token.text());
    return kind == FunctionWords.BIND || kind == FunctionWords.PHRASE || !token.word();
  }

  /** What stands between quotation marks is taken as it is. */
  private boolean quoted(int c) {
    int kind = OPENING.indexOf(c);
    boolean apostrophes = c == '\'' && (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)));
    if (kind < 0 && !apostrophes) {
      return false;
    }
    char closing = apostrophes ? '\'' : CLOSING.charAt(kind);
    int end = text.indexOf(closing, at + 1);
    if (end < 0 && c == '“') {
      end = text.indexOf('”', at + 1);
    }
    if (c == '“' && text.indexOf('”', at + 1) >= 0) {
      end = text.indexOf('”', at + 1);
    }
    if (end < 0) {
      return false;
    }
    hard("'" + text.substring(at + 1, end).strip() + "'");
    at = end + 1;
    return true;
  }

  /** Digits with what separates them; letters behind them are a piece of their own. */
  private boolean number(int c) {
    if (!Character.isDigit(c)) {
      return false;
    }
    int end = at;
    while (end < text.length() && (isDigit(end) || separates(end))) {
      end++;
    }
    tokens.add(new Token("#" + text.substring(at, end), false, false, Token.NOTHING));
    at = end;
    sentenceBegins = false;
    return true;
  }

  private boolean isDigit(int index) {
    return Character.isDigit(text.charAt(index));
  }

  private boolean separates(int index) {
    return ".,:/-'".indexOf(text.charAt(index)) >= 0
        && index + 1 < text.length()
        && isDigit(index + 1)
        && isDigit(index - 1);
  }

  private boolean word(int c) {
    if (!Character.isLetter(c)) {
      return false;
    }
    int end = at;
    boolean joined = false;
    boolean unspaced = Unspaced.isOf(c);
    while (end < text.length()) {
      int next = text.codePointAt(end);
      boolean letter =
          (Character.isLetter(next) && Unspaced.isOf(next) == unspaced) || isMark(next);
      boolean joins = !letter && joins(end);
      if (!letter && !joins) {
        break;
      }
      joined |= joins;
      end += Character.charCount(next);
    }
    add(text.substring(at, end), joined, end);
    at = end;
    return true;
  }

  /** A dot, an apostrophe or an underscore between letters. */
  private boolean joins(int index) {
    char c = text.charAt(index);
    boolean joiner = c == '.' || c == '_' || c == '\'';
    return joiner && index + 1 < text.length() && Character.isLetter(text.charAt(index + 1));
  }

  private void add(String written, boolean joined, int end) {
    boolean apostrophe = written.indexOf('\'') >= 0;
    String small = written.toLowerCase(Locale.ROOT);
    boolean capital = Character.isUpperCase(written.codePointAt(0));
    boolean unit = afterNumber() && written.length() < SHORT_UNIT;
    boolean acronym = !shouted && Capitals.isAcronym(written, small);
    boolean call = end < text.length() && text.charAt(end) == '(';
    boolean named = capital && !sentenceBegins && !shouted;
    boolean cased =
        ambiguous.contains(small)
            || acronym
            || isSymbol(written)
            || LetterCase.counts(written, small);
    boolean exact =
        written.indexOf('_') >= 0 || call || Capitals.isCamelCase(written) || signs.isOfPath(at);
    boolean odd = exact || unit || cased;
    if (Unspaced.isIn(written)) {
      tokens.add(new Token(written, false, false, Token.NOTHING));
    } else if (written.length() == 1 && signs.isBesideOperator(at, end)) {
      hard(shouted || isHyphenated(end) ? small : written);
    } else if (odd) {
      tokens.add(new Token("=" + written, false, false, Token.NOTHING));
    } else {
      boolean tells = capitals.tell() && !(capital && sentenceBegins);
      boolean name = Capitals.isName(small, capital, tells);
      tokens.add(
          new Token(
              name ? Capitals.asName(small) : small, !joined || apostrophe, named, Token.NOTHING));
    }
    sentenceBegins = false;
  }

  /** As the E of E-mail. */
  private boolean isHyphenated(int end) {
    return end + 1 < text.length()
        && text.charAt(end) == '-'
        && Character.isLetter(text.charAt(end + 1));
  }

  /** A letter or two behind what says that they are a sign: "the key G", "the matrix A". */
  private boolean isSymbol(String written) {
    return !shouted
        && written.length() < SHORT_UNIT - 1
        && !tokens.isEmpty()
        && SYMBOLS.contains(tokens.getLast().text());
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  private boolean afterNumber() {
    return !tokens.isEmpty()
        && tokens.getLast().text().startsWith("#")
        && !tokens.getLast().broken();
  }
}
