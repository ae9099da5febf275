package dev.rung.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Money;
import dev.rung.server.generate.Outcome;
import dev.rung.server.generate.Refusal;
import dev.rung.server.generate.Refusal.Quota;
import dev.rung.server.generate.Refusal.Reason;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Refusals in OpenAI's shape, with the status that its libraries go by. */
final class RefusalTest {
  private final Door door = new Door();

  @AfterEach
  void close() {
    door.close();
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID_REQUEST, 400, invalid_request_error, invalid_value",
    "UNKNOWN_MODEL, 404, invalid_request_error, model_not_found",
    "NOT_ALLOWED, 403, permission_error, not_allowed",
    "MODEL_UNABLE, 400, invalid_request_error, model_unable",
    "CACHE_MISS, 404, invalid_request_error, cache_miss",
    "BUDGET_EXCEEDED, 402, insufficient_quota, budget_exceeded",
    "COST_LIMIT, 402, insufficient_quota, cost_limit",
    "RATE_LIMITED, 429, rate_limit_error, rate_limit_exceeded",
    "OVERLOADED, 503, server_error, overloaded",
    "LEDGER_UNAVAILABLE, 503, server_error, ledger_unavailable",
    "NO_MODEL, 503, server_error, no_model",
    "PROVIDERS_FAILED, 503, server_error, providers_failed",
    "CONTENT_FILTERED, 400, invalid_request_error, content_filter",
    "CONTEXT_TOO_LONG, 400, invalid_request_error, context_length_exceeded",
    "DEADLINE, 504, server_error, deadline_exceeded",
    "SHUTTING_DOWN, 503, server_error, shutting_down",
    "INTERNAL, 500, server_error, internal_error",
  })
  void everyReasonHasItsStatus(Reason reason, int status, String type, String code) {
    refuse(Refusal.of(reason, "change this"));

    HttpResponse<String> response = door.chat(Door.PING);

    String id = response.headers().firstValue("x-request-id").orElseThrow();
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body())
        .isEqualTo(
            "{\"error\":{\"message\":\"change this\",\"type\":\"%s\",\"param\":null,\"code\":\"%s\",\"rung\":{\"reason\":\"%s\",\"request_id\":\"%s\"}}}"
                .formatted(type, code, reason, id));
  }

  @Test
  void aWaitThatHelpsIsTold() {
    refuse(
        new Refusal(
            Reason.RATE_LIMITED,
            "later",
            Optional.empty(),
            Optional.of(Duration.ofMillis(1_200)),
            Optional.empty(),
            List.of()));

    HttpResponse<String> response = door.chat(Door.PING);

    assertThat(response.headers().firstValue("retry-after")).contains("2");
    assertThat(response.headers().firstValue("retry-after-ms")).contains("1200");
    assertThat(response.headers().firstValue("x-should-retry")).contains("true");
  }

  @Test
  void aBudgetThatIsUsedUpSaysWhatIsLeftAndWhenItRenews() {
    refuse(overBudget(Optional.of(new Money(1_204_000))));

    assertThat(door.chat(Door.PING).body())
        .contains(
            "\"budget\":{\"scope\":\"global/daily\",\"left_usd\":0.001204000,"
                + "\"left_nanos\":1204000,\"renews_at\":\"2026-01-02T00:00:00Z\"}");
  }

  @Test
  void whatIsLeftIsNotToldWhereItIsNotTheCallersToKnow() {
    refuse(overBudget(Optional.empty()));

    assertThat(door.chat(Door.PING).body())
        .contains("\"budget\":{\"scope\":\"global/daily\",\"renews_at\":\"2026-01-02T00:00:00Z\"}");
  }

  private static Refusal overBudget(Optional<Money> left) {
    Instant renews = Instant.parse("2026-01-02T00:00:00Z");
    return new Refusal(
        Reason.BUDGET_EXCEEDED,
        "the daily budget is used up",
        Optional.empty(),
        Optional.empty(),
        Optional.of(new Quota("global/daily", left, Optional.of(renews))),
        List.of());
  }

  /** OpenAI's libraries repeat every 5xx twice by themselves unless they are told not to. */
  @Test
  void aFailureThatNoWaitMendsIsNotToBeRepeated() {
    refuse(Refusal.of(Reason.PROVIDERS_FAILED, "all of them"));

    HttpResponse<String> response = door.chat(Door.PING);

    assertThat(response.headers().firstValue("x-should-retry")).contains("false");
    assertThat(response.headers().firstValue("retry-after")).isEmpty();
  }

  @Test
  void anUnknownModelComesWithTheNearestNames() {
    refuse(
        new Refusal(
            Reason.UNKNOWN_MODEL,
            "There is no model \"mistrl\".",
            Optional.of("model"),
            Optional.empty(),
            Optional.empty(),
            List.of("mistral", "m")));

    assertThat(door.chat(Door.PING).body())
        .contains("\"param\":\"model\"", "\"nearest\":[\"mistral\",\"m\"]");
  }

  @Test
  void aBugIsAnInternalErrorWithoutItsText() {
    door.engine.generates((request, sink) -> {
      throw new IllegalStateException("the prompt was: secret");
    });

    HttpResponse<String> response = door.chat(Door.PING);

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).contains("internal_error").doesNotContain("secret");
  }

  private void refuse(Refusal refusal) {
    door.engine.generates((request, sink) -> new Outcome.Rejected(refusal, Optional.empty()));
  }
}
