package dev.rung.server.cache;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * The word or the phrase that tells when, with what, or how all of an answer is to be, and may
 * stand at several places: "briefly explain osmosis", "explain osmosis briefly"; "in Python, how do
 * I sort a list by name". Immutable.
 *
 * <p>It is the only one of its kind in a text of one sentence, and stands where it can belong to
 * nothing else: at the beginning, at the end, behind the verb that asks for something, or between
 * the person and what the person does. Anywhere else its place counts: "a quickly spreading rash".
 */
final class Adverbials {
  private static final List<List<Set<String>>> PHRASES = phrases("how");

  /** Phrases that tell with what something is done. */
  private static final List<List<Set<String>>> TOOLS = phrases("with");

  private static final Set<String> FIRST = first();

  /** What begins another clause, whose verb an adverb at the end may belong to. */
  private static final Set<String> FURTHER_VERB = WordList.words("adverbials.txt", "verb");

  private static final Set<String> RELATIVE = WordList.words("adverbials.txt", "relative");

  /** What else may be done in so many words. */
  private static final Set<String> TELLING = WordList.words("adverbials.txt", "telling");

  private final BitSet free = new BitSet();

  /** A part of a text from its first word up to the one behind its last. */
  private record Part(int begin, int end) {}

  private Adverbials(List<Token> tokens) {
    if (isOneSentence(tokens)) {
      free(tokens, found(tokens, PHRASES, true));
      freeTools(tokens, found(tokens, TOOLS, false));
    }
  }

  private void free(List<Token> tokens, List<Part> found) {
    if (found.size() == 1) {
      int begin = found.getFirst().begin();
      int end = found.getFirst().end();
      boolean phrase = end - begin > 1;
      if (phrase ? isPhraseFree(tokens, begin, end) : isAdverbFree(tokens, begin)) {
        free.set(begin, end);
      }
    }
  }

  private void freeTools(List<Token> tokens, List<Part> found) {
    if (found.size() == 1 && isToolFree(tokens, found.getFirst())) {
      free.set(found.getFirst().begin(), found.getFirst().end());
    }
  }

  private static List<List<Set<String>>> phrases(String kind) {
    return WordList.lines("adverbials.txt", kind).stream().map(Adverbials::phrase).toList();
  }

  private static List<Set<String>> phrase(String line) {
    List<Set<String>> phrase = new ArrayList<>();
    for (String words : line.split(" +", -1)) {
      phrase.add(Set.of(words.split("/", -1)));
    }
    return List.copyOf(phrase);
  }

  private static Set<String> first() {
    List<String> first = new ArrayList<>();
    PHRASES.forEach(phrase -> first.addAll(phrase.getFirst()));
    TOOLS.forEach(phrase -> first.addAll(phrase.getFirst()));
    return Set.copyOf(first);
  }

  static Adverbials of(List<Token> tokens) {
    return new Adverbials(tokens);
  }

  /** Whether the place of this token says nothing. */
  boolean isFree(int at) {
    return free.get(at);
  }

  private static boolean isOneSentence(List<Token> tokens) {
    return tokens.stream().limit(Math.max(0, tokens.size() - 1)).noneMatch(Token::endsSentence);
  }

  private static List<Part> found(
      List<Token> tokens, List<List<Set<String>>> phrases, boolean adverbs) {
    List<Part> found = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      int end = FIRST.contains(tokens.get(i).text()) ? end(tokens, i, phrases) : i;
      if (adverbs && tokens.get(i).word() && kind(tokens, i) == FunctionWords.ADVERB) {
        end = i + 1;
      }
      if (end > i) {
        found.add(new Part(i, end));
        i = end - 1;
      }
    }
    return found;
  }

  /** Where the longest phrase that begins here ends; here where none does. */
  private static int end(List<Token> tokens, int begin, List<List<Set<String>>> phrases) {
    int end = begin;
    for (List<Set<String>> phrase : phrases) {
      if (begin + phrase.size() <= tokens.size() && stands(phrase, tokens, begin)) {
        end = Math.max(end, begin + phrase.size());
      }
    }
    return end;
  }

  private static boolean stands(List<Set<String>> phrase, List<Token> tokens, int begin) {
    for (int i = 0; i < phrase.size(); i++) {
      Token token = tokens.get(begin + i);
      String text = token.text();
      Set<String> words = phrase.get(i);
      boolean number = words.contains("#") && text.startsWith("#");
      boolean any = words.contains("_") && token.word();
      if (!number && !any && !words.contains(text)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPhraseFree(List<Token> tokens, int begin, int end) {
    boolean told = tokens.stream().skip(2).anyMatch(token -> TELLING.contains(token.text()));
    return begin == 0 || isBehindRequest(tokens, begin) || (end == tokens.size() && !told);
  }

  /**
   * "In Python" tells of all that is done in a text of one verb; behind a participle it may tell of
   * that: "code written in Python".
   */
  private static boolean isToolFree(List<Token> tokens, Part part) {
    int first = part.begin() == 0 ? part.end() : 0;
    for (int i = 0; i < tokens.size(); i++) {
      boolean asks = i > first && kind(tokens, i) == FunctionWords.ASKING;
      if (asks || RELATIVE.contains(tokens.get(i).text())) {
        return false;
      }
    }
    if (part.begin() == 0) {
      return first < tokens.size()
          && (tokens.get(first - 1).broken() || kind(tokens, first) == FunctionWords.ASKING);
    }
    String before = tokens.get(part.begin() - 1).text();
    boolean participle = before.endsWith("ed") || before.endsWith("en");
    return switch (kind(tokens, part.begin() - 1)) {
      case PERSON -> true;
      case NONE -> !participle && (part.end() == tokens.size() || beginsPart(tokens, part.end()));
      case ADVERB, ASKING, AUXILIARY, BIND, CLAUSE, PHRASE -> false;
    };
  }

  /** Whether another phrase or a clause begins here. */
  private static boolean beginsPart(List<Token> tokens, int at) {
    return kind(tokens, at) == FunctionWords.PHRASE || kind(tokens, at) == FunctionWords.CLAUSE;
  }

  private static boolean isAdverbFree(List<Token> tokens, int at) {
    boolean doer = at > 0 && kind(tokens, at - 1) == FunctionWords.PERSON;
    boolean last = at == tokens.size() - 1;
    boolean place = at == 0 || isBehindRequest(tokens, at) || isBehindVerb(tokens, at);
    return (place || doer || last) && (isOneClause(tokens) || (place && !last));
  }

  /** Behind "explain" or "give me". */
  private static boolean isBehindRequest(List<Token> tokens, int at) {
    boolean request = kind(tokens, 0) == FunctionWords.NONE && tokens.getFirst().word();
    boolean receiver = at == 2 && kind(tokens, 1) == FunctionWords.PERSON;
    return request && (at == 1 || receiver);
  }

  /** "Was kostet derzeit ein Brief". */
  private static boolean isBehindVerb(List<Token> tokens, int at) {
    return at == 2
        && at + 1 < tokens.size()
        && (kind(tokens, 0) == FunctionWords.ASKING || tokens.getFirst().text().equals("was"))
        && kind(tokens, 1) == FunctionWords.NONE
        && kind(tokens, 3) == FunctionWords.BIND;
  }

  private static boolean isOneClause(List<Token> tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      FunctionWords kind = kind(tokens, i);
      boolean asks = i > 0 && kind == FunctionWords.ASKING;
      boolean clause = kind == FunctionWords.CLAUSE;
      if (asks || clause || FURTHER_VERB.contains(tokens.get(i).text())) {
        return false;
      }
    }
    return true;
  }

  private static FunctionWords kind(List<Token> tokens, int at) {
    return FunctionWords.of(tokens.get(at).text());
  }
}
