package dev.rung.local.decoding;

import dev.rung.local.InferenceException;
import dev.rung.local.decoding.Decoder.Sequence;

/** The memory that sequences may take, all together. Belongs to the decode loop. */
final class Memory {
  private final Decoder decoder;
  private final long limit;
  private long used;

  Memory(Decoder decoder, long limit) {
    this.decoder = decoder;
    this.limit = limit;
  }

  boolean hasRoom(Answer answer) {
    return used + decoder.sequenceBytes(answer.capacity()) <= limit;
  }

  Working open(Answer answer) throws InferenceException {
    Sequence sequence = decoder.open(answer.capacity());
    used += decoder.sequenceBytes(answer.capacity());
    return new Working(answer, sequence);
  }

  void release(Working working) {
    used -= decoder.sequenceBytes(working.answer().capacity());
    working.sequence().close();
  }
}
