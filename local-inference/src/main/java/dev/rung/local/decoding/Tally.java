package dev.rung.local.decoding;

import dev.rung.local.Confidence;
import dev.rung.local.Generated;
import dev.rung.local.Generated.End;
import dev.rung.local.TokenChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Figures of one answer. Written by the decode loop, read by the caller's thread. */
final class Tally {
  private final int promptTokens;
  private int reusedTokens;
  private int tokens;
  private int scored;
  private double logprob;
  private double entropy;
  private double margin;
  private final List<TokenChoice> choices = new ArrayList<>();

  Tally(int promptTokens) {
    this.promptTokens = promptTokens;
  }

  synchronized int tokens() {
    return tokens;
  }

  synchronized void reused(int count) {
    reusedTokens = count;
  }

  synchronized void token() {
    tokens++;
  }

  /** Whether the scores of the next token count for the confidence. */
  synchronized boolean wantsScores() {
    return scored < Confidence.MOST_TOKENS;
  }

  synchronized void score(Scores scores, int taken) {
    scored++;
    logprob += scores.logprob(taken);
    entropy += scores.entropy();
    margin += scores.margin();
  }

  synchronized void choice(TokenChoice choice) {
    choices.add(choice);
  }

  synchronized Generated generated(End end) {
    Optional<Confidence> confidence =
        scored == 0
            ? Optional.empty()
            : Optional.of(
                new Confidence(scored, logprob / scored, entropy / scored, margin / scored));
    return new Generated(promptTokens, tokens, end, reusedTokens, confidence, choices);
  }
}
