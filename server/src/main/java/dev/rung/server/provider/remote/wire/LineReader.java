package dev.rung.server.provider.remote.wire;

import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.ProviderException;
import java.util.Arrays;

/**
 * Splits bytes into lines that end in LF, CR or CRLF. A line is handed out as soon as its end
 * arrived: after a CR nobody waits for the LF that may follow. One thread.
 */
final class LineReader {
  private static final int INITIAL_BYTES = 8 * 1024;

  private final ByteSource source;
  private final int maxLineBytes;
  private byte[] buffer = new byte[INITIAL_BYTES];
  private int start;
  private int end;
  private int next;
  private int limit;
  private boolean afterCarriageReturn;
  private boolean exhausted;

  LineReader(ByteSource source, int maxLineBytes) {
    this.source = source;
    this.maxLineBytes = maxLineBytes;
  }

  /**
   * Goes to the next line.
   *
   * @return false when there is none; bytes after the last line end count as a line, which is not
   *     {@link #terminated()}
   */
  boolean next() throws ProviderException, InterruptedException {
    start = next;
    int scan = start;
    while (true) {
      scan = lineEnd(scan);
      if (scan < limit) {
        end = scan;
        next = scan + 1;
        afterCarriageReturn = buffer[scan] == '\r';
        return true;
      }
      if (exhausted) {
        end = limit;
        next = limit;
        return end > start;
      }
      int seen = scan - start;
      fill();
      scan = start + seen;
    }
  }

  /** Holds the line from {@link #start()} to {@link #end()}; valid until the next line. */
  byte[] buffer() {
    return buffer;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** Whether the line had an end of its own, not that of the response. */
  boolean terminated() {
    return end < limit;
  }

  /** Where the line ends, or the limit; skips the LF of a CRLF whose CR ended the last line. */
  private int lineEnd(int from) {
    int scan = from;
    if (afterCarriageReturn && scan < limit) {
      afterCarriageReturn = false;
      if (buffer[scan] == '\n') {
        scan++;
        start = scan;
      }
    }
    while (scan < limit && buffer[scan] != '\n' && buffer[scan] != '\r') {
      scan++;
    }
    return scan;
  }

  private void fill() throws ProviderException, InterruptedException {
    makeRoom();
    int count = source.read(buffer, limit, buffer.length - limit);
    if (count < 0) {
      exhausted = true;
      return;
    }
    limit += count;
  }

  private void makeRoom() throws ProviderException {
    int held = limit - start;
    if (held > maxLineBytes) {
      throw ProviderException.of(
          FailureKind.BAD_RESPONSE, "a line of the response is longer than " + maxLineBytes + " B");
    }
    if (held == 0 || limit == buffer.length) {
      byte[] roomy = held > buffer.length / 2 ? Arrays.copyOf(buffer, buffer.length * 2) : buffer;
      System.arraycopy(buffer, start, roomy, 0, held);
      buffer = roomy;
      start = 0;
      limit = held;
    }
  }
}
