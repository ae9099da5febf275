package dev.rung.local.decoding;

import dev.rung.local.Generated;
import dev.rung.local.Generated.End;
import dev.rung.local.GenerationOptions.Logprobs;
import dev.rung.local.InferenceException;
import dev.rung.local.TokenChoice;
import dev.rung.local.TokenChoice.Scored;
import java.util.BitSet;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * One answer while it is made: its tokens, and its text on the way to the caller. The decode loop
 * owns it; {@link #queue}, {@link #cancel}, {@link #request} and {@link #generated} are for the
 * caller's thread too.
 */
final class Answer {
  private final Request request;
  private final int mostTokens;
  private final Set<Integer> endTokens;
  private final Sampler sampler;
  private final StopTexts stops;
  private final Tokens tokens;
  private final BitSet seen = new BitSet();
  private final Tally tally;
  private final TextQueue queue = new TextQueue();
  private volatile boolean cancelled;
  private boolean ended;

  /**
   * An answer that has not begun.
   *
   * @param mostTokens that it may have
   */
  Answer(Request request, int mostTokens, Set<Integer> endTokens) {
    this.request = request;
    this.mostTokens = mostTokens;
    this.endTokens = Set.copyOf(endTokens);
    this.stops = new StopTexts(request.stop());
    this.tokens = new Tokens(request.prompt());
    this.tally = new Tally(request.prompt().length);
    SplittableRandom random =
        request.options().seed().isPresent()
            ? new SplittableRandom(request.options().seed().getAsLong())
            : new SplittableRandom();
    this.sampler = new Sampler(request.options(), random);
    for (int token : request.prompt()) {
      seen.set(token);
    }
  }

  Request request() {
    return request;
  }

  TextQueue queue() {
    return queue;
  }

  Tally tally() {
    return tally;
  }

  /** Those of the prompt and those made. */
  Tokens tokens() {
    return tokens;
  }

  /** Tokens that a sequence for it must have room for. The last one is never put in. */
  int capacity() {
    return request.prompt().length + mostTokens - 1;
  }

  /** Of calls that what it leaves may serve, and that it may go on from. */
  String scope() {
    return request.options().cacheScope();
  }

  /** Tokens that may still be made. */
  int room() {
    return mostTokens - tally.tokens();
  }

  boolean isGreedy() {
    return sampler.isGreedy();
  }

  void cancel() {
    cancelled = true;
  }

  boolean isEnded() {
    return ended;
  }

  /** Whether nobody waits for it any more. */
  boolean isOver() {
    return ended || cancelled || request.deadline().isOver();
  }

  Generated generated(End end) {
    return tally.generated(end);
  }

  /**
   * Takes the next token.
   *
   * @return the token, which is the last one when the answer {@link #isEnded} by it
   */
  int next(float[] logits) throws InferenceException {
    int token = sampler.take(logits, seen);
    if (endTokens.contains(token)) {
      finish(End.STOP);
      return token;
    }
    record(logits, token);
    tokens.add(token);
    seen.set(token);
    tally.token();
    queue.put(stops.push(request.pieces().push(token)));
    if (stops.isFound()) {
      finish(End.STOP);
    } else if (room() == 0) {
      finish(End.LENGTH);
    }
    return token;
  }

  private void finish(End end) {
    String rest = stops.push(request.pieces().end());
    boolean stopped = stops.isFound();
    queue.put(rest);
    queue.put(stops.end());
    ended = true;
    queue.end(stopped ? End.STOP : end);
  }

  private void record(float[] logits, int token) {
    Logprobs logprobs = request.options().extras().logprobs();
    boolean counts = tally.wantsScores();
    if (!counts && !logprobs.wanted()) {
      return;
    }
    Scores scores = Scores.of(logits);
    if (counts) {
      tally.score(scores, token);
    }
    if (logprobs.wanted()) {
      tally.choice(
          new TokenChoice(
              scored(scores, token),
              scores.likeliest(logprobs.likeliest()).stream()
                  .map(id -> scored(scores, id))
                  .toList()));
    }
  }

  private Scored scored(Scores scores, int id) {
    return new Scored(id, request.pieces().alone(id), scores.logprob(id));
  }
}
