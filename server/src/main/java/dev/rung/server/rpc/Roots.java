package dev.rung.server.rpc;

import dev.rung.server.call.Bugs;
import dev.rung.server.generate.RequestId;
import io.grpc.StatusRuntimeException;
import java.util.function.Consumer;

/** Where the code for a call begins that may end with a status of its own. */
final class Roots {
  private Roots() {}

  /**
   * Runs the body. A status that it throws ends the call; whatever else it throws is a bug, which
   * becomes INTERNAL with the request's id.
   */
  static void run(RequestId id, Consumer<StatusRuntimeException> fail, Runnable body) {
    Bugs.run(
        id,
        bug -> fail.accept(Statuses.of(id, bug)),
        () -> {
          try {
            body.run();
          } catch (StatusRuntimeException known) {
            fail.accept(known);
          }
        });
  }
}
