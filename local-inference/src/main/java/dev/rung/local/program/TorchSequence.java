package dev.rung.local.program;

import dev.rung.local.decoding.Decoder;

/** A sequence whose memory lies inside a program. */
final class TorchSequence implements Decoder.Sequence {
  private final TorchDecoder owner;
  private final long id;
  private final int capacity;
  private final History history;
  private boolean closed;

  TorchSequence(TorchDecoder owner, long id, int capacity, History history) {
    this.owner = owner;
    this.id = id;
    this.capacity = capacity;
    this.history = history;
  }

  /** By which the program knows it. */
  long id() {
    return id;
  }

  History history() {
    return history;
  }

  boolean belongsTo(TorchDecoder decoder) {
    return owner == decoder && !closed;
  }

  @Override
  public int length() {
    return history.length();
  }

  @Override
  public int capacity() {
    return capacity;
  }

  @Override
  public boolean canCut(int to) {
    return history.canCut(to);
  }

  @Override
  public void cut(int to) {
    if (!canCut(to)) {
      throw new IllegalArgumentException("cannot be cut from " + length() + " to " + to);
    }
    history.cut(to);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      owner.free(this);
    }
  }
}
