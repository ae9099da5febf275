package dev.rung.server.rpc;

import dev.rung.server.generate.RequestId;
import io.grpc.StatusRuntimeException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the code for a call begins, on an event loop or a virtual thread: bugs end here. */
final class Roots {
  private static final Logger LOG = LoggerFactory.getLogger(Roots.class);
  private static final int FRAMES = 12;

  private Roots() {}

  /**
   * Runs the body. A status that it throws ends the call; whatever else it throws becomes one log
   * line and INTERNAL with the request's id.
   *
   * <p>An error of the machine is answered too: a call without an end would hold its caller.
   */
  static void run(RequestId id, Consumer<StatusRuntimeException> fail, Runnable body) {
    try {
      body.run();
    } catch (StatusRuntimeException known) {
      fail.accept(known);
    } catch (Throwable unexpected) {
      log(id, unexpected);
      fail.accept(Statuses.internal(id));
    }
  }

  /** Types and frames only: a message may quote a prompt or an answer. */
  private static void log(RequestId id, Throwable unexpected) {
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
