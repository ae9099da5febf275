package dev.rung.bench.pairs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pairs that ask something else though they differ by little. */
final class DifferentPairs {
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final int[] FURTHER = {1, 2, 3, 4, 6, 7, 8, 10, 13, 20, 50, 100};

  /** Languages whose first sentences are put beside each other. */
  private static final List<List<String>> ACROSS =
      List.of(List.of("de", "fr"), List.of("es", "it"), List.of("fr", "es"));

  private static final int OF_EACH = 8;

  private final List<List<String>> negations = Lines.of("negations.tsv");
  private final List<Pair> pairs = new ArrayList<>();

  List<Pair> of(List<Sentence> sentences) {
    Lines.of("traps.tsv")
        .forEach(
            cells -> pairs.add(new Pair(cells.get(0), cells.get(1), cells.get(2), cells.get(3))));
    for (Sentence sentence : sentences) {
      sentence
          .changed()
          .forEach(other -> add(sentence.language(), other.kind(), sentence.text(), other.text()));
      addNegation(sentence);
    }
    ACROSS.forEach(two -> addAcross(of(two.get(0), sentences), of(two.get(1), sentences)));
    return pairs;
  }

  private void add(String language, String kind, String one, String other) {
    pairs.add(new Pair(language, kind, one, other));
    if (kind.equals("number")) {
      addNumbers(language, one, other);
      return;
    }
    pairs.add(new Pair(language, kind, lower(one), lower(other)));
    pairs.add(new Pair(language, kind, "Please " + Sentence.small(one), other));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private void addNumbers(String language, String one, String other) {
    Matcher number = NUMBER.matcher(other);
    if (!number.find()) {
      return;
    }
    int first = Integer.parseInt(number.group());
    for (int more : FURTHER) {
      String further = number.replaceFirst(Integer.toString(first + more));
      pairs.add(new Pair(language, "number", one, further));
    }
  }

  private void addNegation(Sentence sentence) {
    String text = sentence.text();
    negations.stream()
        .filter(cells -> cells.getFirst().equals(sentence.language()))
        .filter(cells -> text.contains(Lines.unquoted(cells.get(1))))
        .findFirst()
        .ifPresent(cells -> {
          String words = Pattern.quote(Lines.unquoted(cells.get(1)));
          String contrary = text.replaceFirst(words, Lines.unquoted(cells.get(2)));
          add(sentence.language(), "negation", text, contrary);
        });
  }

  private static List<Sentence> of(String language, List<Sentence> sentences) {
    return sentences.stream().filter(each -> each.language().equals(language)).toList();
  }

  private void addAcross(List<Sentence> some, List<Sentence> others) {
    for (int i = 0; i < Math.min(OF_EACH, Math.min(some.size(), others.size())); i++) {
      Sentence one = some.get(i);
      pairs.add(new Pair(one.language(), "language", one.text(), others.get(i).text()));
    }
  }
}
