package dev.rung.server.classify;

/** What a verdict rests on, and how far that can be trusted. */
enum Evidence {
  /** The caller said so. */
  HINT(0.95),
  /** The instruction names the work in so many words. */
  WORDS(0.85),
  /** The form is usual for this tier, though nothing names it. */
  USUAL(0.75),
  /** The words fit several tiers, of which this is the likeliest. */
  LIKELY(0.65),
  /** Sizes and counts, without the work being named. */
  SIZE(0.6),
  /** Several tiers are about as likely as the one that is named. */
  FAIR(0.5),
  /** Next to nothing: of all tiers this is only a little likelier than the others. */
  FAINT(0.35),
  /** The weighted features, where no rule fired. */
  SCORE(0.3),
  /** Nothing: the default tier. */
  NONE(0.3);

  private static final double SURE = 0.7;

  private final double confidence;

  Evidence(double confidence) {
    this.confidence = confidence;
  }

  /** 0 to 1, the same for every verdict of this kind. */
  double confidence() {
    return confidence;
  }

  /** Whether a trained classifier has nothing to say to it. */
  boolean isBeyondDoubt() {
    return this == HINT;
  }

  /** Whether it stands without a trained classifier being confident as well. */
  boolean isSure() {
    return confidence >= SURE;
  }
}
