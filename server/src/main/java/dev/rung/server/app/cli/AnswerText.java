package dev.rung.server.app.cli;

/** An answer's text on its way to the standard output; ends with a line break, once. */
final class AnswerText implements AutoCloseable {
  private final Terminal terminal;
  private boolean insideLine;

  AnswerText(Terminal terminal) {
    this.terminal = terminal;
  }

  void add(String piece) {
    if (!piece.isEmpty()) {
      terminal.print(terminal.shielded(piece));
      insideLine = !piece.endsWith("\n");
    }
  }

  /** Ends the last line, so that what follows stands on its own. */
  void end() {
    if (insideLine) {
      terminal.print("\n");
      insideLine = false;
    }
  }

  @Override
  public void close() {
    end();
  }
}
