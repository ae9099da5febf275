package dev.rung.server.cache;

import java.util.List;
import java.util.Set;

/** What a word means for the order of words, as the byte that is kept of it. */
final class Places {
  /** A number, a sign or what is quoted: what is behind it belongs to it. */
  static final byte FIXED = 11;

  /** It begins a clause that tells when, why or on what condition the rest of a sentence holds. */
  static final byte SUBORDINATE = 12;

  /** It belongs to the word behind it, which may be a verb with a clause of its own. */
  static final byte TO = 13;

  /** A verb of saying or thinking, with a clause of its own, which may have no word before it. */
  static final byte SAYS = 14;

  /** What is added to the last word of a sentence that others follow. */
  private static final int ENDS = 0x40;

  /** What asks for something, or begins a clause. */
  private static final Set<String> CLAUSES = WordList.words("places.txt", "clause");

  /** Of what begins a clause, what stands before a whole sentence in it. */
  private static final Set<String> SUBORDINATES = WordList.words("places.txt", "subordinate");

  private static final Set<String> TOS = WordList.words("places.txt", "to");

  private static final Set<String> SAYING = WordList.words("places.txt", "says");

  private static final Set<String> WHICH = WordList.words("places.txt", "which");
  private static final Set<String> TIMES = WordList.words("places.txt", "time");

  private Places() {}

  static byte code(List<Token> tokens, int at) {
    Token token = tokens.get(at);
    boolean ends = token.endsSentence() && at + 1 < tokens.size();
    int kind = kind(tokens, at, token);
    return (byte) (ends ? kind | ENDS : kind);
  }

  private static byte kind(List<Token> tokens, int at, Token token) {
    if (!token.word()) {
      return isFollowed(tokens, at) ? FIXED : FunctionWords.NONE.code();
    }
    if (CLAUSES.contains(token.text())) {
      return FunctionWords.CLAUSE.code();
    }
    if (SUBORDINATES.contains(token.text())) {
      return SUBORDINATE;
    }
    if (TOS.contains(token.text())) {
      return TO;
    }
    if (SAYING.contains(token.text())) {
      return SAYS;
    }
    return (isTime(tokens, at) ? FunctionWords.PHRASE : FunctionWords.of(token.text())).code();
  }

  /** Whether what is behind it may belong to it; not behind a comma, nor what a question begins. */
  private static boolean isFollowed(List<Token> tokens, int at) {
    if (at + 1 == tokens.size() || tokens.get(at).broken()) {
      return false;
    }
    FunctionWords next = FunctionWords.of(tokens.get(at + 1).text());
    return next != FunctionWords.ASKING && next != FunctionWords.AUXILIARY;
  }

  /** "Last year", but not "since last year". */
  private static boolean isTime(List<Token> tokens, int at) {
    if (at + 1 == tokens.size()
        || !WHICH.contains(tokens.get(at).text())
        || !TIMES.contains(tokens.get(at + 1).text())) {
      return false;
    }
    return at == 0
        || switch (FunctionWords.of(tokens.get(at - 1).text())) {
          case BIND, PHRASE, CLAUSE -> false;
          case ASKING, AUXILIARY, PERSON, ADVERB, NONE -> true;
        };
  }

  /** The kind alone. */
  static byte kind(byte code) {
    return (byte) (code & ~ENDS);
  }

  /** Whether a sentence ends here, and another one follows. */
  static boolean ends(byte code) {
    return (code & ENDS) != 0;
  }
}
