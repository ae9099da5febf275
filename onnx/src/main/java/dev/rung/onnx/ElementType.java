package dev.rung.onnx;

/** Types of elements by their numbers in ONNX ({@code TensorProto.DataType}). */
public enum ElementType {
  FLOAT(1, 4),
  UINT8(2, 1),
  INT8(3, 1),
  INT32(6, 4),
  INT64(7, 8),
  BOOL(9, 1),
  FLOAT16(10, 2),
  BFLOAT16(16, 2);

  private final int number;
  private final int bytes;

  ElementType(int number, int bytes) {
    this.number = number;
    this.bytes = bytes;
  }

  /** In {@code TensorProto.data_type}. */
  public int number() {
    return number;
  }

  /** Of one element. */
  public int bytes() {
    return bytes;
  }
}
