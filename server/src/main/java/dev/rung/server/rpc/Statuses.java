package dev.rung.server.rpc;

import com.google.rpc.Code;
import dev.rung.server.call.Unanswered;
import dev.rung.server.call.Violation;
import dev.rung.server.engine.Operations.NotKeptException;
import dev.rung.server.engine.Operations.ReloadException;
import dev.rung.server.generate.Decision;
import dev.rung.server.generate.Refusal;
import dev.rung.server.generate.Refusal.Reason;
import dev.rung.server.generate.RequestId;
import dev.rung.server.tenant.Entry;
import dev.rung.server.tenant.KeyException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a call ends that has no answer: google.rpc.Status with an ErrorInfo of domain "rung" whose
 * reason is a program's to decide by, and further details where they apply (AIP-193).
 */
final class Statuses {
  private static final int MAX_NEAREST = 10;

  private Statuses() {}

  /** The status for any end without an answer. */
  static StatusRuntimeException of(RequestId id, Unanswered why) {
    return switch (why) {
      case Unanswered.Invalid invalid -> invalid(id, invalid);
      case Unanswered.Refused(var refusal, var decision) -> refused(id, refusal, decision);
      case Unanswered.Full full -> full(id, full);
      case Unanswered.CallerGone gone ->
          new StatusBuilder(Code.CANCELLED, gone.message())
              .errorInfo("CANCELLED")
              .metadata("request_id", id.value())
              .build();
    };
  }

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
  static Code code(Reason reason) {
    return switch (reason) {
      case INVALID_REQUEST, CONTEXT_TOO_LONG, CONTENT_FILTERED -> Code.INVALID_ARGUMENT;
      case NOT_ALLOWED -> Code.PERMISSION_DENIED;
      case MODEL_UNABLE -> Code.FAILED_PRECONDITION;
      case UNKNOWN_MODEL, CACHE_MISS -> Code.NOT_FOUND;
      case BUDGET_EXCEEDED, COST_LIMIT, RATE_LIMITED -> Code.RESOURCE_EXHAUSTED;
      case NO_MODEL, PROVIDERS_FAILED, OVERLOADED, LEDGER_UNAVAILABLE, SHUTTING_DOWN ->
          Code.UNAVAILABLE;
      case DEADLINE -> Code.DEADLINE_EXCEEDED;
      case INTERNAL -> Code.INTERNAL;
    };
  }

  /** Every bad field, named. */
  private static StatusRuntimeException invalid(RequestId id, Unanswered.Invalid invalid) {
    return new StatusBuilder(Code.INVALID_ARGUMENT, invalid.message())
        .errorInfo(Reason.INVALID_REQUEST.name())
        .metadata("request_id", id.value())
        .violations(invalid.violations())
        .build();
  }

  /** One bad field of a request to the Admin service. */
  static StatusRuntimeException invalid(String field, String rule) {
    return new StatusBuilder(Code.INVALID_ARGUMENT, field + " " + rule)
        .errorInfo(Reason.INVALID_REQUEST.name())
        .violations(List.of(new Violation(field, rule)))
        .build();
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
    return new StatusBuilder(code(Reason.SHUTTING_DOWN), Unanswered.shuttingDown().message())
        .errorInfo(Reason.SHUTTING_DOWN.name())
        .build();
  }

  /** The messages of other calls leave no room for that of this one. */
  static StatusRuntimeException tooMuchArrives() {
    return new StatusBuilder(
            Code.RESOURCE_EXHAUSTED,
            "the messages of too many calls are here at once; try again later")
        .errorInfo(Reason.OVERLOADED.name())
        .retryInfo(Unanswered.FULL_PAUSE)
        .build();
  }

  /** A call whose message does not come. */
  static StatusRuntimeException arrivesTooSlowly() {
    return new StatusBuilder(
            Code.DEADLINE_EXCEEDED, "the message did not arrive within server.http_patience")
        .errorInfo(Reason.DEADLINE.name())
        .build();
  }

  /** A connection that watches more than there is to watch. */
  static StatusRuntimeException tooManyWatches(int most) {
    return new StatusBuilder(
            Code.RESOURCE_EXHAUSTED,
            "a connection may have " + most + " calls of this service at once: end some")
        .errorInfo(Reason.OVERLOADED.name())
        .retryInfo(Unanswered.FULL_PAUSE)
        .build();
  }

  /** A call that its caller may not make. */
  static StatusRuntimeException turned(Entry.Turned turned) {
    StatusBuilder status =
        new StatusBuilder(code(turned.fault()), turned.message()).errorInfo(turned.fault().name());
    turned.retryAfter().ifPresent(status::retryInfo);
    return status.build();
  }

  private static Code code(Entry.Fault fault) {
    return switch (fault) {
      case KEY_MISSING, KEY_INVALID, KEY_EXPIRED, KEY_REVOKED -> Code.UNAUTHENTICATED;
      case TOO_MANY_WRONG_KEYS -> Code.RESOURCE_EXHAUSTED;
      case SCOPE_MISSING, TENANT_DISABLED -> Code.PERMISSION_DENIED;
      case KEYS_PENDING -> Code.UNAVAILABLE;
    };
  }

  /** A key of a tenant cannot be made, listed or revoked as asked. */
  static StatusRuntimeException keyRefused(KeyException refused) {
    return switch (refused.kind()) {
      case INVALID ->
          new StatusBuilder(Code.INVALID_ARGUMENT, refused.text())
              .errorInfo(Reason.INVALID_REQUEST.name())
              .violations(List.of(new Violation(refused.field(), refused.text())))
              .build();
      case UNKNOWN ->
          new StatusBuilder(Code.NOT_FOUND, refused.text()).errorInfo("UNKNOWN_KEY").build();
      case STORE ->
          new StatusBuilder(Code.UNAVAILABLE, refused.text()).errorInfo("STORE_FAULT").build();
    };
  }

  private static StatusRuntimeException full(RequestId id, Unanswered.Full full) {
    return new StatusBuilder(Code.RESOURCE_EXHAUSTED, full.message())
        .errorInfo(Reason.OVERLOADED.name())
        .metadata("request_id", id.value())
        .retryInfo(Unanswered.FULL_PAUSE)
        .build();
  }

  /** A call that the contract has and this version does not. */
  static StatusRuntimeException notImplemented(String message) {
    return new StatusBuilder(Code.UNIMPLEMENTED, message).errorInfo("NOT_IMPLEMENTED").build();
  }

  /** What an operator ordered could not be written down; nothing has changed. */
  static StatusRuntimeException notKept(NotKeptException refused) {
    String message = refused.getMessage();
    return new StatusBuilder(Code.UNAVAILABLE, message == null ? "" : message)
        .errorInfo(Reason.LEDGER_UNAVAILABLE.name())
        .build();
  }

  /** Answers are gone from memory, and may not be from the disk. */
  static StatusRuntimeException notPurged(NotKeptException refused) {
    String message = refused.getMessage();
    return new StatusBuilder(Code.UNAVAILABLE, message == null ? "" : message)
        .errorInfo("CACHE_UNAVAILABLE")
        .build();
  }

  /** What an operator asked for is refused; nothing has changed. */
  static StatusRuntimeException reloadRefused(ReloadException refused) {
    String message = refused.getMessage();
    return new StatusBuilder(Code.FAILED_PRECONDITION, message == null ? "" : message)
        .errorInfo("CONFIGURATION_REFUSED")
        .build();
  }

  /** What is kept on disk cannot be read now. */
  static StatusRuntimeException stateUnreadable(RequestId id, String message) {
    return new StatusBuilder(Code.UNAVAILABLE, message)
        .errorInfo("STATE_UNREADABLE")
        .metadata("request_id", id.value())
        .build();
  }

  private static String nearest(List<String> names) {
    return names.stream().limit(MAX_NEAREST).collect(Collectors.joining(", "));
  }

  /** To who asks for the figures of another tenant and may not. */
  static StatusRuntimeException notYours(RequestId id) {
    Refusal refusal =
        Refusal.of(
            Reason.NOT_ALLOWED,
            "tenant must be empty or your own: those of others need a key with the scope admin");
    return of(id, new Unanswered.Refused(refusal, Optional.empty()));
  }
}
