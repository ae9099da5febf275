package dev.rung.classifier;

/** Finds numbers that stand before what they count, at most two words away. */
final class Quantities {
  private static final int NEAR = 2;

  /** Nobody asks for more parts: "the 1956 chess program" is one. */
  private static final int MOST_PARTS = 100;

  /** Words of a text below which their number is no length: "three words for it". */
  private static final int PASSAGE = 100;

  /** What a number in letters stands for: lists tell that it is one, not which. */
  private static final int SEVERAL = 3;

  private static final long PARTS =
      Sense.FUNCTION.bit()
          | Sense.TEST.bit()
          | Sense.CLASS.bit()
          | Sense.COMPONENT.bit()
          | Sense.MODULE.bit()
          | Sense.SYSTEM.bit()
          | Sense.API.bit()
          | Sense.MANY.bit();

  private static final long WRITTEN = Sense.TEXT.bit() | Sense.STORY.bit();

  private static final long OBJECTS = Sense.bitsOf(Sense.Kind.OBJECT);

  private boolean several;

  /** Whether the word before was "my", and whether it came before a text. */
  private boolean self;

  private boolean theirs;

  /** Words since the first thing was named, itself included; 0 before. */
  private int named;

  private int pending;
  private int distance;
  private int parts;
  private int files;
  private int lines;
  private int prose;

  /**
   * Takes the next word.
   *
   * @param number that it begins with, or -1
   * @param hash of the word
   */
  void word(long bits, int number, int hash) {
    theirs |= self && (bits & WRITTEN) != 0;
    self = (bits & Sense.SELF.bit()) != 0;
    several |= named <= NEAR && (bits & Sense.MANY.bit()) != 0;
    named += named > 0 || (bits & OBJECTS) != 0 ? 1 : 0;
    if (number > 0 || (bits & Sense.NUMERAL.bit()) != 0) {
      pending = number > 0 ? number : SEVERAL;
      distance = 0;
    } else if (pending > 0) {
      count(bits, (CueWords.of(hash) & CueWords.MEASURE) != 0);
    }
  }

  Asked asked() {
    return new Asked(several ? Math.max(parts, SEVERAL) : parts, files, lines, prose);
  }

  private void count(long bits, boolean measure) {
    if ((bits & Sense.LINE.bit()) != 0) {
      lines = Math.max(lines, pending);
    } else if ((bits & Sense.FILE.bit()) != 0) {
      files = Math.max(files, pending);
    } else if (measure && pending >= PASSAGE) {
      prose = theirs ? prose : Math.max(prose, pending);
    } else if ((bits & PARTS) != 0 && pending <= MOST_PARTS) {
      parts = Math.max(parts, pending);
    } else if (++distance < NEAR) {
      return;
    }
    pending = 0;
  }
}
