package dev.rung.local.decoding;

import dev.rung.local.decoding.Decoder.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sequences of past answers, least recently used first. How much memory they may take is for others
 * to say. Belongs to the decode loop.
 */
final class PrefixCache {
  /** A beginning shorter than this is computed again as quickly. */
  static final int SHORTEST = 16;

  /** So that looking through them costs nothing beside a step. */
  private static final int MOST = 64;

  private final List<Kept> all = new ArrayList<>();
  private long bytes;

  /**
   * A sequence to go on from.
   *
   * @param length tokens of it that a prompt begins with
   */
  record Match(Kept kept, int length) {}

  long bytes() {
    return bytes;
  }

  /** What saves most of a prompt. At least one of its tokens is left to compute, for the logits. */
  Optional<Match> longest(Tokens prompt, String scope) {
    Match best = null;
    for (Kept kept : all) {
      int length = Math.min(kept.common(prompt, scope), prompt.size() - 1);
      boolean better = length >= (best == null ? SHORTEST : best.length());
      if (better && kept.sequence().canCut(length)) {
        best = new Match(kept, length);
      }
    }
    return Optional.ofNullable(best);
  }

  /**
   * Tokens that a prompt has in common with another one, whether it can go on from there or not.
   */
  int common(Tokens prompt, String scope) {
    int most = all.stream().mapToInt(kept -> kept.common(prompt, scope)).max().orElse(0);
    return Math.min(most, prompt.size() - 1);
  }

  void touch(Kept kept) {
    remove(kept);
    bytes += kept.bytes();
    all.add(kept);
  }

  /** Keeps a sequence, and closes those that it makes useless. */
  void add(Kept added) {
    all.stream().filter(added::covers).toList().forEach(this::close);
    if (all.size() == MOST) {
      close(all.getFirst());
    }
    bytes += added.bytes();
    all.add(added);
  }

  /** Takes a sequence out, for another use. */
  Sequence remove(Kept kept) {
    if (all.remove(kept)) {
      bytes -= kept.bytes();
    }
    return kept.sequence();
  }

  int size() {
    return all.size();
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** Closes what was not used for the longest time. */
  void closeOldest() {
    close(all.getFirst());
  }

  void closeAll() {
    List.copyOf(all).forEach(this::close);
  }

  private void close(Kept kept) {
    remove(kept).close();
  }
}
