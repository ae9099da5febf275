package dev.rung.bench.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;

/** Writes one file of weights in bf16. Source: the format of the safetensors library. */
final class SafetensorsWriter {
  private static final int ALIGNMENT = 8;

  private SafetensorsWriter() {}

  static void write(Path file, List<RandomTensor> tensors) throws IOException {
    byte[] header = header(tensors);
    int length = Math.ceilDiv(header.length, ALIGNMENT) * ALIGNMENT;
    ByteBuffer start =
        ByteBuffer.allocate(Long.BYTES + length).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
    start.put(header);
    while (start.hasRemaining()) {
      start.put((byte) ' ');
    }
    try (TensorFile out = TensorFile.create(file)) {
      out.write(start.flip());
      for (RandomTensor tensor : tensors) {
        out.write(tensor.values(), tensor.elements(), SafetensorsWriter::encode);
      }
    }
  }

  private static void encode(float[] numbers, ByteBuffer out) {
    for (float number : numbers) {
      out.putShort(Bfloat16.bits(number));
    }
  }

  private static byte[] header(List<RandomTensor> tensors) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.writeStartObject();
      long offset = 0;
      for (RandomTensor tensor : tensors) {
        json.writeObjectFieldStart(tensor.name());
        json.writeStringField("dtype", "BF16");
        json.writeArrayFieldStart("shape");
        for (long dimension : tensor.shape()) {
          json.writeNumber(dimension);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("data_offsets");
        json.writeNumber(offset);
        offset += Short.BYTES * tensor.elements();
        json.writeNumber(offset);
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }
}
