package dev.rung.server.provider.remote.wire;

import dev.rung.server.provider.ProviderException;

/**
 * Reads newline-delimited JSON (application/x-ndjson): one value per line, blank lines skipped, the
 * last line with or without a line end. Bytes may be cut anywhere. One thread.
 */
public final class NdjsonReader {
  private final LineReader lines;

  /**
   * Reads nothing yet.
   *
   * @param maxLineBytes a longer line fails as a bad response
   */
  public NdjsonReader(ByteSource source, int maxLineBytes) {
    this.lines = new LineReader(source, maxLineBytes);
  }

  /** Goes to the next line that is not blank; false at the end. */
  public boolean next() throws ProviderException, InterruptedException {
    while (lines.next()) {
      if (!isBlank()) {
        return true;
      }
    }
    return false;
  }

  /** The line, valid until the next one. */
  public Slice line() {
    return new Slice(lines.buffer(), lines.start(), lines.end() - lines.start());
  }

  private boolean isBlank() {
    byte[] buffer = lines.buffer();
    for (int i = lines.start(); i < lines.end(); i++) {
      if (buffer[i] != ' ' && buffer[i] != '\t') {
        return false;
      }
    }
    return true;
  }
}
