package dev.rung.server.cache;

import java.util.Locale;

/**
 * Tells the signs of a text that only part its words, as punctuation does, from those that say
 * something. A sign is punctuation where it stands as punctuation stands: a comma behind a word and
 * before a space, a hyphen between two words. Anywhere else, as before a word ({@code .env}), in a
 * row with others ({@code !=}) or behind a number ({@code 5"}), it counts. Immutable.
 */
final class Signs {
  private static final String ENDING = ".,;:!?…।॥؟،؛、。·";

  /** They end a sentence or a clause with a space before them, as in French. */
  private static final String SPACED = "?!:;,";

  /** They part words also without a space behind them, as in "red,green". */
  private static final String PARTING = ".,;?!…";

  private static final String DASHES = "-–—";
  private static final String MARKS = "'\"`‘’‚‛“”„‟«»‹›「」『』【】";
  private static final String CLOSING = ")]'\"`’”»›」』】";
  private static final String OPENING = "(['\"`‘“„«‹「『【";
  private static final String BRACKETS = "()";
  private static final String OPERATORS = "+-*/=^<>%×÷√−–";

  /** Letters that are words by themselves, and so no variables. */
  private static final String WORDS_OF_A_LETTER = "aAiIàÀyYoOeE";

  private static final int LEAST_DOTS = 3;
  private static final int LONGEST_ASIDE = 200;
  private static final int LONGEST_PATH = 200;
  private static final int LONGEST_RUN = 20;
  private static final int LONGEST_WORD = 24;

  private final String text;

  Signs(String text) {
    this.text = text;
  }

  /** Whether the sign here only parts words. */
  boolean isPunctuation(int at, int c) {
    if (c == '¿' || c == '¡') {
      return true;
    }
    if (ENDING.indexOf(c) >= 0) {
      return isBesideUnspaced(at) || isEnding(at);
    }
    if (DASHES.indexOf(c) >= 0) {
      return isDash(at, c);
    }
    if (BRACKETS.indexOf(c) >= 0) {
      return !isGrouping(at) && (isBesideUnspaced(at) || isAside(at, c));
    }
    return MARKS.indexOf(c) >= 0 && (isBesideUnspaced(at) || isMark(at));
  }

  /** Chinese and its like put no spaces behind signs. */
  private boolean isBesideUnspaced(int at) {
    return (at > 0 && Unspaced.isOf(text.charAt(at - 1)))
        || (at + 1 < text.length() && Unspaced.isOf(text.charAt(at + 1)));
  }

  /** A full stop, a comma or the like, alone or in a row ("?!"). */
  private boolean isEnding(int at) {
    int begin = at;
    while (at - begin < LONGEST_RUN && isOneOf(ENDING, begin - 1)) {
      begin--;
    }
    int end = at + 1;
    while (end - at < LONGEST_RUN && isOneOf(ENDING, end)) {
      end++;
    }
    boolean closes = isSpace(end) || isOneOf(CLOSING, end);
    if (!isSpace(begin - 1)) {
      return closes ? !isFactorial(at, begin) : isBetweenWords(at, begin, end);
    }
    boolean last = end == text.length();
    boolean alone = end - begin == 1 && isOneOf(SPACED, at);
    return closes && (last || alone || isEllipsis(begin, end)) && !isObject(begin);
  }

  private boolean isEllipsis(int begin, int end) {
    boolean dots = text.substring(begin, end).chars().allMatch(c -> c == '.' || c == '…');
    return dots && (end - begin >= LEAST_DOTS || text.charAt(begin) == '…');
  }

  /** {@code 5!} and {@code n!}, but not "plan B!". */
  private boolean isFactorial(int at, int begin) {
    boolean variable = at > 0 && Character.isLowerCase(text.charAt(at - 1)) && isVariable(at - 1);
    return text.charAt(at) == '!' && at == begin && (isDigit(at - 1) || variable);
  }

  /** "No.5" is "No 5" and "red,green" is "red, green", but "5.x" is not "5x". */
  private boolean isBetweenWords(int at, int begin, int end) {
    boolean behindWord = isLetter(begin - 1) || isOneOf(CLOSING, begin - 1);
    boolean between = behindWord && (isLetterOrDigit(end) || isOneOf(OPENING, end));
    return between && isOneOf(PARTING, at) && (end - begin == 1 || isEllipsis(begin, end));
  }

  /** Whether the word before it, beyond spaces, wants something behind it: the sign itself. */
  private boolean isObject(int begin) {
    int end = next(begin - 1, -1) + 1;
    int word = end;
    while (end - word < LONGEST_WORD && isLetter(word - 1)) {
      word--;
    }
    FunctionWords kind = FunctionWords.of(text.substring(word, end).toLowerCase(Locale.ROOT));
    return switch (kind) {
      case BIND, AUXILIARY, PHRASE, CLAUSE -> true;
      case ASKING, PERSON, ADVERB -> false;
      case NONE -> end == 0;
    };
  }

  private boolean isDash(int at, int c) {
    boolean before = isSpace(at - 1);
    boolean behind = isSpace(at + 1);
    if (before != behind) {
      return c == '—' && !isDigit(at - 1) && !isDigit(at + 1);
    }
    if (before) {
      return at == 0 || text.charAt(at - 1) == '\n' || isPause(at);
    }
    // Neither "AB-12" nor "x-y", but "20-year-old".
    boolean words = isLetter(at - 1) && isLetter(at + 1);
    boolean variables = !isLetter(at - 2) && !isLetter(at + 2);
    boolean age = isDigit(at - 1) && isLetter(at + 1) && isLetter(at + 2);
    return (words && !variables) || age;
  }

  /** A dash with spaces around it, where it is no minus between numbers or variables. */
  private boolean isPause(int at) {
    int before = next(at - 1, -1);
    int behind = next(at + 1, 1);
    boolean numbers = isDigit(before) && isDigit(behind);
    boolean variables = isVariable(before) || isVariable(behind);
    return before >= 0 && behind < text.length() && !numbers && !variables && !isObject(at);
  }

  /** A letter alone that is no word. */
  private boolean isVariable(int at) {
    return isLetter(at)
        && !isLetterOrDigit(at - 1)
        && !isLetterOrDigit(at + 1)
        && !isOneOf(WORDS_OF_A_LETTER, at);
  }

  /** Brackets around words that stand apart from others, and not around one letter. */
  private boolean isAside(int at, int c) {
    boolean opens = c == '(';
    boolean letter = opens ? isOneOf(")", at + 2) : isOneOf("(", at - 2);
    if (letter) {
      return false;
    }
    int words = opens ? next(at + 1, 1) : next(at - 1, -1);
    boolean apart = opens ? isSpace(at - 1) : isBeforeGap(at);
    boolean beside = opens ? isBeginOfWord(words) : isEndOfWord(words);
    boolean spaced = words != (opens ? at + 1 : at - 1);
    return apart && beside && (!spaced || (hasOther(at, opens) && !isObject(at)));
  }

  private boolean hasOther(int at, boolean opens) {
    int begin = opens ? at : Math.max(0, at - LONGEST_ASIDE);
    int end = opens ? Math.min(text.length(), at + LONGEST_ASIDE) : at;
    return text.indexOf(opens ? ')' : '(', begin, end) >= 0;
  }

  /** A bracket beside a number or an operator, without which a formula means something else. */
  private boolean isGrouping(int at) {
    return isOfFormula(at, -1) || isOfFormula(at, 1);
  }

  /** Whether the next character in this direction, beyond spaces, is a digit or an operator. */
  private boolean isOfFormula(int index, int step) {
    int next = next(index + step, step);
    return isDigit(next) || isOneOf(OPERATORS, next);
  }

  /** A quotation mark without its like, or an apostrophe; behind a number it is a unit. */
  private boolean isMark(int at) {
    if (isDigit(at - 1) && !isLetter(at + 1)) {
      return false;
    }
    boolean opens = isSpace(at - 1) || isOneOf(OPENING, at - 1);
    boolean within = isLetterOrDigit(at - 1) && isLetter(at + 1);
    return (opens && isBeginOfWord(at + 1)) || within || (isEndOfWord(at - 1) && isBeforeGap(at));
  }

  private boolean isBeginOfWord(int at) {
    return isLetterOrDigit(at) || isOneOf(OPENING, at);
  }

  private boolean isEndOfWord(int at) {
    return isLetterOrDigit(at) || isOneOf(ENDING, at) || isOneOf(CLOSING, at);
  }

  private boolean isBeforeGap(int at) {
    return isSpace(at + 1) || isOneOf(ENDING, at + 1) || isOneOf(CLOSING, at + 1);
  }

  /**
   * Whether the letters from here belong to a path, where their case counts; what is before a colon
   * and the name of the host are the same in any case.
   */
  boolean isOfPath(int at) {
    int begin = at;
    while (begin > 0
        && at - begin < LONGEST_PATH
        && !Character.isWhitespace(text.charAt(begin - 1))) {
      begin--;
    }
    String before = text.substring(begin, at);
    int host = before.indexOf("://");
    boolean absolute = before.startsWith("/") || before.startsWith("~/") || before.startsWith("./");
    return absolute
        || before.indexOf('\\') >= 0
        || (host >= 0 && before.indexOf('/', host + 3) > 0);
  }

  /** A letter of a formula, whose place counts: {@code i++} is not {@code ++i}. */
  boolean isBesideOperator(int at, int end) {
    return isOperator(at - 1, -1) || isOperator(end, 1);
  }

  private boolean isOperator(int index, int step) {
    int next = next(index, step);
    // A dash with spaces around it may part two sentences.
    return isOneOf(OPERATORS, next) && (next == index || !isOneOf("-–", next));
  }

  /**
   * The first character from here in this direction that is no space; beyond the text if none is.
   */
  private int next(int from, int step) {
    int next = from;
    while (next >= 0 && next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next += step;
    }
    return next;
  }

  private boolean isIn(int at) {
    return at >= 0 && at < text.length();
  }

  private boolean isOneOf(String signs, int at) {
    return isIn(at) && signs.indexOf(text.charAt(at)) >= 0;
  }

  /** A space, or beyond the text. */
  private boolean isSpace(int at) {
    return !isIn(at) || Character.isWhitespace(text.charAt(at));
  }

  private boolean isDigit(int at) {
    return isIn(at) && Character.isDigit(text.charAt(at));
  }

  private boolean isLetter(int at) {
    return isIn(at)
        && (Character.isLetter(text.charAt(at))
            || Character.getType(text.charAt(at)) == Character.NON_SPACING_MARK
            || Character.getType(text.charAt(at)) == Character.COMBINING_SPACING_MARK);
  }

  private boolean isLetterOrDigit(int at) {
    return isLetter(at) || isDigit(at);
  }
}
