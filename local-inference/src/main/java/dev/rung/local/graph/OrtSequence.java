package dev.rung.local.graph;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.rung.local.InferenceException;
import dev.rung.local.decoding.Decoder;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** A sequence: keys and values of each layer, [1, heads, capacity, head size], in one memory. */
final class OrtSequence implements Decoder.Sequence {
  private final OrtDecoder owner;
  private final AttentionShape shape;
  private final int capacity;
  private final ZeroedMemory memory;
  private final List<OnnxTensor> tensors;
  private int length;
  private boolean closed;

  private OrtSequence(
      OrtDecoder owner,
      AttentionShape shape,
      int capacity,
      ZeroedMemory memory,
      List<OnnxTensor> tensors) {
    this.owner = owner;
    this.shape = shape;
    this.capacity = capacity;
    this.memory = memory;
    this.tensors = tensors;
  }

  static OrtSequence open(
      OrtDecoder owner, OrtEnvironment environment, AttentionShape shape, int capacity)
      throws InferenceException {
    ZeroedMemory memory = ZeroedMemory.of(shape.bytes(capacity));
    List<OnnxTensor> tensors = new ArrayList<>();
    long bytes = shape.layerBytes(capacity);
    long[] dimensions = {1, shape.keyValueHeads(), capacity, shape.head().padded()};
    try {
      for (int i = 0; i < 2 * shape.layers(); i++) {
        MemorySegment part = memory.segment().asSlice(i * bytes, bytes);
        tensors.add(
            OnnxTensor.createTensor(
                environment,
                part.asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer(),
                dimensions));
      }
    } catch (OrtException e) {
      tensors.forEach(OnnxTensor::close);
      memory.close();
      throw OrtFailures.of(e);
    }
    return new OrtSequence(owner, shape, capacity, memory, tensors);
  }

  OnnxTensor keys(int layer) {
    return tensors.get(2 * layer);
  }

  OnnxTensor values(int layer) {
    return tensors.get(2 * layer + 1);
  }

  /** Takes over the first positions of another. */
  void copy(OrtSequence source, int positions) {
    long row = (long) shape.head().padded() * Float.BYTES;
    int blocks = 2 * shape.layers() * shape.keyValueHeads();
    for (long block = 0; block < blocks; block++) {
      MemorySegment.copy(
          source.memory.segment(),
          block * source.capacity * row,
          memory.segment(),
          block * capacity * row,
          positions * row);
    }
    length = positions;
  }

  /** A step has added tokens. */
  void append(int tokens) {
    length += tokens;
  }

  boolean belongsTo(OrtDecoder decoder) {
    return owner == decoder && !closed;
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
      tensors.forEach(OnnxTensor::close);
      memory.close();
      owner.freed(capacity);
    }
  }
}
