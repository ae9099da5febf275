package dev.rung.server.rpc;

import com.google.rpc.Code;
import dev.rung.server.engine.Operations.ReloadException;
import dev.rung.server.generate.Decision;
import dev.rung.server.generate.Refusal;
import dev.rung.server.generate.Refusal.Reason;
import dev.rung.server.generate.RequestId;
import dev.rung.server.rpc.Violations.Violation;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a call ends that has no answer: google.rpc.Status with an ErrorInfo of domain "rung" whose
 * reason is a program's to decide by, and further details where they apply (AIP-193).
 */
final class Statuses {
  private static final Duration FULL_PAUSE = Duration.ofSeconds(1);
  private static final Refusal SHUTTING_DOWN =
      Refusal.of(
          Reason.SHUTTING_DOWN, "the server is shutting down; call again, at another instance");
  private static final int MAX_NEAREST = 10;

  private Statuses() {}

  /** A refusal, with the decision behind it as far as it fits. */
  static StatusRuntimeException refused(
      RequestId id, Refusal refusal, Optional<Decision> decision) {
    StatusBuilder status =
        new StatusBuilder(code(refusal.reason()), refusal.message())
            .errorInfo(refusal.reason().name())
            .metadata("request_id", id.value());
    if (!refusal.nearest().isEmpty()) {
      status.metadata("nearest", nearest(refusal.nearest()));
    }
    refusal
        .field()
        .ifPresent(field -> status.violations(List.of(new Violation(field, refusal.message()))));
    refusal.retryAfter().ifPresent(status::retryInfo);
    refusal.quota().ifPresent(status::quotaFailure);
    decision.ifPresent(status::decision);
    return status.build();
  }

  /**
   * The code for a reason. What depends on the request alone, its content included, is
   * INVALID_ARGUMENT; a model that cannot do what the request asks is FAILED_PRECONDITION, since
   * another configuration could serve it.
   */
  private static Code code(Reason reason) {
    return switch (reason) {
      case INVALID_REQUEST, CONTEXT_TOO_LONG, CONTENT_FILTERED -> Code.INVALID_ARGUMENT;
      case MODEL_UNABLE -> Code.FAILED_PRECONDITION;
      case UNKNOWN_MODEL, CACHE_MISS -> Code.NOT_FOUND;
      case BUDGET_EXCEEDED, COST_LIMIT, RATE_LIMITED -> Code.RESOURCE_EXHAUSTED;
      case NO_MODEL, PROVIDERS_FAILED, OVERLOADED, SHUTTING_DOWN -> Code.UNAVAILABLE;
      case DEADLINE -> Code.DEADLINE_EXCEEDED;
      case INTERNAL -> Code.INTERNAL;
    };
  }

  /** Every bad field, named. */
  static StatusRuntimeException invalid(RequestId id, List<Violation> violations) {
    String message =
        violations.stream()
            .map(violation -> violation.field() + " " + violation.rule())
            .collect(Collectors.joining("; ", "invalid request: ", ""));
    return new StatusBuilder(Code.INVALID_ARGUMENT, message)
        .errorInfo(Reason.INVALID_REQUEST.name())
        .metadata("request_id", id.value())
        .violations(violations)
        .build();
  }

  /** The work was ended before there was an answer. */
  static StatusRuntimeException stopped(
      RequestId id, Running.Stop why, Optional<Decision> decision) {
    return switch (why) {
      case CALLER_GONE ->
          new StatusBuilder(Code.CANCELLED, "the call was cancelled")
              .errorInfo("CANCELLED")
              .metadata("request_id", id.value())
              .build();
      case LATE ->
          refused(
              id,
              Refusal.of(
                  Reason.DEADLINE,
                  "no answer within the deadline; give the call more time, fewer max_tokens or a"
                      + " lower max_tier"),
              decision);
      case SHUTTING_DOWN -> refused(id, SHUTTING_DOWN, decision);
    };
  }

  /** A message that could not be parsed or, above the bound, not be unpacked. */
  static StatusRuntimeException unreadable(StatusRuntimeException found) {
    if (found.getStatus().getCode() == Status.Code.RESOURCE_EXHAUSTED) {
      return new StatusBuilder(
              Code.RESOURCE_EXHAUSTED, "the message unpacks to more bytes than the server accepts")
          .errorInfo("MESSAGE_TOO_LARGE")
          .build();
    }
    return new StatusBuilder(
            Code.INVALID_ARGUMENT, "the bytes are no message of the contract; check its version")
        .errorInfo(Reason.INVALID_REQUEST.name())
        .build();
  }

  /** The server takes no new calls. */
  static StatusRuntimeException shuttingDown() {
    return new StatusBuilder(code(Reason.SHUTTING_DOWN), SHUTTING_DOWN.message())
        .errorInfo(Reason.SHUTTING_DOWN.name())
        .build();
  }

  /** The server itself, not a model, has no room for another request. */
  static StatusRuntimeException full(RequestId id, int most) {
    return new StatusBuilder(
            Code.RESOURCE_EXHAUSTED,
            most + " requests are in flight, which is the most; try again later")
        .errorInfo(Reason.OVERLOADED.name())
        .metadata("request_id", id.value())
        .retryInfo(FULL_PAUSE)
        .build();
  }

  /** A call that the contract has and this version does not. */
  static StatusRuntimeException notImplemented(String message) {
    return new StatusBuilder(Code.UNIMPLEMENTED, message).errorInfo("NOT_IMPLEMENTED").build();
  }

  /** What an operator asked for is refused; nothing has changed. */
  static StatusRuntimeException reloadRefused(ReloadException refused) {
    String message = refused.getMessage();
    return new StatusBuilder(Code.FAILED_PRECONDITION, message == null ? "" : message)
        .errorInfo("CONFIGURATION_REFUSED")
        .build();
  }

  /** A bug; what it is stands in the log under the same id. */
  static StatusRuntimeException internal(RequestId id) {
    return new StatusBuilder(
            Code.INTERNAL, "internal error; the server's log has it under request " + id)
        .errorInfo(Reason.INTERNAL.name())
        .metadata("request_id", id.value())
        .build();
  }

  private static String nearest(List<String> names) {
    return names.stream().limit(MAX_NEAREST).collect(Collectors.joining(", "));
  }
}
