package dev.rung.local.decoding;

import dev.rung.local.GenerationOptions;
import java.util.List;

/**
 * What is asked of a model.
 *
 * @param prompt ids that the model knows, at least one
 * @param stop texts that end the answer, those of the options included
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
record Request(
    int[] prompt, GenerationOptions options, List<String> stop, Pieces pieces, Deadline deadline) {
  Request {
    stop = List.copyOf(stop);
    if (prompt.length == 0) {
      throw new IllegalArgumentException("a prompt must have a token");
    }
  }
}
