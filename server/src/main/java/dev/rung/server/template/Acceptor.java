package dev.rung.server.template;

import com.google.re2j.Pattern;
import java.util.List;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.CharacterRunAutomaton;
import org.apache.lucene.util.automaton.Operations;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;

/**
 * Says of a text, in one table look-up per character, that none of some patterns can match it. The
 * patterns themselves simulate every state that they could be in, which is a hundred times slower,
 * and nearly every text that is shown to them matches none. Immutable.
 */
interface Acceptor {
  /** How many states are worked on before an automaton is given up as too large. */
  int MOST_WORK = 20_000;

  /** Whether one of the patterns might match this text, which is in lower case. */
  boolean mayMatch(String lower);

  /** For patterns that match a whole text. */
  static Acceptor ofWhole(List<Pattern> patterns) {
    try {
      CharacterRunAutomaton automaton = automaton(patterns);
      return automaton::run;
    } catch (TooComplexToDeterminizeException tooLarge) {
      return any -> true;
    }
  }

  /** For patterns that match the beginning of a text. */
  static Acceptor ofBeginning(List<Pattern> patterns) {
    try {
      CharacterRunAutomaton automaton = automaton(patterns);
      return text -> acceptsBeginning(automaton, text);
    } catch (TooComplexToDeterminizeException tooLarge) {
      return any -> true;
    }
  }

  private static CharacterRunAutomaton automaton(List<Pattern> patterns) {
    List<Automaton> all = patterns.stream().map(p -> PatternAutomaton.of(p.pattern())).toList();
    Automaton automaton = Operations.determinize(Operations.union(all), MOST_WORK);
    return new CharacterRunAutomaton(Operations.removeDeadStates(automaton));
  }

  private static boolean acceptsBeginning(CharacterRunAutomaton automaton, String text) {
    int state = 0;
    for (int i = 0; !automaton.isAccept(state); ) {
      if (i == text.length()) {
        return false;
      }
      int c = text.codePointAt(i);
      state = automaton.step(state, c);
      if (state < 0) {
        return false;
      }
      i += Character.charCount(c);
    }
    return true;
  }
}
