package dev.rung.bench.gguf;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads back what was written, after the format's description. */
record GgufReader(Map<String, Object> metadata, Map<String, Entry> tensors, ByteBuffer data) {

  /** Where a tensor lies. */
  record Entry(List<Long> dimensions, int type, long offset) {}

  static GgufReader read(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    if (in.getInt() != 0x46554747 || in.getInt() != 3) {
      throw new AssertionError("not GGUF version 3");
    }
    long tensors = in.getLong();
    long keys = in.getLong();
    Map<String, Object> metadata = new LinkedHashMap<>();
    for (int i = 0; i < keys; i++) {
      metadata.put(text(in), value(in));
    }
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (int i = 0; i < tensors; i++) {
      entries.put(text(in), entry(in));
    }
    in.position((in.position() + 31) / 32 * 32);
    return new GgufReader(metadata, entries, in.slice().order(ByteOrder.LITTLE_ENDIAN));
  }

  Entry tensor(String name) {
    return requireNonNull(tensors.get(name), name);
  }

  long dataBytes() {
    return data.capacity();
  }

  float[] floats(String name, int count) {
    Entry entry = tensor(name);
    float[] numbers = new float[count];
    data.slice((int) entry.offset(), count * Float.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(numbers);
    return numbers;
  }

  private static Entry entry(ByteBuffer in) {
    int count = in.getInt();
    List<Long> dimensions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      dimensions.add(in.getLong());
    }
    return new Entry(dimensions, in.getInt(), in.getLong());
  }

  private static Object value(ByteBuffer in) {
    int type = in.getInt();
    return switch (type) {
      case 4 -> in.getInt();
      case 6 -> in.getFloat();
      case 7 -> in.get() == 1;
      case 8 -> text(in);
      default -> throw new AssertionError("type of value " + type);
    };
  }

  private static String text(ByteBuffer in) {
    byte[] bytes = new byte[(int) in.getLong()];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
