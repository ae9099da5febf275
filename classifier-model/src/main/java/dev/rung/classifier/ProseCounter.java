package dev.rung.classifier;

/**
 * Counts what prose tells. For one thread and one text.
 *
 * <p>Senses are taken from the opening (the first {@value #OPENING_WORDS} words) and the closing
 * paragraph. An action that is done to given text (correct, translate, summarise ...) turns
 * everything behind its colon or its paragraph into material, whose words have no sense: "fix the
 * typo: our architecture is scalible" speaks of a typo only.
 */
final class ProseCounter implements WordReader.Sink {
  static final int OPENING_WORDS = 60;

  /** An action counts as the opening's own up to here; later ones are told about, not asked for. */
  private static final int OPENING_ACTION = 15;

  /** The same where the verb comes last and a character is a word. */
  private static final int LATE_ACTION = 40;

  /** What a Japanese or a Chinese question ends with, where no question mark stands behind it. */
  private static final String ASKING_ENDS = "か吗";

  private static final long ACTIONS = Sense.bitsOf(Sense.Kind.ACTION);
  private static final long TAKES_MATERIAL =
      Sense.FORMAT.bit()
          | Sense.RENAME.bit()
          | Sense.CORRECT.bit()
          | Sense.COMMENT.bit()
          | Sense.CONVERT.bit()
          | Sense.TRANSLATE.bit()
          | Sense.REWRITE.bit()
          | Sense.SUMMARIZE.bit()
          | Sense.PICK.bit();

  private final WordReader reader;
  private final WordContext context = new WordContext();
  private final Quantities quantities = new Quantities();
  private final WordGrams grams = new WordGrams();
  private final Cues.Counter cues = new Cues.Counter();
  private final Telling telling = new Telling();
  private final QuestionPlace.Finder question = new QuestionPlace.Finder();
  private final Paragraph opening = new Paragraph();
  private Paragraph closing = new Paragraph();
  private int words;
  private int ideographs;
  private int sentences;
  private int questions;
  private int listItems;
  private int numbers;
  private int quoted;
  private boolean material;
  private boolean labelled;
  private int given;
  private boolean begun;
  private boolean verbLast;
  private boolean foreign;
  private boolean remark;
  private Mood mood = Mood.STATEMENT;

  ProseCounter(WordTable table) {
    reader = new WordReader(table, this, Sense.bitsOf(Sense.Kind.OBJECT));
  }

  void item() {
    listItems++;
  }

  /** A blank line, a fence, a quote or code: the paragraph is over. */
  void paragraphEnds() {
    labelled = false;
    if (words > 0) {
      endSentence();
      material |= takesMaterial();
      if (!closing.isEmpty()) {
        closing = new Paragraph();
      }
    }
  }

  /** A line behind a label. */
  void labelled(Labels.Label label, String text, int from, int to) {
    if (label == Labels.Label.MATERIAL) {
      endSentence();
      labelled = true;
    } else if (label == Labels.Label.QUESTION) {
      endSentence();
      labelled = false;
    }
    line(text, from, to);
  }

  void line(String text, int from, int to) {
    given += labelled ? to - from : 0;
    int at = from;
    while (at < to) {
      char c = text.charAt(at);
      if (Letters.inWord(c)) {
        letter(c);
        at = reader.read(text, at, to);
        if (!material && !labelled) {
          cues.word(reader.hash(), reader.korean());
          grams.word(reader.hash(), reader.stem());
        }
      } else if (c == ' ') {
        at++;
      } else {
        int past = Quotes.end(text, at, to);
        if (c == '\\' && Formulas.isCommand(text, at + 1, to)) {
          past = Formulas.commandEnd(text, at + 1, to);
        } else if (past == at) {
          char before = at > from ? text.charAt(at - 1) : ' ';
          punctuation(before, c, at + 1 < to ? text.charAt(at + 1) : ' ');
          past = at + 1;
        } else {
          quoted += past - at;
        }
        at = past;
      }
    }
  }

  @Override
  public void word(long bits, int number) {
    words++;
    numbers += number >= 0 ? 1 : 0;
    if (material || labelled) {
      return;
    }
    if (number >= 0 || (bits & Sense.NUMERAL.bit()) != 0) {
      cues.number();
    }
    long named = current().gives(words) ? bits & Paragraph.NOMINAL : 0;
    long meant = context.meant(bits, reader.hash()) | named;
    quantities.word(meant, number, reader.hash());
    telling.word(bits, words, verbLast);
    if (!begun && (bits & Sense.COURTESY.bit()) == 0) {
      begun = true;
      mood = moodOf(meant);
      remark = mood == Mood.QUESTION && (bits & Sense.COMMENT.bit()) != 0;
    }
    current().add(meant, words, context.isAsked());
  }

  WordGrams grams() {
    return grams;
  }

  TextFeatures features(int length, boolean persona, Layout layout) {
    return new Instruction(opening, closing, openingAction(), words)
        .features(
            length,
            words - ideographs / 2,
            Math.max(sentences, words > 0 ? 1 : 0),
            questions,
            listItems,
            numbers,
            quoted,
            mood,
            ideographs > 0 || verbLast,
            foreign,
            material,
            telling.told(),
            remark,
            persona,
            quantities.asked(),
            question.found(words, ideographs > 0),
            layout,
            cues.cues(given));
  }

  private void letter(char c) {
    ideographs += Letters.isIdeographic(c) ? 1 : 0;
    foreign |= Letters.isForeign(c);
    if (Letters.isVerbLast(c)) {
      verbLast = true;
      current().verbComesLast();
    } else if (c == '的') {
      current().headFollows();
    }
  }

  private void punctuation(char before, char c, char next) {
    boolean followedBySpace = next <= ' ';
    switch (c) {
      case '?', '？' -> {
        asked();
        sentence();
      }
      case '.', '!' -> {
        if (followedBySpace) {
          sentence();
        }
      }
      case '。', '！', '।' -> {
        if (c == '。' && ASKING_ENDS.indexOf(before) >= 0) {
          asked();
        }
        sentence();
      }
      case ',', ';', '，', '、', '；' ->
          clauseEnds(!(Character.isDigit(before) && Character.isDigit(next)));
      case ':', '：' -> {
        clauseEnds(true);
        material |= (followedBySpace || c == '：') && takesMaterial();
      }
      default -> {}
    }
  }

  private void asked() {
    questions++;
    question.asks(words);
  }

  private void clauseEnds(boolean told) {
    if (told) {
      telling.clauseEnds();
    }
    context.clauseEnds();
  }

  private void sentence() {
    telling.clauseEnds();
    sentences++;
    endSentence();
  }

  private void endSentence() {
    context.sentenceEnds();
    question.sentenceEnds(words);
    grams.breaks();
    current().sentenceEnds();
  }

  private Paragraph current() {
    return words <= OPENING_WORDS ? opening : closing;
  }

  private int openingAction() {
    return ideographs > 0 || verbLast ? LATE_ACTION : OPENING_ACTION;
  }

  private boolean takesMaterial() {
    return opening.actsBy(openingAction())
        && ((1L << opening.action() & TAKES_MATERIAL) != 0
            || opening.object() == Sense.TYPO.index());
  }

  private static Mood moodOf(long bits) {
    if ((bits & Sense.QUESTION.bit()) != 0) {
      return Mood.QUESTION;
    }
    return (bits & ACTIONS) != 0 ? Mood.COMMAND : Mood.STATEMENT;
  }
}
