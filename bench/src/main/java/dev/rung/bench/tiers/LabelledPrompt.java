package dev.rung.bench.tiers;

import dev.rung.server.generate.Tier;

/**
 * A prompt whose tier is known.
 *
 * @param source the set or kind it belongs to
 * @param trivia a question of common knowledge labelled tier 0, which tier 1 answers as rightly
 */
record LabelledPrompt(String id, String source, String text, Tier tier, boolean trivia) {
  LabelledPrompt {
    if (id.isBlank() || source.isBlank()) {
      throw new IllegalArgumentException("id and source must not be blank");
    }
    if (trivia && tier != Tier.TEMPLATE) {
      throw new IllegalArgumentException("trivia is labelled tier 0, not " + tier.label());
    }
  }
}
