package dev.rung.local.program;

import dev.rung.local.decoding.Decoder;

/** A sequence of keys and values inside a program. */
final class TorchSequence implements Decoder.Sequence {
  private final TorchDecoder owner;
  private final long id;
  private final int capacity;
  private int length;
  private boolean closed;

  TorchSequence(TorchDecoder owner, long id, int capacity) {
    this.owner = owner;
    this.id = id;
    this.capacity = capacity;
  }

  long id() {
    return id;
  }

  boolean belongsTo(TorchDecoder decoder) {
    return owner == decoder && !closed;
  }

  void append(int tokens) {
    length += tokens;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public int capacity() {
    return capacity;
  }

  @Override
  public boolean canCut(int to) {
    return to >= 0 && to <= length;
  }

  @Override
  public void cut(int to) {
    if (!canCut(to)) {
      throw new IllegalArgumentException("cannot be cut from " + length + " to " + to);
    }
    length = to;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      owner.free(this);
    }
  }
}
