package dev.rung.classifier;

import java.util.Optional;

/**
 * Reads a prompt line by line and hands each to what counts it. For one thread and one text.
 *
 * <p>Of a text longer than {@link #HEAD} + {@link #TAIL} UTF-16 units only so much of its beginning
 * and its end is read: people put the instruction there and the pasted material in between. A fence
 * that is open where the beginning ends is taken to be open where the end begins.
 */
final class TextReader {
  static final int HEAD = 8_192;
  static final int TAIL = 4_096;

  /** Tags of fences whose content is text. */
  private static final String TEXT_TAGS = " text txt markdown md plain plaintext ";

  private final LineShape shape = new LineShape();
  private final ProseCounter prose = new ProseCounter();
  private final CodeCounter code = new CodeCounter();
  private LineKind before = LineKind.BLANK;
  private LineKind lastFilled = LineKind.BLANK;
  private boolean fenced;
  private boolean fencedText;

  /** Reads the sample of the text; once. */
  void read(String text) {
    if (text.length() <= HEAD + TAIL) {
      lines(text, 0, text.length());
      return;
    }
    lines(text, 0, HEAD);
    lines(text, text.length() - TAIL, text.length());
  }

  TextFeatures prose(int length) {
    return prose.features(length);
  }

  CodeFeatures code(int length) {
    double share = length <= HEAD + TAIL ? 1 : (double) (HEAD + TAIL) / length;
    return code.features(share);
  }

  private void lines(String text, int from, int to) {
    int start = from;
    while (start < to) {
      int feed = text.indexOf('\n', start, to);
      int end = feed < 0 ? to : feed;
      if (fenced) {
        fencedLine(text, start, end);
      } else {
        line(text, start, end);
      }
      start = end + 1;
    }
  }

  private void line(String text, int from, int to) {
    LineKind kind = shape.kind(text, from, to, before, lastFilled);
    if (kind != LineKind.PROSE && kind != LineKind.ITEM) {
      prose.paragraphEnds();
    }
    switch (kind) {
      case BLANK, QUOTE -> {}
      case FENCE -> openFence(text, from, to);
      case TRACE -> code.trace();
      case CODE -> code.line(text, from, to);
      case ITEM -> {
        prose.item();
        prose.line(text, from, to);
      }
      case PROSE -> prose.line(text, from, to);
    }
    before = kind;
    lastFilled = kind == LineKind.BLANK ? lastFilled : kind;
  }

  private void openFence(String text, int from, int to) {
    fenced = true;
    String tag = text.substring(from, to).strip().substring(3).strip();
    fencedText = !tag.isEmpty() && TEXT_TAGS.contains(" " + tag + " ");
    code.declare(tag.isEmpty() ? Optional.empty() : CodeLanguage.named(tag));
  }

  private void fencedLine(String text, int from, int to) {
    int start = from;
    while (start < to && text.charAt(start) <= ' ') {
      start++;
    }
    if (LineShape.isFence(text, start, to)) {
      fenced = false;
      before = LineKind.FENCE;
      lastFilled = LineKind.FENCE;
    } else if (start < to && !fencedText) {
      code.line(text, start, to);
    }
  }
}
