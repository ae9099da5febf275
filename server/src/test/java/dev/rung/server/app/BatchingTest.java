package dev.rung.server.app;

import static dev.rung.server.app.RunningDaemon.PATIENCE;
import static dev.rung.server.app.RunningDaemon.model;
import static dev.rung.server.app.RunningDaemon.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.rung.server.scripted.OpenAiWire;
import dev.rung.server.scripted.Replies;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.v1.BatchError;
import dev.rung.v1.CreateTenantKeyRequest;
import dev.rung.v1.CreateTenantKeyResponse;
import dev.rung.v1.FinishReason;
import dev.rung.v1.GenerateBatchRequest;
import dev.rung.v1.GenerateBatchRequest.Item;
import dev.rung.v1.GenerateBatchResult;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.GenerateResponse;
import dev.rung.v1.RevokeTenantKeyRequest;
import dev.rung.v1.RevokeTenantKeyResponse;
import dev.rung.v1.StatsRequest;
import dev.rung.v1.StatsResponse;
import dev.rung.v1.Tier;
import io.grpc.Context;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Batches through a whole daemon: templates, a model, and what the model's provider bills. */
class BatchingTest {
  /** Of the scripted answers below, at 1 and 2 USD for a million tokens. */
  private static final long NANOS_PER_CALL = 1_000L * OpenAiWire.PROMPT_TOKENS + 2_000L * 2;

  private final ScriptedProvider provider = ScriptedProvider.start();
  private final RunningDaemon daemon = RunningDaemon.with(model("tier2", "small", provider));

  @AfterEach
  void close() {
    daemon.close();
    provider.close();
  }

  @Test
  void tenThousandTemplateAnswersComeInOneCall() {
    GenerateBatchRequest.Builder batch = GenerateBatchRequest.newBuilder();
    for (int i = 0; i < 10_000; i++) {
      batch.addItems(item("sum-" + i, sum(i)));
    }

    Map<String, GenerateBatchResult> results = send(batch);

    assertThat(results).hasSize(10_000);
    assertThat(result(results, "sum-4711").getResponse().getText()).contains("4713");
    assertThat(results.values()).allMatch(result -> tier(result) == Tier.TIER_0_TEMPLATE);
    assertThat(stats().getTotalRequests()).isEqualTo(10_000);
  }

  @Test
  void templatesAModelAndWrongItemsAreAnsweredSideBySide() {
    provider.otherwise(Replies.openAi("do", "ne").after(Duration.ofMillis(20)));
    GenerateBatchRequest.Builder batch = GenerateBatchRequest.newBuilder();
    for (int i = 0; i < 10; i++) {
      batch.addItems(item("sum-" + i, sum(i)));
      batch.addItems(item("code-" + i, request()));
    }
    batch.addItems(item("unknown", request().toBuilder().setModel("nobody").build()));
    batch.addItems(item("wrong", request().toBuilder().setTopP(7).build()));

    Map<String, GenerateBatchResult> results = send(batch);

    assertThat(results).hasSize(22);
    assertThat(result(results, "sum-3").getResponse().getText()).contains("5");
    GenerateResponse answer = result(results, "code-3").getResponse();
    assertThat(answer.getText()).isEqualTo("done");
    assertThat(answer.getCostNanos()).isEqualTo(NANOS_PER_CALL);
    assertThat(result(results, "unknown").getError().getReason()).isEqualTo("UNKNOWN_MODEL");
    assertThat(result(results, "wrong").getError().getMessage()).contains("top_p");
    // As with single calls, what was wrong from the start was no request.
    StatsResponse stats = stats();
    assertThat(stats.getTotalRequests()).isEqualTo(21);
    assertThat(stats.getCostNanos()).isEqualTo(10 * NANOS_PER_CALL);
  }

  @Test
  void shortAnswersAreWholeWithinTheMoneyOfTheBatch() {
    provider.otherwise(Replies.openAi("do", "ne"));
    GenerateRequest brief = request().toBuilder().setModel("small").setMaxTokens(5).build();
    GenerateBatchRequest.Builder batch = GenerateBatchRequest.newBuilder();
    IntStream.range(0, 4).forEach(i -> batch.addItems(item("" + i, brief)));

    Map<String, GenerateBatchResult> results = send(batch.setMaxCostNanos(1_000_000));

    assertThat(results.values())
        .hasSize(4)
        .allSatisfy(result -> {
          assertThat(result.getResponse().getText()).isEqualTo("done");
          assertThat(result.getResponse().getFinishReason()).isEqualTo(FinishReason.STOP);
        });
  }

  @Test
  void cancellingHangsUpOnEveryCallInFlight() throws Exception {
    provider.otherwise(Replies.hang());
    GenerateBatchRequest.Builder batch = GenerateBatchRequest.newBuilder();
    IntStream.range(0, 20).forEach(i -> batch.addItems(item("" + i, request())));
    Context.CancellableContext context = Context.current().withCancellation();
    context.call(() -> daemon.router().generateBatch(batch.build()));
    for (int i = 0; i < 8; i++) {
      provider.awaitRequest(PATIENCE);
    }

    context.cancel(null);
    for (int i = 0; i < 8; i++) {
      provider.awaitClientGone(PATIENCE);
    }

    assertThat(provider.requests()).hasSize(8);
  }

  @Test
  void aKeyThatIsRevokedMeanwhileBeginsNoOtherItem() throws Exception {
    CountDownLatch revoked = new CountDownLatch(1);
    provider.otherwise(exchange -> {
      assertThat(revoked.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      Replies.openAi("do", "ne").answer(exchange);
    });
    CreateTenantKeyResponse key =
        daemon
            .admin()
            .createTenantKey(CreateTenantKeyRequest.newBuilder().setTenant("acme").build());
    daemon.show("Bearer " + key.getKey());
    GenerateBatchRequest.Builder batch = GenerateBatchRequest.newBuilder().setMaxParallel(1);
    IntStream.range(0, 5).forEach(i -> batch.addItems(item("" + i, request())));
    Iterator<GenerateBatchResult> results = daemon.router().generateBatch(batch.build());
    provider.awaitRequest(PATIENCE);

    RevokeTenantKeyResponse done =
        daemon
            .admin()
            .revokeTenantKey(RevokeTenantKeyRequest.newBuilder().setKeyId(key.getKeyId()).build());
    revoked.countDown();

    assertThat(done).isNotNull();
    assertThat(results.next().getResponse().getText()).isEqualTo("done");
    for (int i = 1; i < 5; i++) {
      BatchError refused = results.next().getError();
      assertThat(refused.getReason()).isEqualTo("NOT_ALLOWED");
      assertThat(refused.getMessage()).contains("revoked");
    }
    assertThat(results.hasNext()).isFalse();
    assertThat(provider.requests()).hasSize(1);
  }

  @Test
  void theProvidersBillStaysBelowTheMoneyOfTheBatch() {
    AtomicLong billed = new AtomicLong();
    provider.otherwise(exchange -> {
      billed.addAndGet(NANOS_PER_CALL);
      Replies.openAi("do", "ne").answer(exchange);
    });
    GenerateRequest small = request().toBuilder().setMaxTokens(20).build();
    GenerateBatchRequest.Builder batch =
        GenerateBatchRequest.newBuilder().setMaxCostNanos(1_000_000);
    IntStream.range(0, 200).forEach(i -> batch.addItems(item("" + i, small)));

    Collection<GenerateBatchResult> results = send(batch).values();

    List<GenerateBatchResult> answered =
        results.stream().filter(GenerateBatchResult::hasResponse).toList();
    assertThat(billed.get()).isBetween(800_000L, 1_000_000L);
    assertThat(answered).hasSize((int) (billed.get() / NANOS_PER_CALL));
    assertThat(results)
        .hasSize(200)
        .filteredOn(GenerateBatchResult::hasError)
        .allMatch(result -> result.getError().getReason().equals("COST_LIMIT"));
  }

  private static GenerateBatchResult result(Map<String, GenerateBatchResult> results, String id) {
    return Objects.requireNonNull(results.get(id), id);
  }

  private static GenerateRequest sum(int i) {
    return GenerateRequest.newBuilder().setPrompt("What is 2 + " + i + "?").build();
  }

  private static Item item(String id, GenerateRequest request) {
    return Item.newBuilder().setId(id).setRequest(request).build();
  }

  private static Tier tier(GenerateBatchResult result) {
    return result.getResponse().getTier();
  }

  private Map<String, GenerateBatchResult> send(GenerateBatchRequest.Builder batch) {
    return ImmutableList.copyOf(daemon.router().generateBatch(batch.build())).stream()
        .collect(Collectors.toMap(GenerateBatchResult::getId, result -> result));
  }

  private StatsResponse stats() {
    return daemon.router().stats(StatsRequest.getDefaultInstance());
  }
}
