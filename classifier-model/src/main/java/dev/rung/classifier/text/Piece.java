package dev.rung.classifier.text;

import java.util.List;

/**
 * A stretch of a drawn text.
 *
 * @param pasted it is material, which changes of spelling leave alone
 */
record Piece(String text, boolean pasted) {

  /** The whole text. Where an empty piece left two spaces, or one before a full stop, one goes. */
  static String join(List<Piece> pieces) {
    StringBuilder joined = new StringBuilder();
    for (Piece piece : pieces) {
      String text = piece.text();
      boolean afterSpace = !joined.isEmpty() && joined.charAt(joined.length() - 1) == ' ';
      if (afterSpace && !piece.pasted() && !text.isEmpty() && " .,".indexOf(text.charAt(0)) >= 0) {
        joined.setLength(joined.length() - 1);
      }
      joined.append(text);
    }
    return joined.toString();
  }
}
