package dev.rung.classifier.text;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Marks around pasted material of several lines. */
final class Fence {
  private static final List<String[]> MARKS =
      List.of(
          new String[] {"```\n", "\n```"},
          new String[] {"```\n", "\n```"},
          new String[] {"\"\"\"\n", "\n\"\"\""},
          new String[] {"---\n", "\n---"},
          new String[] {"<text>\n", "\n</text>"},
          new String[] {"### Input:\n", "\n"});

  private Fence() {}

  /** Puts the same marks around every pasted piece that begins a line. */
  static List<Piece> around(List<Piece> pieces, SplittableRandom random) {
    String[] marks = MARKS.get(random.nextInt(MARKS.size()));
    List<Piece> fenced = new ArrayList<>();
    boolean lineStart = true;
    for (Piece piece : pieces) {
      boolean fence = piece.pasted() && lineStart && piece.text().contains("\n");
      fenced.add(fence ? new Piece(marks[0] + piece.text() + marks[1], true) : piece);
      lineStart = piece.text().endsWith("\n");
    }
    return fenced;
  }
}
