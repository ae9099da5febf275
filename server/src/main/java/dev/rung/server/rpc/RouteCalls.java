package dev.rung.server.rpc;

import dev.rung.server.call.Reading;
import dev.rung.server.call.Unanswered;
import dev.rung.server.engine.Engine;
import dev.rung.server.engine.RefusedException;
import dev.rung.server.generate.Caller;
import dev.rung.server.generate.RequestId;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.RoutingDecision;
import io.grpc.StatusRuntimeException;
import java.util.Optional;

/** What Route answers: the decision without the deed. */
record RouteCalls(Engine engine, Requests requests) {

  RoutingDecision route(RequestId id, GenerateRequest in, Caller caller)
      throws StatusRuntimeException {
    return switch (requests.read(in, id, caller)) {
      case Reading.Invalid(var violations) ->
          throw Statuses.of(id, new Unanswered.Invalid(violations));
      case Reading.Valid(var request) -> route(request, in.getCompareStrategies());
    };
  }

  private RoutingDecision route(
      dev.rung.server.generate.GenerateRequest request, boolean compareStrategies) {
    try {
      return DecisionWriter.write(engine.route(request, compareStrategies));
    } catch (RefusedException refused) {
      throw Statuses.refused(request.id(), refused.refusal(), Optional.empty());
    }
  }
}
