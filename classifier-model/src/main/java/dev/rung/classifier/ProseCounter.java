package dev.rung.classifier;

import java.util.Optional;

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

  private static final Sense[] SENSES = Sense.values();
  private static final WordTable WORDS =
      WordLists.read("senses.txt", name -> Sense.valueOf(name).bit());
  private static final long ACTIONS = Sense.bitsOf(Sense.Kind.ACTION);
  private static final long TAKES_MATERIAL =
      Sense.FORMAT.bit()
          | Sense.RENAME.bit()
          | Sense.CORRECT.bit()
          | Sense.COMMENT.bit()
          | Sense.CONVERT.bit()
          | Sense.TRANSLATE.bit()
          | Sense.SUMMARIZE.bit()
          | Sense.TYPO.bit();

  private final WordReader reader = new WordReader(WORDS, this);
  private final Paragraph opening = new Paragraph();
  private Paragraph closing = new Paragraph();
  private int words;
  private int ideographs;
  private int sentences;
  private int questions;
  private int listItems;
  private int numbers;
  private boolean material;
  private boolean begun;
  private boolean nounNext;
  private Mood mood = Mood.STATEMENT;

  void item() {
    listItems++;
  }

  /** A blank line, a fence, a quote or code: the paragraph is over. */
  void paragraphEnds() {
    if (words > 0) {
      material |= takesMaterial();
      if (!closing.isEmpty()) {
        closing = new Paragraph();
      }
    }
  }

  void line(String text, int from, int to) {
    int at = from;
    while (at < to) {
      char c = text.charAt(at);
      if (Letters.inWord(c)) {
        ideographs += Letters.isIdeographic(c) ? 1 : 0;
        at = reader.read(text, at, to);
      } else {
        int past = Quotes.end(text, at, to);
        if (past == at) {
          punctuation(c, at + 1 >= to || text.charAt(at + 1) <= ' ');
          past = at + 1;
        }
        at = past;
      }
    }
  }

  @Override
  public void word(long bits, boolean number) {
    words++;
    numbers += number ? 1 : 0;
    if (material) {
      return;
    }
    long meant = nounNext ? bits & ~ACTIONS : bits;
    nounNext = (bits & Sense.DETERMINER.bit()) != 0;
    if (!begun && (bits & Sense.COURTESY.bit()) == 0) {
      begun = true;
      mood = moodOf(meant);
    }
    if (words <= OPENING_WORDS) {
      opening.add(meant, words);
    } else {
      closing.add(meant, words);
    }
  }

  TextFeatures features(int length) {
    Paragraph asking = opening.actsBy(OPENING_ACTION) || closing.action() < 0 ? opening : closing;
    int object = asking.object() >= 0 ? asking.object() : opening.object();
    Mood put = mood == Mood.STATEMENT && questions > 0 ? Mood.QUESTION : mood;
    return new TextFeatures(
        length,
        words - ideographs / 2,
        Math.max(sentences, words > 0 ? 1 : 0),
        questions,
        listItems,
        numbers,
        put,
        senseOf(asking.action()),
        senseOf(object),
        opening.with(closing));
  }

  private void punctuation(char c, boolean followedBySpace) {
    switch (c) {
      case '?', '？' -> {
        questions++;
        sentences++;
      }
      case '.', '!' -> sentences += followedBySpace ? 1 : 0;
      case '。', '！' -> sentences++;
      case ':', '：' -> material |= (followedBySpace || c == '：') && takesMaterial();
      default -> {}
    }
  }

  private boolean takesMaterial() {
    return opening.actsBy(OPENING_ACTION)
        && ((1L << opening.action() & TAKES_MATERIAL) != 0
            || opening.object() == Sense.TYPO.index());
  }

  private static Mood moodOf(long bits) {
    if ((bits & Sense.QUESTION.bit()) != 0) {
      return Mood.QUESTION;
    }
    return (bits & ACTIONS) != 0 ? Mood.COMMAND : Mood.STATEMENT;
  }

  private static Optional<Sense> senseOf(int index) {
    return index < 0 ? Optional.empty() : Optional.of(SENSES[index]);
  }
}
