package dev.rung.server.template;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Operations;

/**
 * Collects what a character class of a pattern holds, and the same in lower case. What it does not
 * understand makes it hold every character. For one class and one thread.
 */
final class CharacterSet {
  /** A range of more characters is taken as it is and not lowered one by one. */
  private static final int LONGEST_LOWERED = 1_000;

  private final List<Automaton> ranges = new ArrayList<>();
  private boolean anything;

  /** Takes the item of a class that begins at {@code at}; returns where the next begins. */
  int addItem(String pattern, int at) {
    if (pattern.startsWith("[:", at)) {
      anything = true;
      return pattern.indexOf(":]", at) + 2;
    }
    if (pattern.charAt(at) == '\\' && Character.isLetterOrDigit(pattern.charAt(at + 1))) {
      return addEscape(pattern, at);
    }
    int start = at + (pattern.charAt(at) == '\\' ? 1 : 0);
    int from = pattern.codePointAt(start);
    int next = start + Character.charCount(from);
    boolean range =
        pattern.charAt(next) == '-'
            && pattern.charAt(next + 1) != ']'
            && !pattern.startsWith("\\", next + 1);
    if (!range) {
      add(from, from);
      return next;
    }
    int to = pattern.codePointAt(next + 1);
    add(from, to);
    return next + 1 + Character.charCount(to);
  }

  /** Takes an escape with a letter, such as "\d"; returns where it ends. */
  int addEscape(String pattern, int at) {
    switch (pattern.charAt(at + 1)) {
      case 'd' -> add('0', '9');
      case 's' -> {
        add('\t', '\n');
        add('\f', '\r');
        add(' ', ' ');
      }
      case 'w' -> {
        add('0', '9');
        add('a', 'z');
        add('_', '_');
      }
      case 'n' -> add('\n', '\n');
      case 't' -> add('\t', '\t');
      case 'p', 'P' -> {
        anything = true;
        return pattern.charAt(at + 2) == '{' ? pattern.indexOf('}', at) + 1 : at + 3;
      }
      case 'x' -> {
        anything = true;
        return pattern.charAt(at + 2) == '{' ? pattern.indexOf('}', at) + 1 : at + 4;
      }
      default -> anything = true;
    }
    return at + 2;
  }

  /** One character of the class, or one that is not of it. */
  Automaton automaton(boolean negated) {
    if (anything) {
      return Automata.makeAnyChar();
    }
    Automaton all = Operations.determinize(Operations.union(ranges), Acceptor.MOST_WORK);
    return negated ? Operations.minus(Automata.makeAnyChar(), all, Acceptor.MOST_WORK) : all;
  }

  private void add(int from, int to) {
    ranges.add(Automata.makeCharRange(from, to));
    if (to - from <= LONGEST_LOWERED) {
      for (int c = from; c <= to; c++) {
        int lower = PatternAutomaton.lower(c);
        if (lower != c) {
          ranges.add(Automata.makeChar(lower));
        }
      }
    }
  }
}
