package dev.rung.local.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes safetensors files, right or wrong. */
final class SafetensorsFiles {
  private SafetensorsFiles() {}

  /** A file with this header and so many bytes of data. */
  static Path write(Path file, String header, int dataBytes) throws IOException {
    return write(file, header.getBytes(UTF_8).length, header, dataBytes);
  }

  /** The same with another length before the header than it has. */
  static Path write(Path file, long claimed, String header, int dataBytes) throws IOException {
    byte[] json = header.getBytes(UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + json.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    return Files.write(file, bytes.putLong(claimed).put(json).array());
  }
}
