package dev.rung.server.call;

import dev.rung.server.generate.RequestId;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the code for a call begins, on an event loop or a virtual thread: bugs end here. */
public final class Bugs {
  private static final Logger LOG = LoggerFactory.getLogger(Bugs.class);
  private static final int FRAMES = 12;

  private Bugs() {}

  /**
   * Runs the body. Whatever it throws becomes one log line and an end of the call with its id.
   *
   * <p>An error of the machine is answered too: a call without an end would hold its caller.
   */
  public static void run(RequestId id, Consumer<Unanswered> fail, Runnable body) {
    try {
      body.run();
    } catch (Throwable unexpected) {
      log(id, unexpected);
      fail.accept(Unanswered.bug(id));
    }
  }

  /** Types and frames only: a message may quote a prompt or an answer. */
  public static void log(RequestId id, Throwable unexpected) {
    Throwable cause = unexpected.getCause();
    LOG.atError()
        .addKeyValue("request_id", id)
        .addKeyValue("error", unexpected.getClass().getName())
        .addKeyValue("cause", cause == null ? "none" : cause.getClass().getName())
        .addKeyValue("at", frames(cause == null ? unexpected : cause))
        .log("request failed unexpectedly");
  }

  private static List<StackTraceElement> frames(Throwable unexpected) {
    return Arrays.stream(unexpected.getStackTrace()).limit(FRAMES).toList();
  }
}
