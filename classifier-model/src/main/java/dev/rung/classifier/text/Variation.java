package dev.rung.classifier.text;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Changes to a drawn text that leave its tier as it is: careless typing, fences, and phrases before
 * and after it from the lists {@code before.any}, {@code before.tierN}, {@code before.KIND} and the
 * same with {@code after}. Small talk and commands get no phrase of {@code any}.
 */
final class Variation {
  /** Of a hundred texts, so many are left alone, and so many more are changed once. */
  private static final int AS_IT_IS = 48;

  private static final int ONCE = 35;

  private static final int MOST_TYPOS = 3;

  private final Grammar grammar;
  private final Group group;
  private final Draw draw;
  private final SplittableRandom random;

  Variation(Grammar grammar, Group group, Draw draw, SplittableRandom random) {
    this.grammar = grammar;
    this.group = group;
    this.draw = draw;
    this.random = random;
  }

  /** The text, changed or not. */
  List<Piece> vary(List<Piece> pieces) {
    int die = random.nextInt(100);
    int changes = die < AS_IT_IS ? 0 : die < AS_IT_IS + ONCE ? 1 : 2;
    List<Piece> varied = pieces;
    for (int i = 0; i < changes; i++) {
      varied = change(varied);
    }
    return varied;
  }

  private List<Piece> change(List<Piece> pieces) {
    return switch (random.nextInt(10)) {
      case 0, 1 -> typos(pieces);
      case 2 -> Typing.LOWER_CASE.apply(pieces, random);
      case 3 -> Typing.NO_PUNCTUATION.apply(pieces, random);
      case 4 -> keyboard().apply(pieces, random);
      case 5 -> Fence.around(pieces, random);
      case 6, 7, 8 -> before(pieces);
      default -> after(pieces);
    };
  }

  private Typing keyboard() {
    return random.nextInt(6) == 0 ? Typing.UPPER_CASE : Typing.NO_ACCENTS;
  }

  private List<Piece> typos(List<Piece> pieces) {
    List<Piece> typed = pieces;
    for (int i = 1 + random.nextInt(MOST_TYPOS); i > 0; i--) {
      typed = Typing.TYPO.applyOnce(typed, random);
    }
    return typed;
  }

  private List<Piece> before(List<Piece> pieces) {
    List<Piece> phrase = phrase("before");
    if (phrase.isEmpty()) {
      return pieces;
    }
    return joined(phrase, between(phrase, pieces), pieces);
  }

  private List<Piece> after(List<Piece> pieces) {
    List<Piece> phrase = phrase("after");
    if (phrase.isEmpty()) {
      return pieces;
    }
    return joined(pieces, stop(pieces) + between(pieces, pieces), phrase);
  }

  private List<Piece> phrase(String side) {
    List<String> lists = new ArrayList<>(List.of(side + ".tier" + group.tier()));
    lists.add(side + "." + group.kind());
    if (group.tier() > 0) {
      lists.add(side + ".any");
    }
    lists.removeIf(list -> grammar.fillers(list, group.language()).isEmpty());
    return lists.isEmpty() ? List.of() : draw.fillFrom(lists.get(random.nextInt(lists.size())));
  }

  /** A phrase beside a text of several lines stands on its own line. */
  private String between(List<Piece> first, List<Piece> pieces) {
    if (first.getLast().text().endsWith("\n")) {
      return "";
    }
    if (pieces.stream().anyMatch(piece -> piece.text().contains("\n"))) {
      return random.nextBoolean() ? "\n\n" : "\n";
    }
    return writesWithoutSpaces() ? "" : " ";
  }

  /** What ends the last sentence, if nothing does. */
  private String stop(List<Piece> pieces) {
    String text = Piece.join(pieces);
    boolean open =
        !text.isEmpty() && Character.isLetterOrDigit(text.codePointBefore(text.length()));
    if (!open || random.nextInt(4) == 0) {
      return "";
    }
    return writesWithoutSpaces() ? "。" : random.nextBoolean() ? "." : ",";
  }

  private boolean writesWithoutSpaces() {
    return group.language().equals("zh") || group.language().equals("ja");
  }

  private static List<Piece> joined(List<Piece> first, String between, List<Piece> second) {
    List<Piece> all = new ArrayList<>(first);
    all.add(new Piece(between, false));
    all.addAll(second);
    return all;
  }
}
