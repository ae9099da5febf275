package dev.rung.server.app.cli;

import java.io.IOException;

/** The state that a daemon in this process would keep belongs to one that runs already. */
public final class StateTakenException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Keeps the message: it names the folder. */
  public StateTakenException(IOException taken) {
    super(taken.getMessage(), taken);
  }
}
