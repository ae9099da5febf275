package dev.rung.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.rpc.BadRequest;
import com.google.rpc.QuotaFailure;
import com.google.rpc.RetryInfo;
import dev.rung.server.call.Samples;
import dev.rung.server.engine.RefusedException;
import dev.rung.server.generate.Attempt;
import dev.rung.server.generate.Decision;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Outcome;
import dev.rung.server.generate.Refusal;
import dev.rung.server.generate.Refusal.Quota;
import dev.rung.server.generate.Refusal.Reason;
import dev.rung.server.generate.Signal;
import dev.rung.server.generate.Skipped;
import dev.rung.server.generate.Tier;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.RoutingDecision;
import io.grpc.Metadata;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kind of refusal with its code and details, decoded by a client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RefusalTest {
  private static final GenerateRequest PING =
      GenerateRequest.newBuilder().setPrompt("ping").build();
  private static final int MAX_TRAILERS = 8 * 1024;

  private static final Map<Reason, Code> CODES =
      Map.ofEntries(
          Map.entry(Reason.INVALID_REQUEST, Code.INVALID_ARGUMENT),
          Map.entry(Reason.UNKNOWN_MODEL, Code.NOT_FOUND),
          Map.entry(Reason.NOT_ALLOWED, Code.PERMISSION_DENIED),
          Map.entry(Reason.MODEL_UNABLE, Code.FAILED_PRECONDITION),
          Map.entry(Reason.CACHE_MISS, Code.NOT_FOUND),
          Map.entry(Reason.BUDGET_EXCEEDED, Code.RESOURCE_EXHAUSTED),
          Map.entry(Reason.COST_LIMIT, Code.RESOURCE_EXHAUSTED),
          Map.entry(Reason.RATE_LIMITED, Code.RESOURCE_EXHAUSTED),
          Map.entry(Reason.OVERLOADED, Code.UNAVAILABLE),
          Map.entry(Reason.LEDGER_UNAVAILABLE, Code.UNAVAILABLE),
          Map.entry(Reason.NO_MODEL, Code.UNAVAILABLE),
          Map.entry(Reason.PROVIDERS_FAILED, Code.UNAVAILABLE),
          Map.entry(Reason.CONTENT_FILTERED, Code.INVALID_ARGUMENT),
          Map.entry(Reason.CONTEXT_TOO_LONG, Code.INVALID_ARGUMENT),
          Map.entry(Reason.DEADLINE, Code.DEADLINE_EXCEEDED),
          Map.entry(Reason.SHUTTING_DOWN, Code.UNAVAILABLE),
          Map.entry(Reason.INTERNAL, Code.INTERNAL));

  private final Rig rig = new Rig();

  @AfterAll
  void close() {
    rig.close();
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void everyReasonHasItsCode(Reason reason) {
    rig.engine.generates((request, sink) ->
        new Outcome.Rejected(Refusal.of(reason, "change this"), Optional.empty()));

    StatusRuntimeException unary = Errors.of(() -> rig.router().generate(PING));
    StatusRuntimeException streamed =
        Errors.of(() -> ImmutableList.copyOf(rig.router().generateStream(PING)));

    for (StatusRuntimeException error : List.of(unary, streamed)) {
      assertThat(Errors.code(error)).isEqualTo(CODES.get(reason));
      assertThat(error.getStatus().getDescription()).isEqualTo("change this");
      assertThat(Errors.info(error).getReason()).isEqualTo(reason.name());
      assertThat(Errors.info(error).getDomain()).isEqualTo("rung");
    }
    assertThat(Errors.info(streamed).getMetadataOrThrow("request_id"))
        .isEqualTo(rig.engine.asked().getLast().id().value());
  }

  @Test
  void aFailureCarriesTheDecisionWithItsAttempts() {
    Refusal refusal = Refusal.of(Reason.PROVIDERS_FAILED, "all failed");
    rig.engine.generates((request, sink) ->
        new Outcome.Failed(refusal, Optional.empty(), Optional.of(Samples.DECISION)));

    StatusRuntimeException error = Errors.of(() -> rig.router().generate(PING));

    assertThat(Errors.detail(error, RoutingDecision.class))
        .contains(DecisionWriter.write(Samples.DECISION));
  }

  @Test
  void aRefusalCarriesFieldWaitQuotaAndNearestNames() {
    Refusal refusal =
        new Refusal(
            Reason.BUDGET_EXCEEDED,
            "the daily budget is used up",
            Optional.of("max_cost_usd"),
            Optional.of(Duration.ofMillis(1_500)),
            Optional.of(
                new Quota(
                    "global/daily",
                    Optional.of(new Money(5)),
                    Optional.of(Instant.parse("2026-01-02T00:00:00Z")))),
            List.of("gpt-4o", "gpt-5"));
    rig.engine.answersImmediately(
        request -> Optional.of(new Outcome.Rejected(refusal, Optional.empty())));

    StatusRuntimeException error = Errors.of(() -> rig.router().generate(PING));
    rig.engine.answersImmediately(request -> Optional.empty());

    assertThat(Errors.fields(error)).containsExactly("max_cost_usd");
    RetryInfo retry = Errors.detail(error, RetryInfo.class).orElseThrow();
    assertThat(retry.getRetryDelay().getSeconds()).isEqualTo(1);
    assertThat(retry.getRetryDelay().getNanos()).isEqualTo(500_000_000);
    QuotaFailure quota = Errors.detail(error, QuotaFailure.class).orElseThrow();
    assertThat(quota.getViolations(0).getSubject()).isEqualTo("global/daily");
    assertThat(quota.getViolations(0).getDescription()).contains("2026-01-02");
    assertThat(Errors.info(error).getMetadataMap())
        .containsEntry("nearest", "gpt-4o, gpt-5")
        .containsEntry("budget", "global/daily")
        .containsEntry("renews_at", "2026-01-02T00:00:00Z")
        .containsEntry("left_nanos", "5");
  }

  @Test
  void whatIsLeftIsNotToldWhereItIsNotTheCallersToKnow() {
    Quota shared =
        new Quota(
            "global/daily", Optional.empty(), Optional.of(Instant.parse("2026-01-02T00:00:00Z")));
    Refusal refusal =
        new Refusal(
            Reason.BUDGET_EXCEEDED,
            "no room",
            Optional.empty(),
            Optional.empty(),
            Optional.of(shared),
            List.of());
    rig.engine.answersImmediately(
        request -> Optional.of(new Outcome.Rejected(refusal, Optional.empty())));

    StatusRuntimeException error = Errors.of(() -> rig.router().generate(PING));
    rig.engine.answersImmediately(request -> Optional.empty());

    QuotaFailure quota = Errors.detail(error, QuotaFailure.class).orElseThrow();
    assertThat(quota.getViolations(0).getDescription())
        .isEqualTo("not enough left, renews at 2026-01-02T00:00:00Z");
    assertThat(Errors.info(error).getMetadataMap())
        .containsEntry("budget", "global/daily")
        .containsEntry("renews_at", "2026-01-02T00:00:00Z")
        .doesNotContainKey("left_nanos");
  }

  @Test
  void routeRefusesTheSame() {
    rig.engine.routes((request, compare) -> {
      throw new RefusedException(Refusal.of(Reason.UNKNOWN_MODEL, "no such model"));
    });

    StatusRuntimeException error = Errors.of(() -> rig.router().route(PING));

    assertThat(Errors.code(error)).isEqualTo(Code.NOT_FOUND);
    assertThat(Errors.info(error).getReason()).isEqualTo("UNKNOWN_MODEL");
  }

  @Test
  void aHugeErrorStaysWithinWhatClientsAccept() {
    Refusal refusal =
        new Refusal(
            Reason.PROVIDERS_FAILED,
            "schade %".repeat(2_000) + "ü🌍".repeat(2_000),
            Optional.of("f".repeat(5_000)),
            Optional.of(Duration.ofDays(1)),
            Optional.of(new Quota("ß".repeat(5_000), Optional.of(Money.ZERO), Optional.empty())),
            Collections.nCopies(1_000, "naïve-model"));
    rig.engine.generates((request, sink) ->
        new Outcome.Failed(refusal, Optional.empty(), Optional.of(hugeDecision())));

    StatusRuntimeException error = Errors.of(() -> rig.router().generate(PING));

    assertThat(Errors.code(error)).isEqualTo(Code.UNAVAILABLE);
    assertThat(trailerBytes(error)).isLessThan(MAX_TRAILERS);
    assertThat(Errors.detail(error, BadRequest.class)).isPresent();
    assertThat(Errors.detail(error, RoutingDecision.class).orElseThrow().getAttemptsCount())
        .isPositive();
  }

  private static Decision hugeDecision() {
    Decision small = Samples.DECISION;
    Attempt attempt =
        new Attempt(
            "a-model-with-a-name",
            Tier.LARGE,
            Attempt.Result.FAILED,
            Optional.of("error ".repeat(100)),
            Duration.ofSeconds(1),
            Money.ZERO);
    return new Decision(
        small.classifiedTier(),
        small.tier(),
        small.model(),
        small.unpriced(),
        small.score(),
        small.confidence(),
        small.tierProbabilities(),
        small.gain(),
        small.bumped(),
        Collections.nCopies(200, new Signal("a_signal", 1, "detail ".repeat(10))),
        small.strategy(),
        small.budgetMode(),
        small.arm(),
        Collections.nCopies(200, Samples.CANDIDATE),
        Collections.nCopies(200, new Skipped("another-model", "no key in the environment")),
        Collections.nCopies(50, attempt),
        Collections.nCopies(50, "fell short"),
        Optional.empty(),
        small.strategies(),
        "reason ".repeat(500));
  }

  private static int trailerBytes(StatusRuntimeException error) {
    Metadata trailers = Objects.requireNonNull(error.getTrailers());
    byte[] details =
        Objects.requireNonNull(
            trailers.get(
                Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER)));
    String message = Objects.requireNonNull(error.getStatus().getDescription());
    int encodedMessage = 0;
    for (byte b : message.getBytes(StandardCharsets.UTF_8)) {
      encodedMessage += b >= ' ' && b <= '~' && b != '%' ? 1 : 3;
    }
    return encodedMessage + (details.length + 2) / 3 * 4 + 5 * 64;
  }

  @Test
  void aBugBecomesInternalWithoutItsText() {
    rig.engine.generates((request, sink) -> {
      throw new IllegalStateException("secret prompt text");
    });

    StatusRuntimeException error = Errors.of(() -> rig.router().generate(PING));

    assertThat(Errors.code(error)).isEqualTo(Code.INTERNAL);
    String id = rig.engine.asked().getLast().id().value();
    assertThat(Errors.info(error).getMetadataOrThrow("request_id")).isEqualTo(id);
    assertThat(error.getStatus().getDescription()).contains(id).doesNotContain("secret");
  }

  @Test
  void aBugOnTheEventLoopBecomesInternalToo() {
    rig.engine.answersImmediately(request -> {
      throw new IllegalStateException("secret prompt text");
    });

    StatusRuntimeException error = Errors.of(() -> rig.router().generate(PING));
    rig.engine.answersImmediately(request -> Optional.empty());

    assertThat(Errors.code(error)).isEqualTo(Code.INTERNAL);
    assertThat(error.getStatus().getDescription()).doesNotContain("secret");
  }
}
