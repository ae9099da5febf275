package dev.rung.onnx;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads a message of a protocol buffer, field by field; the reverse of {@link Message}. What is not
 * one throws {@link IllegalArgumentException} or {@link BufferUnderflowException}. For one thread.
 */
final class Fields {
  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED_32 = 5;
  private static final int MOST_SHIFT = 63;

  private final ByteBuffer bytes;
  private int field;
  private long number;
  private ByteBuffer inner = ByteBuffer.allocate(0);

  Fields(ByteBuffer bytes) {
    this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Goes to the next field; false at the end. */
  boolean next() {
    if (!bytes.hasRemaining()) {
      return false;
    }
    long tag = varint();
    field = Math.toIntExact(tag >>> 3);
    inner = ByteBuffer.allocate(0);
    switch ((int) (tag & 7)) {
      case VARINT -> number = varint();
      case FIXED_64 -> number = bytes.getLong();
      case FIXED_32 -> number = bytes.getInt();
      case LENGTH_DELIMITED -> inner = part();
      default -> throw new IllegalArgumentException("field " + field + " has no type");
    }
    return true;
  }

  /** The number of the field that was gone to. */
  int field() {
    return field;
  }

  /** Its value, where that is a whole number. */
  long number() {
    return number;
  }

  /** Its value, where that is bytes, a text or a message; empty else. */
  ByteBuffer bytes() {
    return inner;
  }

  String text() {
    return StandardCharsets.UTF_8.decode(inner.duplicate()).toString();
  }

  private ByteBuffer part() {
    long length = varint();
    if (length < 0 || length > bytes.remaining()) {
      throw new IllegalArgumentException("field " + field + " ends behind the message");
    }
    ByteBuffer part = bytes.slice(bytes.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(bytes.position() + (int) length);
    return part;
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift <= MOST_SHIFT; shift += 7) {
      byte next = bytes.get();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number does not end");
  }
}
