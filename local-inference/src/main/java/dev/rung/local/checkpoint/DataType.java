package dev.rung.local.checkpoint;

import java.util.Optional;

/**
 * The type of a tensor's elements, by its name in safetensors files (format of the safetensors
 * library, section "Format"). Little-endian, row-major.
 */
public enum DataType {
  BOOL(1),
  U8(1),
  I8(1),
  F8_E4M3(1),
  F8_E5M2(1),
  I16(2),
  U16(2),
  F16(2),
  BF16(2),
  I32(4),
  U32(4),
  F32(4),
  I64(8),
  U64(8),
  F64(8);

  private final int bytes;

  DataType(int bytes) {
    this.bytes = bytes;
  }

  /** Of one element. */
  public int bytes() {
    return bytes;
  }

  /** The type of this name in a header. */
  static Optional<DataType> named(String name) {
    for (DataType type : values()) {
      if (type.name().equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
