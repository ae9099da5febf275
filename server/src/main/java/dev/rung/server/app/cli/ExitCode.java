package dev.rung.server.app.cli;

/** What the program tells its caller when it ends. */
public final class ExitCode {
  public static final int DONE = 0;

  /** Anything but bad usage. */
  public static final int FAILED = 1;

  /** Bad usage or configuration: the same command fails again until one of them is changed. */
  public static final int USAGE = 2;

  private ExitCode() {}
}
