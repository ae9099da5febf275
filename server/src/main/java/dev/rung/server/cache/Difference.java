package dev.rung.server.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts two things into one order where their order says nothing: "the difference between A and B",
 * "compare A and B", "which is better, A or B", "A vs B".
 */
final class Difference {
  private static final Set<String> DIFFERENCE = WordList.words("compared.txt", "difference");
  private static final Set<String> BETWEEN = WordList.words("compared.txt", "between");
  private static final Set<String> ARTICLES = WordList.words("compared.txt", "article");
  private static final Set<String> AND = WordList.words("compared.txt", "and");
  private static final Set<String> OR = WordList.words("compared.txt", "or");
  private static final Set<String> VERSUS = WordList.words("compared.txt", "versus");
  private static final Set<String> COMPARE = WordList.words("compared.txt", "compare");

  private Difference() {}

  /**
   * The same words with the two things in the order of their letters; as they are where there are
   * more than two, where one has a number or a sign, whose order may count, where one has more
   * words, of which the last may belong to both ("dog and cat food"), and where more is said behind
   * a choice.
   */
  static List<Token> ordered(List<Token> tokens) {
    Set<String> joined = AND;
    int begin = begin(tokens);
    if (begin < 0) {
      joined = OR;
      begin = beginOfChoice(tokens);
    }
    if (begin < 0) {
      joined = VERSUS;
      begin = 0;
    }
    return ordered(tokens, begin, joined);
  }

  private static List<Token> ordered(List<Token> tokens, int begin, Set<String> joined) {
    int end = end(tokens, begin);
    List<Integer> joints = new ArrayList<>();
    for (int i = begin; i < end; i++) {
      if (joined.contains(tokens.get(i).text())) {
        joints.add(i);
      }
    }
    boolean words = tokens.subList(begin, end).stream().allMatch(Token::word);
    boolean open = joined.equals(OR) && end < tokens.size();
    if (joints.size() != 1 || !words || open) {
      return tokens;
    }
    int joint = joints.getFirst();
    List<Token> one = tokens.subList(begin, joint);
    List<Token> other = tokens.subList(joint + 1, end);
    if (length(one) != length(other) || letters(one).compareTo(letters(other)) <= 0) {
      return tokens;
    }
    List<Token> ordered = new ArrayList<>(tokens.subList(0, begin));
    ordered.addAll(other);
    ordered.add(tokens.get(joint));
    ordered.addAll(one);
    ordered.addAll(tokens.subList(end, tokens.size()));
    return ordered;
  }

  /** Where the first thing begins; -1 where none are compared. */
  private static int begin(List<Token> tokens) {
    if (tokens.size() > 1 && COMPARE.contains(tokens.getFirst().text())) {
      return 1;
    }
    for (int i = 1; i < tokens.size() - 1; i++) {
      if (BETWEEN.contains(tokens.get(i).text()) && DIFFERENCE.contains(tokens.get(i - 1).text())) {
        return i + 1;
      }
    }
    return -1;
  }

  /**
   * Behind the last comma of "which is better, tea or coffee"; -1 where nothing is to be chosen.
   */
  private static int beginOfChoice(List<Token> tokens) {
    if (tokens.isEmpty() || FunctionWords.of(tokens.getFirst().text()) != FunctionWords.ASKING) {
      return -1;
    }
    for (int i = tokens.size() - 2; i > 0; i--) {
      if (tokens.get(i).broken()) {
        return i + 1;
      }
    }
    return -1;
  }

  /** Behind the second thing: at a comma or the like, a preposition, or the end. */
  private static int end(List<Token> tokens, int begin) {
    int end = begin;
    while (end < tokens.size()
        && FunctionWords.of(tokens.get(end).text()) != FunctionWords.PHRASE) {
      end++;
      if (tokens.get(end - 1).broken()) {
        return end;
      }
    }
    return end;
  }

  /** In words but for articles. */
  private static long length(List<Token> tokens) {
    return tokens.stream().filter(token -> !ARTICLES.contains(token.text())).count();
  }

  private static String letters(List<Token> tokens) {
    return tokens.stream().map(Token::text).collect(Collectors.joining(" "));
  }
}
