package dev.rung.classifier;

/**
 * What a prompt lets see of its answer, whatever the matter is. Words of material do not count.
 *
 * @param together whether those who ask speak of themselves as several: "how can we ..."
 * @param choices words that are chosen between or say that two texts are alike: "yes or no",
 *     "positive", "the same"
 * @param depth words for work in depth: "a comprehensive survey"
 * @param enterprise words for a firm and its market: "our client", "profits", "rivals"
 * @param given UTF-16 units of lines that a label marks as material: "Passage: ..."
 * @param figures numbers, in digits or letters, and words that relate them: "each", "half",
 *     "twice", "percent". Of what is told before a sum the steps of its solution follow best from
 *     them
 * @param wanted which word is the first that names what is wanted of a text, such as its tone or a
 *     title for it, from 1; 0 where none does
 * @param causes words that ask for a reason: "why"
 */
public record Cues(
    boolean together,
    int choices,
    int depth,
    int enterprise,
    int given,
    int figures,
    int wanted,
    int causes) {
  /** Counts them word by word. For one thread and one text. */
  static final class Counter {
    private int choices;
    private int depth;
    private int enterprise;
    private int figures;
    private int words;
    private int wanted;
    private int causes;
    private boolean together;

    /** Takes a number. */
    void number() {
      figures++;
    }

    /**
     * Takes a word.
     *
     * @param stem hash of its beginning; only that of a Korean word can be in the list
     */
    void word(int hash, int stem) {
      words++;
      int cues = CueWords.of(hash) | (stem == hash ? 0 : CueWords.of(stem));
      if (cues != 0) {
        together |= (cues & CueWords.TOGETHER) != 0;
        choices += (cues & CueWords.CHOICE) != 0 ? 1 : 0;
        depth += (cues & CueWords.DEPTH) != 0 ? 1 : 0;
        enterprise += (cues & CueWords.ENTERPRISE) != 0 ? 1 : 0;
        figures += (cues & CueWords.RELATION) != 0 ? 1 : 0;
        causes += (cues & CueWords.CAUSE) != 0 ? 1 : 0;
        wanted = wanted == 0 && (cues & CueWords.WANTED) != 0 ? words : wanted;
      }
    }

    Cues cues(int given) {
      return new Cues(together, choices, depth, enterprise, given, figures, wanted, causes);
    }
  }
}
