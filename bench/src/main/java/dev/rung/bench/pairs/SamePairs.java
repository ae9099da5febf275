package dev.rung.bench.pairs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Pairs that ask the same: the second one is spelt, signed or worded a little differently. */
final class SamePairs {
  private static final Pattern LAST_SIGNS = Pattern.compile("[?. ]+$");
  private static final List<UnaryOperator<String>> SPACING =
      List.of(
          text -> "  " + text.replace(" ", "  ") + " ",
          text -> text.replaceFirst(" ", "\n") + "\n",
          text -> text.replaceFirst(" ", "   ").replaceFirst("(?<=\\S) (?=\\S)", "   "),
          text -> text.replace("?", " ?").replace(".", " ."));
  private static final List<UnaryOperator<String>> CASE =
      List.of(
          text -> text.toLowerCase(Locale.ROOT),
          text -> text.toUpperCase(Locale.ROOT),
          SamePairs::titled,
          Sentence::small);
  private static final List<UnaryOperator<String>> PUNCTUATION =
      List.of(
          SamePairs::bare,
          text -> bare(text) + "!!",
          text -> bare(text) + "...",
          text -> bare(text.replace(",", "").replace("¿", "")) + "?");

  private final Random random;
  private final Slips slips;
  private final List<List<String>> courtesies = Lines.of("courtesies.tsv");
  private final List<Pair> pairs = new ArrayList<>();

  SamePairs(Random random) {
    this.random = random;
    this.slips = new Slips(random);
  }

  /** Two of each kind in English, one in the other languages. */
  List<Pair> draw(List<Sentence> sentences) {
    for (Sentence sentence : sentences) {
      for (int round = 1; round <= (sentence.language().equals("en") ? 2 : 1); round++) {
        String text = sentence.text();
        add(sentence, "spacing", Optional.of(any(SPACING).apply(text)));
        add(sentence, "case", Optional.of(any(CASE).apply(text)));
        add(sentence, "punctuation", Optional.of(any(PUNCTUATION).apply(text)));
        add(sentence, "typing", slips.in(text, round));
        add(sentence, "politeness", Optional.of(polite(sentence.language(), text)));
        add(sentence, "order", sentence.withPhraseInFront(any(List.of(", ", " "))));
      }
    }
    return pairs;
  }

  private void add(Sentence sentence, String kind, Optional<String> other) {
    other.ifPresent(text -> pairs.add(new Pair(sentence.language(), kind, sentence.text(), text)));
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private String polite(String language, String text) {
    List<String> courtesy =
        any(courtesies.stream().filter(cells -> cells.getFirst().equals(language)).toList());
    String before = Lines.unquoted(courtesy.get(1));
    String behind = Lines.unquoted(courtesy.get(2));
    String begun = before.isEmpty() || before.endsWith("! ") ? text : Sentence.small(text);
    if (behind.isEmpty()) {
      return before + begun;
    }
    boolean goesOn = behind.startsWith(".") || behind.startsWith(",");
    return before + bare(begun) + (goesOn ? "" : "?") + behind;
  }

  private static String bare(String text) {
    return LAST_SIGNS.matcher(text).replaceFirst("");
  }

  private static String titled(String text) {
    return Arrays.stream(text.split(" ", -1))
        .map(word -> word.isEmpty() ? word : Sentence.large(word))
        .collect(Collectors.joining(" "));
  }
}
