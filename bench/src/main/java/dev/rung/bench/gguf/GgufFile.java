package dev.rung.bench.gguf;

import dev.rung.bench.checkpoint.TensorFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes a GGUF file, version 3, little endian.
 *
 * @param metadata by key: Integer (unsigned), Float, Boolean or String
 */
record GgufFile(Map<String, Object> metadata, List<GgufTensor> tensors) {
  private static final int ALIGNMENT = 32;
  private static final int VERSION = 3;
  private static final int UINT32 = 4;
  private static final int FLOAT32 = 6;
  private static final int BOOL = 7;
  private static final int STRING = 8;

  void write(Path file) throws IOException {
    try (TensorFile out = TensorFile.create(file)) {
      out.write(ByteBuffer.wrap(header()));
      for (GgufTensor tensor : tensors) {
        out.align(ALIGNMENT);
        for (GgufTensor.Part part : tensor.parts()) {
          out.write(part.values(), part.elements(), tensor.type()::encode);
        }
      }
      out.align(ALIGNMENT);
    }
  }

  private byte[] header() {
    Bytes bytes = new Bytes();
    bytes.raw("GGUF".getBytes(StandardCharsets.US_ASCII));
    bytes.number(VERSION);
    bytes.count(tensors.size());
    bytes.count(metadata.size());
    metadata.forEach((key, value) -> {
      bytes.text(key);
      value(bytes, value);
    });
    long offset = 0;
    for (GgufTensor tensor : tensors) {
      bytes.text(tensor.name());
      bytes.number(tensor.shape().size());
      tensor.shape().reversed().forEach(bytes::count);
      bytes.number(tensor.type().number());
      bytes.count(offset);
      offset += Math.ceilDiv(tensor.bytes(), ALIGNMENT) * ALIGNMENT;
    }
    return bytes.all();
  }

  private static void value(Bytes bytes, Object value) {
    switch (value) {
      case Integer number -> {
        bytes.number(UINT32);
        bytes.number(number);
      }
      case Float number -> {
        bytes.number(FLOAT32);
        bytes.number(Float.floatToRawIntBits(number));
      }
      case Boolean flag -> {
        bytes.number(BOOL);
        bytes.raw(new byte[] {(byte) (flag ? 1 : 0)});
      }
      case String text -> {
        bytes.number(STRING);
        bytes.text(text);
      }
      default -> throw new IllegalArgumentException("no value of GGUF: " + value.getClass());
    }
  }

  /** Collects bytes, little endian. */
  private static final class Bytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    void raw(byte[] bytes) {
      out.writeBytes(bytes);
    }

    void number(int value) {
      raw(buffer(Integer.BYTES).putInt(value).array());
    }

    void count(long value) {
      raw(buffer(Long.BYTES).putLong(value).array());
    }

    void text(String value) {
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      count(bytes.length);
      raw(bytes);
    }

    byte[] all() {
      return out.toByteArray();
    }

    private static ByteBuffer buffer(int size) {
      return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
  }
}
