package dev.rung.server.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** "The difference between A and B" is that between B and A: both are put into one order. */
final class Difference {
  private static final Set<String> DIFFERENCE =
      Set.of(
          "difference",
          "differences",
          "unterschied",
          "unterschiede",
          "diferencia",
          "diferencias",
          "différence",
          "différences",
          "differenza",
          "differenze",
          "diferença",
          "diferenças");
  private static final Set<String> BETWEEN = Set.of("between", "zwischen", "entre", "tra", "fra");
  private static final Set<String> ARTICLES =
      Set.of(
          "a", "an", "the", "der", "die", "das", "den", "dem", "einem", "einer", "le", "la", "les",
          "un", "une", "el", "los", "las", "una", "il", "lo", "gli", "o", "os", "as", "um", "uma");
  private static final Set<String> AND = Set.of("and", "und", "y", "e", "et");

  private Difference() {}

  /**
   * The same words with the two things in the order of their letters; as they are where there are
   * more than two, where one has a number or a sign, whose order may count, and where one has more
   * words, of which the last may belong to both: "dog and cat food".
   */
  static List<Token> ordered(List<Token> tokens) {
    int begin = begin(tokens);
    if (begin < 0) {
      return tokens;
    }
    int end = end(tokens, begin);
    List<Integer> joints = new ArrayList<>();
    for (int i = begin; i < end; i++) {
      if (AND.contains(tokens.get(i).text())) {
        joints.add(i);
      }
    }
    boolean words = tokens.subList(begin, end).stream().allMatch(Token::word);
    if (joints.size() != 1 || !words) {
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

  /** Where the first thing begins; -1 where there is no difference between things. */
  private static int begin(List<Token> tokens) {
    for (int i = 1; i < tokens.size() - 1; i++) {
      if (BETWEEN.contains(tokens.get(i).text()) && DIFFERENCE.contains(tokens.get(i - 1).text())) {
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
