package dev.rung.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.rung.server.call.Samples;
import dev.rung.server.engine.CostBounds;
import dev.rung.server.generate.Answer;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Outcome;
import dev.rung.v1.GenerateBatchRequest;
import dev.rung.v1.GenerateBatchResult;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The money of a whole batch. */
final class BatchMoneyTest {
  private static final Money BOUND = new Money(1_000);

  private final Rig rig = new Rig();
  private final Queue<Money> limits = new ConcurrentLinkedQueue<>();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void itemsThatNoMoneyIsLeftForFailAndTheLimitIsNeverPassed() {
    rig.engine.costs(request -> new CostBounds(BOUND, BOUND));
    rig.engine.generates((request, sink) -> costing(request, 700));

    List<GenerateBatchResult> results = send(30, 10_000);

    long spent = results.stream().mapToLong(result -> result.getResponse().getCostNanos()).sum();
    assertThat(results).hasSize(30);
    assertThat(results).filteredOn(GenerateBatchResult::hasResponse).hasSize(13);
    assertThat(spent).isEqualTo(9_100);
    assertThat(results)
        .filteredOn(GenerateBatchResult::hasError)
        .allMatch(result -> result.getError().getReason().equals("COST_LIMIT"))
        .allMatch(result -> result.getError().getMessage().contains("0.000000900 USD left"));
    assertThat(limits).hasSize(13).allMatch(BOUND::equals);
  }

  @Test
  void whatCostsNothingIsAnsweredWithoutMoney() {
    rig.engine.generates((request, sink) -> costing(request, 0));

    assertThat(send(30, 0)).hasSize(30).allMatch(GenerateBatchResult::hasResponse);
    assertThat(limits).allMatch(Money::isZero);
  }

  @Test
  void anItemThatWasBilledForAFailureGetsMoreOfTheBatchsMoneyForItsNextAttempt() {
    rig.engine.costs(request -> new CostBounds(BOUND, BOUND));
    rig.engine.generates((request, sink) ->
        // 700 went into an attempt that failed; the next one may cost as much as the first.
        costing(request, sink.pays(new Money(700)) ? 1_500 : 700));

    List<GenerateBatchResult> results = send(2, 3_400);

    assertThat(results)
        .extracting(result -> result.getResponse().getCostNanos())
        .containsExactlyInAnyOrder(1_500L, 1_500L);
    assertThat(limits).containsExactly(BOUND, BOUND);
  }

  @Test
  void anItemGetsNoMoreThanTheBatchHas() {
    rig.engine.costs(request -> new CostBounds(BOUND, BOUND));
    rig.engine.generates(
        (request, sink) -> costing(request, sink.pays(new Money(700)) ? 1_500 : 700));

    assertThat(send(1, 1_699))
        .singleElement()
        .satisfies(result -> assertThat(result.getResponse().getCostNanos()).isEqualTo(700));
  }

  @Test
  void anItemsOwnLimitStays() {
    rig.engine.costs(request -> new CostBounds(BOUND, BOUND));
    rig.engine.generates((request, sink) -> costing(request, 1));
    GenerateBatchRequest.Builder batch = batch(1, 10_000).toBuilder();
    batch.getItemsBuilder(0).getRequestBuilder().setMaxCostNanos(400);

    List<GenerateBatchResult> results =
        ImmutableList.copyOf(rig.router().generateBatch(batch.build()));

    assertThat(results).hasSize(1);
    assertThat(limits).containsExactly(new Money(400));
  }

  private Outcome costing(GenerateRequest request, long nanos) {
    limits.add(request.limits().maxCost().orElseThrow());
    Answer answer = Samples.answer(request, "pong");
    return new Outcome.Answered(
        new Answer(
            answer.id(),
            answer.text(),
            answer.toolCalls(),
            answer.model(),
            answer.tier(),
            answer.provider(),
            answer.finishReason(),
            answer.usage(),
            new Money(nanos),
            answer.latency(),
            answer.timeToFirstToken(),
            answer.cache(),
            answer.decision()));
  }

  private List<GenerateBatchResult> send(int items, long nanos) {
    return ImmutableList.copyOf(rig.router().generateBatch(batch(items, nanos)));
  }

  private static GenerateBatchRequest batch(int items, long nanos) {
    return BatchTest.items(
            IntStream.range(0, items).mapToObj(Integer::toString).toArray(String[]::new))
        .toBuilder()
        .setMaxCostNanos(nanos)
        .build();
  }
}
