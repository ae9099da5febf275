package dev.rung.server.template;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Operations;

/**
 * Turns a pattern in RE2 syntax into an automaton that accepts, in lower case, everything that the
 * pattern matches and may accept more: anchors and word boundaries match everywhere, a class that
 * is not understood takes any character, and a large count is endless. For one pattern and one
 * thread.
 */
final class PatternAutomaton {
  private static final int ENDLESS = -1;

  /** Counts beyond this are taken for endless: an automaton has a state for each. */
  private static final int LONGEST_COUNT = 12;

  private final String pattern;
  private int at;

  private PatternAutomaton(String pattern) {
    this.pattern = pattern;
  }

  /**
   * The automaton, not yet deterministic.
   *
   * @param pattern that RE2/J has compiled
   */
  static Automaton of(String pattern) {
    return new PatternAutomaton(pattern).alternation();
  }

  private Automaton alternation() {
    List<Automaton> branches = new ArrayList<>();
    branches.add(sequence());
    while (taken('|')) {
      branches.add(sequence());
    }
    return branches.size() == 1 ? branches.getFirst() : Operations.union(branches);
  }

  private Automaton sequence() {
    List<Automaton> parts = new ArrayList<>();
    while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
      parts.add(quantified(atom()));
    }
    return parts.isEmpty() ? Automata.makeEmptyString() : Operations.concatenate(parts);
  }

  private Automaton quantified(Automaton atom) {
    Automaton repeated = atom;
    while (at < pattern.length()) {
      int most = ENDLESS;
      int least = 0;
      if (taken('?')) {
        most = 1;
      } else if (taken('+')) {
        least = 1;
      } else if (pattern.charAt(at) == '{' && pattern.indexOf('}', at) > 0 && isCount()) {
        String[] bounds = pattern.substring(at + 1, pattern.indexOf('}', at)).split(",", -1);
        at = pattern.indexOf('}', at) + 1;
        least = Integer.parseInt(bounds[0]);
        most =
            bounds.length == 1
                ? least
                : bounds[1].isEmpty() ? ENDLESS : Integer.parseInt(bounds[1]);
      } else if (!taken('*')) {
        break;
      }
      // Whether it prefers more or less changes what groups take, not what is matched.
      taken('?');
      repeated = repeat(repeated, least, most);
    }
    return repeated;
  }

  /** "{2}" and "{2,}" are counts; "{,2}" and "{x}" are text. */
  private boolean isCount() {
    for (int i = at + 1; i < pattern.indexOf('}', at); i++) {
      char c = pattern.charAt(i);
      if (!Words.isDigit(c) && (c != ',' || i == at + 1)) {
        return false;
      }
    }
    return pattern.charAt(at + 1) != '}';
  }

  private static Automaton repeat(Automaton automaton, int least, int most) {
    if (most == ENDLESS || most > LONGEST_COUNT) {
      return repeatEndlessly(automaton, Math.min(least, LONGEST_COUNT));
    }
    return Operations.repeat(automaton, least, most);
  }

  private static Automaton repeatEndlessly(Automaton automaton, int least) {
    return least == 0 ? Operations.repeat(automaton) : Operations.repeat(automaton, least);
  }

  private Automaton atom() {
    char c = pattern.charAt(at);
    return switch (c) {
      case '(' -> group();
      case '[' -> characterClass();
      case '\\' -> escape();
      case '.' -> {
        at++;
        yield Automata.makeAnyChar();
      }
      case '^', '$' -> {
        at++;
        yield Automata.makeEmptyString();
      }
      default -> literal();
    };
  }

  private Automaton literal() {
    int c = pattern.codePointAt(at);
    at += Character.charCount(c);
    return Automata.makeChar(lower(c));
  }

  /** A group of any kind; flags of their own are no group and change nothing here. */
  private Automaton group() {
    at++;
    if (taken('?')) {
      if (taken('P') || pattern.charAt(at) == '<') {
        at = pattern.indexOf('>', at) + 1;
      } else {
        while (pattern.charAt(at) != ':' && pattern.charAt(at) != ')') {
          at++;
        }
        if (taken(')')) {
          return Automata.makeEmptyString();
        }
        at++;
      }
    }
    Automaton inner = alternation();
    at++;
    return inner;
  }

  private Automaton escape() {
    char c = pattern.charAt(at + 1);
    if (!Character.isLetterOrDigit(c)) {
      at++;
      return literal();
    }
    if (c == 'b' || c == 'B' || c == 'A' || c == 'z') {
      at += 2;
      return Automata.makeEmptyString();
    }
    CharacterSet set = new CharacterSet();
    at = set.addEscape(pattern, at);
    return set.automaton(false);
  }

  private Automaton characterClass() {
    at++;
    boolean negated = taken('^');
    CharacterSet set = new CharacterSet();
    boolean first = true;
    while (first || pattern.charAt(at) != ']') {
      at = set.addItem(pattern, at);
      first = false;
    }
    at++;
    return set.automaton(negated);
  }

  private boolean taken(char wanted) {
    if (at < pattern.length() && pattern.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  /** As {@link Words#lower} has it: surrogate pairs stay as they are. */
  static int lower(int c) {
    return Character.isBmpCodePoint(c) ? Character.toLowerCase((char) c) : c;
  }
}
