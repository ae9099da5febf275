package dev.rung.server.http.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rung.server.call.Unanswered;
import dev.rung.server.call.Violation;
import dev.rung.server.generate.Refusal;
import dev.rung.server.generate.Refusal.Quota;
import dev.rung.server.generate.Refusal.Reason;
import dev.rung.server.generate.RequestId;
import dev.rung.server.http.wire.WebReply;
import dev.rung.server.tenant.Entry;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An error in OpenAI's shape.
 *
 * @param type and {@code code}: what OpenAI's own libraries decide by
 * @param reason the kind of refusal, as gRPC names it too
 * @param param the field at fault
 * @param retryAfter how long to wait, where waiting helps
 * @param retry whether the same request may succeed later
 * @param quota the budget that is used up
 * @param headers further ones
 */
public record ApiError(
    int status,
    String type,
    String code,
    String reason,
    String message,
    Optional<String> param,
    Optional<Duration> retryAfter,
    boolean retry,
    List<String> nearest,
    Optional<Quota> quota,
    Map<String, String> headers) {
  private static final String INVALID = "invalid_request_error";
  private static final String SERVER = "server_error";
  private static final String CHALLENGE = "Bearer realm=\"rung\"";
  private static final int MOST_VIOLATIONS = 10;
  private static final int NANO_DIGITS = 9;

  /** What a program decides by, for each reason. */
  private record Kind(int status, String type, String code, boolean retry) {}

  /** A request that is wrong as a whole. */
  public static ApiError invalid(int status, String code, String message) {
    return new ApiError(
        status,
        INVALID,
        code,
        Reason.INVALID_REQUEST.name(),
        message,
        Optional.empty(),
        Optional.empty(),
        false,
        List.of(),
        Optional.empty(),
        Map.of());
  }

  /** The server itself has no room for another request now. */
  public static ApiError overloaded(String message) {
    return of(
        new Kind(503, SERVER, "overloaded", true),
        Reason.OVERLOADED.name(),
        message,
        Optional.of(Unanswered.FULL_PAUSE));
  }

  public static ApiError of(Unanswered why) {
    return switch (why) {
      case Unanswered.Invalid(List<Violation> violations) -> of(violations);
      case Unanswered.Refused(Refusal refusal, var decision) -> of(refusal);
      case Unanswered.Full full -> overloaded(full.message());
      case Unanswered.CallerGone gone ->
          of(
              new Kind(499, SERVER, "cancelled", false),
              "CANCELLED",
              gone.message(),
              Optional.empty());
    };
  }

  /** A call that its caller may not make. */
  public static ApiError of(Entry.Turned turned) {
    Entry.Fault fault = turned.fault();
    Kind kind =
        switch (fault) {
          case KEY_MISSING, KEY_INVALID, KEY_EXPIRED, KEY_REVOKED ->
              new Kind(401, "authentication_error", "invalid_api_key", false);
          case TOO_MANY_WRONG_KEYS ->
              new Kind(429, "rate_limit_error", "too_many_wrong_keys", true);
          case SCOPE_MISSING, TENANT_DISABLED ->
              new Kind(403, "permission_error", fault.name().toLowerCase(Locale.ROOT), false);
          case KEYS_PENDING -> new Kind(503, SERVER, "keys_pending", true);
        };
    ApiError error = of(kind, fault.name(), turned.message(), turned.retryAfter());
    return fault.isUnknown() ? error.with("www-authenticate", CHALLENGE) : error;
  }

  /** A refusal by the engine. */
  static ApiError of(Refusal refusal) {
    Kind kind = kind(refusal.reason());
    return new ApiError(
        kind.status,
        kind.type,
        kind.code,
        refusal.reason().name(),
        refusal.message(),
        refusal.field(),
        refusal.retryAfter(),
        kind.retry
            && (refusal.retryAfter().isPresent() || refusal.reason() == Reason.SHUTTING_DOWN),
        refusal.nearest(),
        refusal.quota(),
        Map.of());
  }

  private static Kind kind(Reason reason) {
    return switch (reason) {
      case INVALID_REQUEST -> new Kind(400, INVALID, "invalid_value", false);
      case NOT_ALLOWED -> new Kind(403, "permission_error", "not_allowed", false);
      case MODEL_UNABLE -> new Kind(400, INVALID, "model_unable", false);
      case CONTEXT_TOO_LONG -> new Kind(400, INVALID, "context_length_exceeded", false);
      case CONTENT_FILTERED -> new Kind(400, INVALID, "content_filter", false);
      case UNKNOWN_MODEL -> new Kind(404, INVALID, "model_not_found", false);
      case CACHE_MISS -> new Kind(404, INVALID, "cache_miss", false);
      case BUDGET_EXCEEDED -> new Kind(402, "insufficient_quota", "budget_exceeded", false);
      case COST_LIMIT -> new Kind(402, "insufficient_quota", "cost_limit", false);
      case RATE_LIMITED -> new Kind(429, "rate_limit_error", "rate_limit_exceeded", true);
      case LEDGER_UNAVAILABLE -> new Kind(503, SERVER, "ledger_unavailable", true);
      case OVERLOADED -> new Kind(503, SERVER, "overloaded", true);
      case NO_MODEL -> new Kind(503, SERVER, "no_model", true);
      case PROVIDERS_FAILED -> new Kind(503, SERVER, "providers_failed", true);
      case SHUTTING_DOWN -> new Kind(503, SERVER, "shutting_down", true);
      case DEADLINE -> new Kind(504, SERVER, "deadline_exceeded", false);
      case INTERNAL -> new Kind(500, SERVER, "internal_error", false);
    };
  }

  private static ApiError of(
      Kind kind, String reason, String message, Optional<Duration> retryAfter) {
    return new ApiError(
        kind.status,
        kind.type,
        kind.code,
        reason,
        message,
        Optional.empty(),
        retryAfter,
        kind.retry,
        List.of(),
        Optional.empty(),
        Map.of());
  }

  private static ApiError of(List<Violation> violations) {
    Unanswered.Invalid shown =
        new Unanswered.Invalid(violations.stream().limit(MOST_VIOLATIONS).toList());
    int more = violations.size() - shown.violations().size();
    return new ApiError(
        400,
        INVALID,
        "invalid_value",
        Reason.INVALID_REQUEST.name(),
        shown.message() + (more > 0 ? "; and " + more + " more" : ""),
        violations.stream().map(Violation::field).filter(f -> !f.equals("the body")).findFirst(),
        Optional.empty(),
        false,
        List.of(),
        Optional.empty(),
        Map.of());
  }

  /** The same with a header more. */
  public ApiError with(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new ApiError(
        status, type, code, reason, message, param, retryAfter, retry, nearest, quota, more);
  }

  /** The whole reply. */
  public void send(RequestId id, WebReply reply) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("content-type", "application/json");
    all.put("x-request-id", id.value());
    all.put("x-rung-id", id.value());
    // OpenAI's libraries would try twice more after any status from 500 on.
    all.put("x-should-retry", Boolean.toString(retry));
    retryAfter.ifPresent(pause -> {
      all.put("retry-after", Long.toString(Math.max(1, pause.plusNanos(999_999_999).toSeconds())));
      all.put("retry-after-ms", Long.toString(pause.plusNanos(999_999).toMillis()));
    });
    reply.whole(status, all, Json.bytes(json -> write(id, json)));
  }

  void write(RequestId id, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("error");
    json.writeStringField("message", message);
    json.writeStringField("type", type);
    if (param.isPresent()) {
      json.writeStringField("param", param.get());
    } else {
      json.writeNullField("param");
    }
    json.writeStringField("code", code);
    json.writeObjectFieldStart("rung");
    json.writeStringField("reason", reason);
    json.writeStringField("request_id", id.value());
    if (!nearest.isEmpty()) {
      json.writeArrayFieldStart("nearest");
      for (String name : nearest) {
        json.writeString(name);
      }
      json.writeEndArray();
    }
    if (quota.isPresent()) {
      write(quota.get(), json);
    }
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void write(Quota quota, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("budget");
    json.writeStringField("scope", quota.scope());
    if (quota.left().isPresent()) {
      long nanos = quota.left().get().nanos();
      json.writeFieldName("left_usd");
      json.writeNumber(BigDecimal.valueOf(nanos, NANO_DIGITS).toPlainString());
      json.writeNumberField("left_nanos", nanos);
    }
    if (quota.renews().isPresent()) {
      json.writeStringField("renews_at", quota.renews().get().toString());
    }
    json.writeEndObject();
  }
}
