package dev.rung.local.program;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * How much memory this process has that no file backs ({@code RssAnon} of {@code proc(5)}). Looking
 * makes no garbage: the heap, which is a part of it, would grow by that.
 */
final class AnonymousMemory implements AutoCloseable {
  private static final byte[] LABEL = "RssAnon:".getBytes(US_ASCII);

  private final FileChannel status;
  private final ByteBuffer text = ByteBuffer.allocateDirect(8192);

  AnonymousMemory() throws IOException {
    status = FileChannel.open(Path.of("/proc/self/status"));
  }

  /** In bytes, now. */
  long bytes() throws IOException {
    text.clear();
    status.read(text, 0);
    text.flip();
    return 1024 * number(afterLabel());
  }

  @Override
  public void close() throws IOException {
    status.close();
  }

  private int afterLabel() {
    for (int at = 0; at + LABEL.length < text.limit(); at++) {
      int same = 0;
      while (same < LABEL.length && text.get(at + same) == LABEL[same]) {
        same++;
      }
      if (same == LABEL.length) {
        return at + same;
      }
    }
    throw new IllegalStateException("this system does not tell RssAnon");
  }

  private long number(int from) {
    int at = from;
    while (text.get(at) < '0') {
      at++;
    }
    long number = 0;
    for (; text.get(at) >= '0'; at++) {
      number = 10 * number + text.get(at) - '0';
    }
    return number;
  }
}
