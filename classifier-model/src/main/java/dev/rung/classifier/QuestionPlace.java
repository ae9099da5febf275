package dev.rung.classifier;

/**
 * Where a prompt's question stands: a short one behind a long text asks of that text.
 *
 * @param words of the last question; two ideographs make a word; 0 where nothing is asked
 * @param opens whether the first sentence is a question
 * @param closes whether nothing stands behind the last question
 */
public record QuestionPlace(int words, boolean opens, boolean closes) {

  /** Finds it while the text is read. For one thread and one text. */
  static final class Finder {
    private int sentenceBegan;
    private int words;
    private int end = -1;
    private boolean opens;

    /**
     * A question mark.
     *
     * @param read how many words were read so far
     */
    void asks(int read) {
      if (read > sentenceBegan) {
        words = read - sentenceBegan;
        opens |= sentenceBegan == 0;
        end = read;
      }
    }

    /** A sentence or a paragraph is over. */
    void sentenceEnds(int read) {
      sentenceBegan = read;
    }

    /**
     * What was found in a text of so many words.
     *
     * @param ideographic whether each ideograph was counted as a word
     */
    QuestionPlace found(int read, boolean ideographic) {
      return new QuestionPlace(ideographic ? (words + 1) / 2 : words, opens, end == read);
    }
  }
}
