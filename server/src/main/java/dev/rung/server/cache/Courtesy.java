package dev.rung.server.cache;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes greetings, thanks and the like from around what is asked. */
final class Courtesy {
  /** Where a text is about words, courtesies may be what it is about. */
  private static final Set<String> ABOUT_WORDS = WordList.words("about-words.txt", "word");

  /** What stands right before a word that it is about: "when do Italians use grazie". */
  private static final Set<String> BEFORE_A_WORD = WordList.words("about-words.txt", "before");

  private static final Set<String> JOINTS = WordList.words("courtesy.txt", "joint");

  private static final int LEAST = 2;
  private static final List<List<String>> GREETINGS = phrases("greeting");
  private static final List<List<String>> FIRST = phrases("first");
  private static final List<List<String>> REQUESTS = phrases("request");
  private static final List<List<String>> VERBS = phrases("verb");
  private static final List<List<String>> INDIRECT = phrases("indirect");
  private static final List<List<String>> LAST = phrases("last");
  private static final List<List<String>> CLOSING = phrases("closing");
  private static final List<List<String>> ERRANDS = phrases("errand");
  private static final List<List<String>> ANYWHERE = phrases("any");
  private static final Set<String> RECEIVERS = Set.of("me", "us");
  private static final Set<String> PLEASE =
      ANYWHERE.stream().map(List::getFirst).collect(Collectors.toUnmodifiableSet());

  private Courtesy() {}

  private static List<List<String>> phrases(String kind) {
    return WordList.lines("courtesy.txt", kind).stream()
        .map(line -> Arrays.asList(line.split(" ", -1)))
        .sorted(Comparator.comparingInt((List<String> phrase) -> phrase.size()).reversed())
        .toList();
  }

  /** What is left; at least two pieces, else everything. */
  static List<Token> without(List<Token> tokens) {
    boolean aboutWords = tokens.stream().anyMatch(token -> ABOUT_WORDS.contains(token.text()));
    boolean asked = tokens.stream().anyMatch(token -> PLEASE.contains(token.text()));
    List<Token> left = tokens;
    for (int before = -1; before != left.size(); ) {
      before = left.size();
      left = withoutFirst(left, GREETINGS, true);
      left = withoutFirst(left, FIRST, false);
      left = withoutIndirect(left);
      left = withoutRequest(left, asked);
      left = withoutLast(left, LAST, aboutWords);
      left = withoutLast(left, CLOSING, true);
      left = asks(left) ? left : withoutLast(left, ERRANDS, aboutWords);
    }
    return aboutWords ? left : withoutMiddle(left);
  }

  private static List<Token> withoutFirst(
      List<Token> tokens, List<List<String>> phrases, boolean apart) {
    for (List<String> phrase : phrases) {
      int end = phrase.size();
      if (tokens.size() >= end + LEAST
          && stands(phrase, tokens, 0)
          && (!apart || tokens.get(end - 1).broken())) {
        return tokens.subList(end, tokens.size());
      }
    }
    return tokens;
  }

  private static List<Token> withoutIndirect(List<Token> tokens) {
    List<Token> left = withoutFirst(tokens, INDIRECT, false);
    boolean question =
        left.size() < tokens.size()
            && FunctionWords.of(left.getFirst().text()) == FunctionWords.ASKING;
    return question ? left : tokens;
  }

  /** "Could you explain" says "explain", but "could you swim" without a please is no request. */
  private static List<Token> withoutRequest(List<Token> tokens, boolean asked) {
    List<Token> left = withoutFirst(tokens, REQUESTS, false);
    boolean request =
        left.size() < tokens.size()
            && (asked
                || RECEIVERS.contains(left.get(1).text())
                || VERBS.stream()
                    .anyMatch(verb -> verb.size() <= left.size() && stands(verb, left, 0)));
    return request ? left : tokens;
  }

  private static List<Token> withoutLast(
      List<Token> tokens, List<List<String>> phrases, boolean apart) {
    for (List<String> phrase : phrases) {
      int begin = tokens.size() - phrase.size();
      if (begin >= LEAST
          && stands(phrase, tokens, begin)
          && isSaidBehind(tokens.get(begin - 1), apart)) {
        return tokens.subList(0, begin);
      }
    }
    return tokens;
  }

  /** Whether what is behind it is said to the reader, and not told of: "reply to thanks". */
  private static boolean isSaidBehind(Token before, boolean apart) {
    FunctionWords kind = FunctionWords.of(before.text());
    boolean takesMore =
        kind == FunctionWords.BIND
            || kind == FunctionWords.PHRASE
            || BEFORE_A_WORD.contains(before.text());
    return before.broken() ? !before.announces() : !apart && !takesMore;
  }

  /** Whether it begins as a question does: "draw a cat for me", but "is coffee bad for me". */
  private static boolean asks(List<Token> tokens) {
    FunctionWords kind =
        tokens.isEmpty() ? FunctionWords.NONE : FunctionWords.of(tokens.getFirst().text());
    return kind == FunctionWords.ASKING || kind == FunctionWords.AUXILIARY;
  }

  private static List<Token> withoutMiddle(List<Token> tokens) {
    List<Token> left = new ArrayList<>(tokens);
    for (List<String> phrase : ANYWHERE) {
      left = withoutEach(left, phrase.getFirst());
    }
    return left.size() < LEAST ? tokens : left;
  }

  /** But where another word takes it, as in "learn please and thank you" or in a title. */
  private static List<Token> withoutEach(List<Token> tokens, String courtesy) {
    List<Token> left = new ArrayList<>(tokens.size());
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      boolean joined = i + 1 < tokens.size() && !token.broken() && isJoint(tokens.get(i + 1));
      boolean taken = i > 0 && !isSaidBehind(tokens.get(i - 1), false);
      boolean said = token.word() && !token.named() && token.text().equals(courtesy);
      if (!said || joined || taken) {
        left.add(token);
      }
    }
    return left;
  }

  private static boolean isJoint(Token token) {
    return JOINTS.contains(token.text());
  }

  private static boolean stands(List<String> phrase, List<Token> tokens, int at) {
    for (int i = 0; i < phrase.size(); i++) {
      if (!tokens.get(at + i).word()
          || !tokens.get(at + i).text().equalsIgnoreCase(phrase.get(i))) {
        return false;
      }
    }
    return true;
  }
}
