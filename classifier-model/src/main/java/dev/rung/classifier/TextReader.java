package dev.rung.classifier;

import dev.rung.classifier.Labels.Label;
import java.util.Optional;
import java.util.Set;

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
  private static final Set<String> TEXT_TAGS =
      Set.of("text", "txt", "markdown", "md", "plain", "plaintext");

  private final LineShape shape = new LineShape();
  private final ProseCounter prose;
  private final CodeCounter code = new CodeCounter();
  private final LayoutReader layout = new LayoutReader();
  private LineKind before = LineKind.BLANK;
  private LineKind lastFilled = LineKind.BLANK;

  /** Marks that opened the fence we are in; 0 outside of fences. */
  private int fenceLength;

  private char fenceMark;
  private boolean fencedText;
  private boolean persona;

  TextReader(Lexicon lexicon) {
    prose = new ProseCounter(lexicon.table());
  }

  /** Reads the sample of the text; once. */
  void read(String text) {
    int from = Persona.end(text);
    persona = Persona.isPlayed(text, from);
    int headEnd = text.length() <= HEAD + TAIL ? text.length() : HEAD;
    int tailStart = Math.max(headEnd, text.length() - TAIL);
    layout.read(text, from, headEnd);
    layout.read(text, tailStart, text.length());
    lines(text, from, headEnd);
    lines(text, tailStart, text.length());
  }

  TextFeatures prose(int length) {
    return prose.features(length, persona, layout.layout());
  }

  WordGrams grams() {
    return prose.grams();
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
      if (fenceLength > 0) {
        fencedLine(text, start, end);
      } else {
        line(text, start, end);
      }
      start = end + 1;
    }
  }

  private void line(String text, int from, int to) {
    LineKind kind = shape.kind(text, from, to, before, lastFilled);
    if (kind != LineKind.BLANK && layout.isSpeech(text, shape.start(), shape.end())) {
      kind = LineKind.QUOTE;
    }
    switch (kind) {
      case BLANK, QUOTE -> prose.paragraphEnds();
      case FENCE -> openFence(text);
      case TRACE -> {
        prose.paragraphEnds();
        code.trace();
      }
      case CODE -> codeLine(text, from, to);
      case ITEM -> {
        prose.item();
        prose.line(text, LineStart.item(text, shape.start(), shape.end()), to);
      }
      case PROSE -> proseLine(text, from, to);
    }
    before = kind;
    lastFilled = kind == LineKind.BLANK ? lastFilled : kind;
  }

  private void proseLine(String text, int from, int to) {
    int colon = Labels.colon(text, shape.start(), shape.end());
    Label label = colon < 0 ? Label.NONE : Labels.of(text, shape.start(), colon);
    prose.labelled(label, text, label == Label.NONE ? from : colon + 1, to);
  }

  private void codeLine(String text, int from, int to) {
    int proseEnd = shape.proseEnd();
    prose.line(text, from, proseEnd);
    prose.paragraphEnds();
    if (shape.isTabular()) {
      code.tables();
    }
    code.line(text, proseEnd, shape.codeEnd());
    prose.line(text, shape.codeEnd(), to);
  }

  private void openFence(String text) {
    prose.paragraphEnds();
    fenceMark = text.charAt(shape.start());
    fenceLength = LineStart.fence(text, shape.start(), shape.end());
    String tag = firstWord(text.substring(shape.start() + fenceLength, shape.end()).strip());
    fencedText = TEXT_TAGS.contains(tag);
    code.declare(tag.isEmpty() ? Optional.empty() : CodeLanguage.named(tag));
  }

  private void fencedLine(String text, int from, int to) {
    int start = from;
    while (start < to && text.charAt(start) <= ' ') {
      start++;
    }
    int end = to;
    while (end > start && text.charAt(end - 1) <= ' ') {
      end--;
    }
    if (start == end) {
      return;
    }
    if (LineStart.closesFence(text, start, end, fenceMark, fenceLength)) {
      fenceLength = 0;
      before = LineKind.FENCE;
      lastFilled = LineKind.FENCE;
    } else if (!fencedText) {
      code.line(text, start, end);
    }
  }

  private static String firstWord(String info) {
    int space = info.indexOf(' ');
    return space < 0 ? info : info.substring(0, space);
  }
}
