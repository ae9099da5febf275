package dev.rung.classifier;

import java.util.List;
import java.util.Locale;

/**
 * Finds who the answer is to come from, where a prompt opens with it: "You are a pirate captain."
 * What is asked for stands behind it.
 */
final class Persona {
  private static final OpeningLetters<String> OPENINGS =
      byLetter(
          "you are a",
          "you are the",
          "you're a",
          "you're the",
          "you play",
          "act as",
          "i want you to act as",
          "i want you to be",
          "i would like you to act as",
          "i'd like you to act as",
          "act like",
          "imagine you are",
          "imagine you're",
          "imagine that you are",
          "pretend you are",
          "pretend to be",
          "pretend you're",
          "pretend that you are",
          "roleplay as",
          "role-play as",
          "from now on you are",
          "let's roleplay",
          "du bist ein",
          "du bist der",
          "du bist die",
          "du spielst",
          "sie sind ein",
          "stell dir vor, du bist",
          "stell dir vor, du wärst",
          "tu so, als wärst du",
          "verhalte dich wie",
          "agiere als",
          "ich möchte, dass du als",
          "ich will, dass du als",
          "quiero que actúes como",
          "quiero que seas",
          "je veux que tu agisses comme",
          "je veux que tu sois",
          "我想让你扮演",
          "我想让你充当",
          "我想让你担任",
          "我希望你扮演",
          "我希望你充当",
          "我希望你担任",
          "我要你扮演",
          "我要你充当",
          "我要你担任",
          "请你充当",
          "请你担任",
          "eres un",
          "eres el",
          "eres la",
          "actúa como",
          "actua como",
          "imagina que eres",
          "finge que eres",
          "finge ser",
          "haz de",
          "tu es un",
          "tu es le",
          "tu es la",
          "vous êtes un",
          "agis comme",
          "joue le rôle",
          "imagine que tu es",
          "fais comme si tu étais",
          "你现在是",
          "你是一",
          "你扮演",
          "请你扮演",
          "请扮演",
          "扮演",
          "假装",
          "faites semblant",
          "fais semblant",
          "supposons que vous êtes",
          "supposons que tu es",
          "suponga que es",
          "supón que eres",
          "stellen sie sich vor, sie",
          "angenommen, du bist",
          "假设你是",
          "假装你是",
          "想象你是",
          "现在你是",
          "あなたは",
          "君は",
          "आप एक",
          "तुम एक",
          "मान लो कि तुम",
          "मान लीजिए कि आप",
          "कल्पना करो कि तुम",
          "कल्पना कीजिए कि आप");

  /** Whoever is only told to be of help plays no part. */
  private static final List<String> HELPERS =
      List.of("assist", "asist", "hilf", "helpful", "助手", "助理", "アシスタント", "सहायक", "chatbot");

  /** The same, where a name follows and more than that: "You are Sherlock Holmes. Greet me." */
  private static final OpeningLetters<String> BEFORE_NAMES =
      byLetter("you are ", "du bist ", "eres ", "tu es ");

  private static final List<String> ENDS = List.of(" and ", " und ", " y ", " et ", " और ");

  /** Characters that a part may take. */
  static final int LONGEST = 300;

  private Persona() {}

  private static OpeningLetters<String> byLetter(String... openings) {
    return new OpeningLetters<>(List.of(openings), opening -> opening);
  }

  /** Where what is asked for begins; 0 where no part is given. */
  static int end(String text) {
    int from = 0;
    while (from < text.length() && from < LONGEST && text.charAt(from) <= ' ') {
      from++;
    }
    for (String opening : OPENINGS.at(text, from)) {
      if (text.regionMatches(true, from, opening, 0, opening.length())) {
        return sentenceEnd(text, from + opening.length());
      }
    }
    return Math.max(Guise.end(text, from), namedEnd(text, from));
  }

  private static int namedEnd(String text, int from) {
    for (String opening : BEFORE_NAMES.at(text, from)) {
      int name = from + opening.length();
      if (text.regionMatches(true, from, opening, 0, opening.length())
          && name < text.length()
          && Character.isUpperCase(text.charAt(name))) {
        int end = sentenceEnd(text, name);
        if (end < text.length()) {
          return end;
        }
      }
    }
    return 0;
  }

  /** Whether the part {@code text[0, end)} is one to be played. */
  static boolean isPlayed(String text, int end) {
    return end > 0
        && HELPERS.stream().noneMatch(text.substring(0, end).toLowerCase(Locale.ROOT)::contains);
  }

  /** 0 for a question, which tells nobody who they are. */
  private static int sentenceEnd(String text, int from) {
    int most = Math.min(text.length(), from + LONGEST);
    for (int i = from; i < most; i++) {
      char c = text.charAt(i);
      if (c == '?' || c == '？' || c == '吗' || c == 'か') {
        return 0;
      }
      if (".!。！।;；，\n".indexOf(c) >= 0 || isEnd(text, i)) {
        return i + 1;
      }
    }
    return most == text.length() ? most : 0;
  }

  private static boolean isEnd(String text, int at) {
    return text.charAt(at) == ' ' && ENDS.stream().anyMatch(end -> text.startsWith(end, at));
  }
}
