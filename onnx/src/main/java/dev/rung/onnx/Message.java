package dev.rung.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes a message as a protocol buffer, field by field.
 *
 * <p>Source: "Encoding" of the Protocol Buffers documentation. ONNX needs four kinds of fields; its
 * generated classes would be a library for that alone.
 */
final class Message {
  private static final int VARINT = 0;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED_32 = 5;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  Message number(int field, long value) {
    tag(field, VARINT);
    varint(value);
    return this;
  }

  Message real(int field, float value) {
    tag(field, FIXED_32);
    byte[] four = new byte[Float.BYTES];
    ByteBuffer.wrap(four).order(ByteOrder.LITTLE_ENDIAN).putFloat(value);
    bytes.writeBytes(four);
    return this;
  }

  Message text(int field, String value) {
    return raw(field, value.getBytes(StandardCharsets.UTF_8));
  }

  Message message(int field, Message value) {
    return raw(field, value.toBytes());
  }

  Message raw(int field, byte[] value) {
    tag(field, LENGTH_DELIMITED);
    varint(value.length);
    bytes.writeBytes(value);
    return this;
  }

  /** Adds the fields of another message to this one's. */
  Message append(Message other) {
    bytes.writeBytes(other.toBytes());
    return this;
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }

  private void tag(int field, int wireType) {
    varint(((long) field << 3) | wireType);
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }
}
