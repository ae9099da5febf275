package dev.rung.classifier.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/** How carelessly people type. Material and what looks like code stay as they are. */
enum Typing {
  /** A word with a letter too many, too few, or in the wrong place. */
  TYPO {
    @Override
    String change(String text, SplittableRandom random) {
      return Typos.one(text, random);
    }
  },
  LOWER_CASE {
    @Override
    String change(String text, SplittableRandom random) {
      return text.toLowerCase(Locale.ROOT);
    }
  },
  UPPER_CASE {
    @Override
    String change(String text, SplittableRandom random) {
      return text.toUpperCase(Locale.ROOT);
    }
  },
  /** Without the marks that end a sentence, and without commas. */
  NO_PUNCTUATION {
    @Override
    String change(String text, SplittableRandom random) {
      return MARKS.matcher(text).replaceAll("");
    }
  },
  /** As on a keyboard of another country. */
  NO_ACCENTS {
    @Override
    String change(String text, SplittableRandom random) {
      return ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
    }
  };

  /** Back quotes and lines that are set in. */
  private static final Pattern LIKE_CODE = Pattern.compile("`|\\n[ \\t]");

  private static final Pattern MARKS =
      Pattern.compile("[,;](?= )|[.?!:](?=\\s|$)|[¿¡。？！]|\\s\\?(?=\\s|$)");
  private static final Pattern ACCENTS = Pattern.compile("(?<=[A-Za-z])[\\u0300-\\u0308\\u0327]+");

  abstract String change(String text, SplittableRandom random);

  /** Changes what was said and leaves what was pasted. */
  List<Piece> apply(List<Piece> pieces, SplittableRandom random) {
    List<Piece> changed = new ArrayList<>();
    for (Piece piece : pieces) {
      boolean typed = !piece.pasted() && !LIKE_CODE.matcher(piece.text()).find();
      changed.add(typed ? new Piece(change(piece.text(), random), false) : piece);
    }
    return changed;
  }

  /** The same in one of the pieces. */
  List<Piece> applyOnce(List<Piece> pieces, SplittableRandom random) {
    int at = random.nextInt(pieces.size());
    List<Piece> changed = new ArrayList<>(pieces);
    changed.set(at, apply(List.of(pieces.get(at)), random).getFirst());
    return changed;
  }
}
