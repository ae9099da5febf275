package dev.rung.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import com.google.rpc.BadRequest;
import dev.rung.server.costs.CostQuery;
import dev.rung.server.costs.CostReport;
import dev.rung.server.costs.CostSums;
import dev.rung.server.costs.Dimension;
import dev.rung.server.costs.Step;
import dev.rung.server.generate.Caller;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.RequestId;
import dev.rung.v1.GetCostsRequest;
import dev.rung.v1.GetCostsResponse;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GetCostsTest {
  private static final Instant FROM = Instant.ofEpochSecond(1_800);
  private static final Instant TO = Instant.ofEpochSecond(3_600);

  private final Rig rig = new Rig();

  @AfterEach
  void close() {
    rig.close();
  }

  private static Timestamp at(long seconds) {
    return Timestamp.newBuilder().setSeconds(seconds).build();
  }

  @Test
  void tellsEveryFigure() {
    CostSums sums =
        new CostSums(
            1, 2, 3, 4, 5, 6, 7, new Money(8), new Money(9), new Money(10), new Money(11), 12);
    rig.operations.report(
        Optional.of(
            new CostReport(
                List.of(new CostReport.Line("small", Optional.of(FROM), sums)), sums, FROM, TO)));

    GetCostsResponse response =
        rig.admin()
            .getCosts(
                GetCostsRequest.newBuilder()
                    .setFrom(at(1_800))
                    .setTo(at(3_600))
                    .setBy("tenant")
                    .setEvery("hour")
                    .build());

    GetCostsResponse.Line.Builder line =
        GetCostsResponse.Line.newBuilder()
            .setRequests(1)
            .setAttempts(2)
            .setInputTokens(3)
            .setCachedInputTokens(4)
            .setCacheWriteTokens(5)
            .setOutputTokens(6)
            .setReasoningTokens(7)
            .setCostNanos(8)
            .setCostUsd(8e-9)
            .setEstimatedCostNanos(9)
            .setWastedCostNanos(10)
            .setBaselineCostNanos(11)
            .setUnpricedAttempts(12);
    assertThat(response)
        .isEqualTo(
            GetCostsResponse.newBuilder()
                .setTotal(line.build())
                .addLines(line.setKey("small").setAt(at(1_800)))
                .setFrom(at(1_800))
                .setTo(at(3_600))
                .build());
    assertThat(rig.operations.lastQuery())
        .isEqualTo(new CostQuery(FROM, Optional.of(TO), Dimension.TENANT, Step.HOUR));
  }

  @Test
  void asksForEverythingUntilNowByModelUnlessTold() {
    rig.admin().getCosts(GetCostsRequest.getDefaultInstance());

    assertThat(rig.operations.lastQuery())
        .isEqualTo(new CostQuery(Instant.EPOCH, Optional.empty(), Dimension.MODEL, Step.WHOLE));
  }

  @Test
  void asksForTheTenantThatAnOperatorNames() {
    rig.admin().getCosts(GetCostsRequest.newBuilder().setTenant("acme").build());

    assertThat(rig.operations.lastQuery().tenant()).contains("acme");
  }

  @Test
  void asksForTheCallersOwnAtTheRouter() {
    rig.router().getCosts(GetCostsRequest.newBuilder().setBy("tenant").build());

    assertThat(rig.operations.lastQuery())
        .isEqualTo(
            new CostQuery(
                Instant.EPOCH,
                Optional.empty(),
                Dimension.TENANT,
                Step.WHOLE,
                Optional.of("default")));
  }

  @Test
  void showsACallerNoOtherTenant() {
    CostCalls calls = new CostCalls(rig.operations);
    GetCostsRequest others = GetCostsRequest.newBuilder().setTenant("other").build();

    StatusRuntimeException error =
        Errors.of(() -> calls.costs(new RequestId("r-1"), others, new Viewer(new Caller("acme"))));

    assertThat(error.getStatus().getCode()).isEqualTo(Code.PERMISSION_DENIED);
  }

  @ParameterizedTest
  @CsvSource({
    "10, 20, day, '', by, 'must be model, tier, tenant or provider'",
    "10, 20, '', minute, every, 'must be hour or day, or empty'",
    "10, 20, '', whole, every, 'must be hour or day, or empty'",
    "20, 20, '', '', to, must be after from",
    "30, 20, '', '', to, must be after from",
    "-1, 20, '', '', from, must be an instant from 1970 to 9999",
    "10, 999999999999, '', '', to, must be an instant from 1970 to 9999",
  })
  void refusesNonsenseByItsField(
      long from, long to, String by, String every, String field, String rule) {
    GetCostsRequest nonsense =
        GetCostsRequest.newBuilder()
            .setFrom(at(from))
            .setTo(at(to))
            .setBy(by)
            .setEvery(every)
            .build();

    StatusRuntimeException error = Errors.of(() -> rig.admin().getCosts(nonsense));

    assertThat(error.getStatus().getCode()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(violations(error)).containsExactly(field + " " + rule);
  }

  private static List<String> violations(StatusRuntimeException error) {
    return Errors.detail(error, BadRequest.class).orElseThrow().getFieldViolationsList().stream()
        .map(violation -> violation.getField() + " " + violation.getDescription())
        .toList();
  }

  @Test
  void refusesAReportThatWouldBeTooLong() {
    rig.operations.report(Optional.empty());

    StatusRuntimeException error =
        Errors.of(() -> rig.admin().getCosts(GetCostsRequest.getDefaultInstance()));

    assertThat(error.getStatus().getCode()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(violations(error)).singleElement().asString().startsWith("every ");
  }
}
