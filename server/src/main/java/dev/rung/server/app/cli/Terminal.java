package dev.rung.server.app.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The standard streams. Text that a model or a server wrote goes through {@link #shielded} before a
 * terminal sees it.
 *
 * @param outIsTerminal whether a person looks at {@code out}, not a pipe or a file
 * @param errIsTerminal the same for {@code err}
 */
public record Terminal(
    InputStream in,
    PrintStream out,
    PrintStream err,
    boolean outIsTerminal,
    boolean errIsTerminal) {

  /**
   * The streams of this process, as UTF-8 whatever the locale.
   *
   * @param terminals which streams are terminals, such as "out,err"; only the launcher can tell.
   *     Absent, both are taken for terminals, which is the safe side
   */
  public static Terminal standard(String terminals) {
    return new Terminal(
        System.in,
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        terminals.contains("out"),
        terminals.contains("err"));
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
  }

  /** Text of others, safe to print to {@code out}. */
  String shielded(String text) {
    return outIsTerminal ? ControlCharacters.escaped(text) : text;
  }

  void print(String text) {
    out.print(text);
    out.flush();
  }

  void println(String text) {
    out.println(text);
    out.flush();
  }

  /** Whether something that was printed to {@code out} could not be written. */
  boolean readerGone() {
    return out.checkError();
  }

  /** A remark beside the answer, on {@code err}; dim where that is a terminal. */
  void remark(String text) {
    String safe = ControlCharacters.escaped(text);
    err.println(errIsTerminal ? "\u001b[2m" + safe + "\u001b[0m" : safe);
    err.flush();
  }

  /** What went wrong, on {@code err}. */
  void complain(String text) {
    err.println("rung: " + ControlCharacters.escaped(text));
    err.flush();
  }
}
