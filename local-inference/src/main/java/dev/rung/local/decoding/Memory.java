package dev.rung.local.decoding;

import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import dev.rung.local.decoding.Decoder.Sequence;
import dev.rung.local.decoding.PrefixCache.Match;
import java.util.Optional;

/**
 * The memory that sequences may take, all together. What answers at work leave is used to keep past
 * ones, from which prompts that begin alike go on. Belongs to the decode loop.
 */
final class Memory {
  private final Decoder decoder;
  private final long limit;
  private final boolean reuse;
  private final PrefixCache cache = new PrefixCache();
  private long working;

  Memory(Decoder decoder, long limit, boolean reuse) {
    this.decoder = decoder;
    this.limit = limit;
    this.reuse = reuse;
  }

  boolean hasRoom(Answer answer) {
    return working + decoder.sequenceBytes(answer.capacity()) <= limit;
  }

  /**
   * Begins an answer, with as much of its prompt as is known.
   *
   * @throws InferenceException when the decoder has no memory, whatever is given up for it
   */
  Working open(Answer answer) throws InferenceException {
    int common = cache.common(answer.tokens(), answer.scope());
    Sequence sequence = sequence(answer);
    working += bytes(sequence);
    answer.tally().reused(sequence.length());
    boolean worthwhile = common >= sequence.length() + PrefixCache.SHORTEST;
    return new Working(answer, sequence, worthwhile ? common : 0);
  }

  private Sequence sequence(Answer answer) throws InferenceException {
    Optional<Match> match = cache.longest(answer.tokens(), answer.scope());
    match.map(Match::kept).ifPresent(cache::touch);
    long bytes = decoder.sequenceBytes(answer.capacity());
    while (!cache.isEmpty() && working + cache.bytes() + bytes > limit) {
      boolean last = match.isPresent() && cache.size() == 1;
      if (last && match.get().kept().sequence().capacity() >= answer.capacity()) {
        return taken(match.get());
      }
      match = last ? Optional.empty() : match;
      cache.closeOldest();
    }
    return opened(match, answer.capacity());
  }

  /** There is no room for the past answer and the new one: the new one takes its place. */
  private Sequence taken(Match match) {
    Sequence sequence = cache.remove(match.kept());
    sequence.cut(match.length());
    return sequence;
  }

  private Sequence opened(Optional<Match> match, int capacity) throws InferenceException {
    try {
      return match.isPresent()
          ? decoder.fork(match.get().kept().sequence(), match.get().length(), capacity)
          : decoder.open(capacity);
    } catch (InferenceException failure) {
      if (failure.reason() != Reason.OUT_OF_MEMORY || cache.isEmpty()) {
        throw failure;
      }
      cache.closeAll();
      return decoder.open(capacity);
    }
  }

  /**
   * Ends an answer.
   *
   * @param known whether the model's memory of it is whole
   */
  void release(Working ended, boolean known) {
    Sequence sequence = ended.sequence();
    working -= bytes(sequence);
    Tokens tokens = ended.answer().tokens();
    int length = ended.known();
    if (!reuse || !known || length < PrefixCache.SHORTEST || !sequence.canCut(length)) {
      sequence.close();
      return;
    }
    if (length < sequence.length()) {
      sequence.cut(length);
    }
    keep(new Kept(sequence, tokens.range(0, length), bytes(sequence), ended.answer().scope()));
  }

  /** Keeps a copy of what a model remembers now, if there is memory. For prompts that share it. */
  void keepCopy(Working reading) throws InferenceException {
    int length = reading.sequence().length();
    if (!reuse || working + cache.bytes() + decoder.sequenceBytes(length) > limit) {
      return;
    }
    try {
      Sequence copy = decoder.fork(reading.sequence(), length, length);
      Answer answer = reading.answer();
      keep(new Kept(copy, answer.tokens().range(0, length), bytes(copy), answer.scope()));
    } catch (InferenceException failure) {
      if (failure.reason() != Reason.OUT_OF_MEMORY) { // Otherwise it was not worth more than this.
        throw failure;
      }
    }
  }

  private void keep(Kept kept) {
    cache.add(kept);
    while (working + cache.bytes() > limit) {
      cache.closeOldest();
    }
  }

  void close() {
    cache.closeAll();
  }

  private long bytes(Sequence sequence) {
    return decoder.sequenceBytes(sequence.capacity());
  }
}
