package dev.rung.local.tokenizer;

import java.util.List;

/**
 * A conversation as a model sees it, up to where its answer begins.
 *
 * @param stop texts at which an answer is over although the model goes on, where it was not taught
 *     a token for that
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
public record Prompt(int[] tokens, List<String> stop) {
  public Prompt {
    stop = List.copyOf(stop);
  }
}
