package dev.rung.server.app.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A bar for the reading of one file, where somebody looks at a terminal; else nothing. */
final class ReadingProgress implements AutoCloseable {
  private final Terminal terminal;
  private final ProgressLine line;

  private ReadingProgress(Terminal terminal, ProgressLine line) {
    this.terminal = terminal;
    this.line = line;
  }

  /** Shows nothing of what is no file. */
  static ReadingProgress of(Terminal terminal, Path file) throws IOException {
    ProgressLine line = new ProgressLine(terminal, System::nanoTime);
    if (terminal.errIsTerminal() && Files.isRegularFile(file)) {
      line.starting(1, Files.size(file), 0);
    }
    return new ReadingProgress(terminal, line);
  }

  /** The same stream, whose bytes are counted. */
  InputStream watch(InputStream in) {
    return terminal.errIsTerminal() ? new Counting(in, line) : in;
  }

  @Override
  public void close() {
    line.close();
  }

  private static final class Counting extends FilterInputStream {
    private final ProgressLine line;

    Counting(InputStream in, ProgressLine line) {
      super(in);
      this.line = line;
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      line.advanced(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int read = super.read(bytes, from, length);
      line.advanced(Math.max(0, read));
      return read;
    }
  }
}
