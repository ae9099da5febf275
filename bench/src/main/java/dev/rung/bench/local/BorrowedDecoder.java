package dev.rung.bench.local;

import dev.rung.local.InferenceException;
import dev.rung.local.decoding.Decoder;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** A decoder that outlives those who close it, and counts its steps. */
final class BorrowedDecoder implements Decoder {
  private final Decoder owner;
  private final LongAdder steps = new LongAdder();

  BorrowedDecoder(Decoder owner) {
    this.owner = owner;
  }

  /** Steps so far; for any thread. */
  long steps() {
    return steps.sum();
  }

  @Override
  public int vocabulary() {
    return owner.vocabulary();
  }

  @Override
  public int contextWindow() {
    return owner.contextWindow();
  }

  @Override
  public int widestStep() {
    return owner.widestStep();
  }

  @Override
  public long sequenceBytes(int capacity) {
    return owner.sequenceBytes(capacity);
  }

  @Override
  public Sequence open(int capacity) throws InferenceException {
    return owner.open(capacity);
  }

  @Override
  public Sequence fork(Sequence source, int length, int capacity) throws InferenceException {
    return owner.fork(source, length, capacity);
  }

  @Override
  public Logits forward(List<Input> inputs) throws InferenceException {
    steps.increment();
    return owner.forward(inputs);
  }

  @Override
  public void tidy() {
    owner.tidy();
  }

  /** Leaves the weights to their owner. */
  @Override
  public void close() {}
}
