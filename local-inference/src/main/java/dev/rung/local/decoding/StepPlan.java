package dev.rung.local.decoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Says what goes into one step: the last token of each answer that is being made, with a guess how
 * it goes on where few are made; and a bounded number of tokens of prompts, of which each prompt
 * has the same share: a short one does not wait for the end of a long one.
 *
 * @param prefillTokens tokens of prompts at most
 * @param widest tokens of the step at most
 * @param guesses tokens that are guessed at most, all answers together
 */
record StepPlan(int prefillTokens, int widest, int guesses) {

  List<Portion> of(List<Working> all) {
    List<Working> ready =
        all.stream()
            .filter(each -> !each.answer().isOver() && each.answer().queue().hasRoom())
            .toList();
    List<Working> made = ready.stream().filter(each -> each.pending() == 1).toList();
    List<Working> read = ready.stream().filter(each -> each.pending() > 1).toList();
    List<Portion> portions = new ArrayList<>();
    int most = read.isEmpty() && !made.isEmpty() ? guessesOfEach(made.size()) : 0;
    int tokens = 0;
    for (Working working : made) {
      Portion portion = next(working, most);
      portions.add(portion);
      tokens += portion.tokens().length;
    }
    addPrompts(read, Math.min(prefillTokens, widest - tokens), portions);
    return portions;
  }

  /** Rows are what costs: as many as one answer would have are shared by all. */
  private int guessesOfEach(int answers) {
    return Math.min(guesses + 1, widest) / answers - 1;
  }

  private static Portion next(Working working, int most) {
    int[] guess = working.guess(most);
    Tokens tokens = working.answer().tokens();
    int[] all = Arrays.copyOf(tokens.range(tokens.size() - 1, tokens.size()), 1 + guess.length);
    System.arraycopy(guess, 0, all, 1, guess.length);
    return new Portion(working, all, all.length, guess.length);
  }

  private static int readable(Working working) {
    return Math.min(working.untilBorder(), working.pending());
  }

  private static void addPrompts(List<Working> read, int most, List<Portion> portions) {
    int[] counts = shares(read, most);
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        Working working = read.get(i);
        int start = working.sequence().length();
        int[] tokens = working.answer().tokens().range(start, start + counts[i]);
        portions.add(new Portion(working, tokens, counts[i] == working.pending() ? 1 : 0, 0));
      }
    }
  }

  /** Tokens of each prompt: equal shares, and what is left of them to whoever came first. */
  private static int[] shares(List<Working> read, int most) {
    int[] counts = new int[read.size()];
    int left = most;
    for (int i = 0; i < counts.length; i++) {
      counts[i] = Math.min(Math.ceilDiv(left, counts.length - i), readable(read.get(i)));
      left -= counts[i];
    }
    for (int i = 0; i < counts.length; i++) {
      int more = Math.min(left, readable(read.get(i)) - counts[i]);
      counts[i] += more;
      left -= more;
    }
    return counts;
  }
}
