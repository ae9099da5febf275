package dev.rung.server.cache;

import java.util.List;

/**
 * The words that change places where a question becomes a clause: "what is the capital" asks what
 * "what the capital is" asks, and "where can I" what "where I can" asks. Immutable.
 *
 * <p>They are an auxiliary verb and a person, each of which the text has once, at the places where
 * a question or a clause has them. Anywhere else their place counts: "birds that can swim and fly"
 * are not "birds that swim and can fly".
 */
final class Inversion {
  private static final int NONE = -1;

  private final List<Token> tokens;
  private final int asking;
  private final int verb;
  private final int person;

  private Inversion(List<Token> tokens) {
    this.tokens = tokens;
    this.asking = only(FunctionWords.ASKING);
    this.verb = only(FunctionWords.AUXILIARY);
    this.person = only(FunctionWords.PERSON);
  }

  static Inversion of(List<Token> tokens) {
    return new Inversion(tokens);
  }

  /** Whether the place of this token says nothing. */
  boolean isFree(int at) {
    return asking != NONE && ((at == verb && isVerbFree()) || (at == person && isPersonFree()));
  }

  /** "Is what Ann said true" asks for nothing that is unknown: there the verb stays first. */
  private boolean isVerbFree() {
    boolean last = verb == tokens.size() - 1 || endsClause();
    boolean first = opens(verb) && asking != verb + 1;
    return last || first || asksBefore(verb) || isBeside(verb, person);
  }

  /** "When the bridge was built", but not "who sues and may win". */
  private boolean endsClause() {
    return verb > 1
        && verb == tokens.size() - 2
        && asking == 0
        && FunctionWords.of(tokens.get(verb - 1).text()) != FunctionWords.BIND;
  }

  private boolean isPersonFree() {
    return isBeside(person, verb) || asksBefore(person);
  }

  /** Whether what is asked for stands right before it and begins the question: no "people who". */
  private boolean asksBefore(int at) {
    return asking != NONE && asking == at - 1 && (opens(asking) || isBehindPhrase());
  }

  /** Whether it begins the text, or what stands behind a comma or the like. */
  private boolean opens(int at) {
    return at == 0 || tokens.get(at - 1).broken();
  }

  /** "In Austria what is", without a comma. */
  private boolean isBehindPhrase() {
    return FunctionWords.of(tokens.getFirst().text()) == FunctionWords.PHRASE;
  }

  private static boolean isBeside(int one, int other) {
    return one != NONE && other != NONE && Math.abs(one - other) == 1;
  }

  /** Where the only word of this kind stands; -1 where there is none or several. */
  private int only(FunctionWords kind) {
    int found = NONE;
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).word() && FunctionWords.of(tokens.get(i).text()) == kind) {
        if (found != NONE) {
          return NONE;
        }
        found = i;
      }
    }
    return found;
  }
}
