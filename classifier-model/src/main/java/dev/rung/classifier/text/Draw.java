package dev.rung.classifier.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** One text drawn from a grammar: the same slot has the same value throughout. */
final class Draw {
  private static final int TRIES = 8;

  private final Grammar grammar;
  private final String language;
  private final SplittableRandom random;
  private final Map<String, List<Piece>> values = new HashMap<>();
  private final Map<String, Set<Integer>> takenByList = new HashMap<>();

  Draw(Grammar grammar, String language, SplittableRandom random) {
    this.grammar = grammar;
    this.language = language;
    this.random = random;
  }

  /** The phrase with every slot filled. */
  List<Piece> fill(Phrase phrase) {
    List<Piece> pieces = new ArrayList<>();
    for (Part part : phrase.parts()) {
      switch (part) {
        case Part.Words words -> pieces.add(new Piece(words.text(), phrase.pasted()));
        case Part.OneOf choice -> pieces.addAll(fill(oneOf(choice.phrases())));
        case Part.Amount amount -> pieces.addAll(amount(amount));
        case Part.Slot slot -> pieces.addAll(slot(slot));
      }
    }
    return pieces;
  }

  /** One of the list's fillers, filled; nothing if there is no such list. */
  List<Piece> fillFrom(String list) {
    return grammar.fillers(list, language).isEmpty() ? List.of() : fill(untaken(list));
  }

  private List<Piece> amount(Part.Amount amount) {
    return values.computeIfAbsent(
        amount.key(),
        key -> {
          int number = random.nextInt(amount.from(), amount.to() + 1);
          return List.of(new Piece(Integer.toString(number), false));
        });
  }

  private List<Piece> slot(Part.Slot slot) {
    List<Piece> value = values.get(slot.key());
    if (value == null) {
      value = fill(untaken(slot.list()));
      values.put(slot.key(), value);
    }
    return slot.capital() ? capital(value) : value;
  }

  /** A filler that no other slot of this text took, unless the list is short. */
  private Phrase untaken(String list) {
    List<Phrase> fillers = grammar.fillers(list, language);
    Set<Integer> taken = takenByList.computeIfAbsent(list, name -> new HashSet<>());
    int choice = random.nextInt(fillers.size());
    for (int i = 0; i < TRIES && taken.contains(choice); i++) {
      choice = random.nextInt(fillers.size());
    }
    taken.add(choice);
    return fillers.get(choice);
  }

  private Phrase oneOf(List<Phrase> phrases) {
    return phrases.get(random.nextInt(phrases.size()));
  }

  private static List<Piece> capital(List<Piece> pieces) {
    List<Piece> capital = new ArrayList<>(pieces);
    Piece first = capital.getFirst();
    String text = first.text();
    int end = text.offsetByCodePoints(0, text.isEmpty() ? 0 : 1);
    String upper = text.substring(0, end).toUpperCase(Locale.ROOT);
    capital.set(0, new Piece(upper + text.substring(end), first.pasted()));
    return capital;
  }
}
