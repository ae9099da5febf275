package dev.rung.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.protobuf.ByteString;
import com.google.rpc.Code;
import dev.rung.server.batch.BatchSettings;
import dev.rung.server.call.Samples;
import dev.rung.server.generate.Outcome;
import dev.rung.server.generate.Refusal;
import dev.rung.server.generate.Refusal.Reason;
import dev.rung.v1.BatchError;
import dev.rung.v1.GenerateBatchRequest;
import dev.rung.v1.GenerateBatchRequest.Item;
import dev.rung.v1.GenerateBatchResult;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.Image;
import dev.rung.v1.Message;
import dev.rung.v1.Part;
import dev.rung.v1.Role;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a batch answers, item by item, and which batches are refused as a whole. */
final class BatchTest {
  private static final int MEBIBYTE = 1024 * 1024;

  private final Rig rig =
      new Rig(64, new BatchSettings(4, 5, 4, Duration.ofSeconds(30), Duration.ofSeconds(30)));

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void answersEveryItemUnderItsIdAndAnIdOfItsOwn() {
    rig.engine.generates(
        (request, sink) -> Samples.answered(request, "to " + request.prompt().instruction()));

    Map<String, GenerateBatchResult> results = send(items("a", "b", "c"));

    assertThat(results.keySet()).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(result(results, "b").getResponse().getText()).isEqualTo("to b");
    assertThat(results.values().stream().map(result -> result.getResponse().getId()).distinct())
        .hasSize(3);
    assertThat(result(results, "a").getResponse().getDecision().getModel()).isEqualTo("mistral");
  }

  @Test
  void goesOnAfterItemsThatFail() {
    rig.engine.generates((request, sink) ->
        switch (request.prompt().instruction()) {
          case "refused" ->
              new Outcome.Rejected(
                  new Refusal(
                      Reason.RATE_LIMITED,
                      "wait",
                      Optional.empty(),
                      Optional.of(Duration.ofMillis(1_500)),
                      Optional.empty(),
                      List.of()),
                  Optional.empty());
          case "failed" ->
              new Outcome.Failed(
                  Refusal.of(Reason.PROVIDERS_FAILED, "nobody answers"),
                  Optional.empty(),
                  Optional.of(Samples.DECISION));
          case "bug" -> throw new IllegalStateException("secret text");
          default -> Samples.answered(request, "pong");
        });

    Map<String, GenerateBatchResult> results =
        send(items("refused", "failed", "bug", "fine").toBuilder().addItems(item("bad", "")));

    assertThat(result(results, "fine").getResponse().getText()).isEqualTo("pong");
    assertThat(result(results, "bad").getError())
        .isEqualTo(
            BatchError.newBuilder()
                .setCode(Code.INVALID_ARGUMENT_VALUE)
                .setReason("INVALID_REQUEST")
                .setMessage("invalid request: prompt must not be blank where no messages are given")
                .build())
        .satisfies(error -> assertThat(error.hasRetryAfterSeconds()).isFalse());
    BatchError refused = result(results, "refused").getError();
    assertThat(refused.getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED_VALUE);
    assertThat(refused.getRetryAfterSeconds()).isEqualTo(1.5);
    BatchError failed = result(results, "failed").getError();
    assertThat(failed.getReason()).isEqualTo("PROVIDERS_FAILED");
    assertThat(failed.getCostNanos()).isEqualTo(7);
    BatchError bug = result(results, "bug").getError();
    assertThat(bug.getCode()).isEqualTo(Code.INTERNAL_VALUE);
    assertThat(bug.getMessage()).doesNotContain("secret");
  }

  @Test
  void leavesALineForAnItemThatCannotBeRead() {
    rig.engine.generates((request, sink) -> Samples.answered(request, "pong"));

    send(items("fine").toBuilder().addItems(item("bad", "")));

    assertThat(rig.unheard)
        .singleElement()
        .satisfies(line -> assertThat(line.error()).contains("INVALID_REQUEST"))
        .satisfies(line -> assertThat(line.tenant()).isEqualTo("default"))
        .satisfies(line -> assertThat(line.id()).isNotEqualTo(rig.engine.asked().getFirst().id()));
  }

  static Stream<Arguments> wrongBatches() {
    return Stream.of(
        wrong(List.of("items"), "must not be empty", batch -> batch.clearItems()),
        wrong(
            List.of("items[1].id"), "must be unique", batch -> batch.addItems(item("a", "again"))),
        wrong(List.of("items[1].id"), "must not be blank", batch -> batch.addItems(item(" ", "x"))),
        wrong(
            List.of("items[1].id", "items[2].id"),
            "",
            batch -> batch.addItems(item("", "x")).addItems(item("a\nb", "x"))),
        wrong(
            List.of("items[1].id"),
            "at most 256 characters",
            batch -> batch.addItems(item("x".repeat(257), "x"))),
        wrong(
            List.of("items"),
            "must be at most 5, not 6",
            batch -> IntStream.range(0, 5).forEach(i -> batch.addItems(item("i" + i, "x")))),
        wrong(List.of("max_parallel"), "1 or more, not 0", batch -> batch.setMaxParallel(0)),
        wrong(List.of("max_cost_nanos"), "0 or more", batch -> batch.setMaxCostNanos(-1)),
        wrong(List.of("max_cost_usd"), "not NaN", batch -> batch.setMaxCostUsd(Double.NaN)),
        wrong(
            List.of("items"),
            "must hold at most 8388608 bytes of text",
            batch ->
                IntStream.range(0, 3)
                    .forEach(i -> batch.addItems(item("i" + i, "x".repeat(3 * MEBIBYTE))))));
  }

  private static Arguments wrong(
      List<String> fields, String rule, Consumer<GenerateBatchRequest.Builder> change) {
    return Arguments.of(fields, rule, change);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("wrongBatches")
  void refusesAWrongBatchAsAWhole(
      List<String> fields, String rule, Consumer<GenerateBatchRequest.Builder> change) {
    GenerateBatchRequest.Builder batch = items("a").toBuilder();
    change.accept(batch);

    StatusRuntimeException error = Errors.of(() -> send(batch));

    assertThat(Errors.code(error)).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(Errors.fields(error)).isEqualTo(fields);
    assertThat(error.getStatus().getDescription()).contains(rule);
    assertThat(rig.engine.asked()).isEmpty();
    assertThat(rig.unheard)
        .extracting(line -> line.id().value())
        .containsExactly(Errors.info(error).getMetadataOrThrow("request_id"));
  }

  @Test
  void takesAMessageAsLargeAsAnyOtherAndNoLarger() {
    ByteString picture = ByteString.copyFrom(new byte[5 * MEBIBYTE]);

    Map<String, GenerateBatchResult> results = send(pictures(picture, "a", "b", "c"));
    StatusRuntimeException tooLarge = Errors.of(() -> send(pictures(picture, "a", "b", "c", "d")));

    assertThat(results.values()).allMatch(GenerateBatchResult::hasResponse).hasSize(3);
    assertThat(Errors.code(tooLarge)).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
  }

  @Test
  void waitsForThreadsThatOthersHave() {
    try (Rig narrow = new Rig(1, BatchSettings.DEFAULT)) {
      narrow.engine.generates((request, sink) -> Samples.answered(request, "pong"));

      List<GenerateBatchResult> results =
          ImmutableList.copyOf(narrow.router().generateBatch(items("a", "b", "c", "d")));

      assertThat(results).hasSize(4).allMatch(GenerateBatchResult::hasResponse);
    }
  }

  private Map<String, GenerateBatchResult> send(GenerateBatchRequest.Builder batch) {
    return send(batch.build());
  }

  private Map<String, GenerateBatchResult> send(GenerateBatchRequest batch) {
    return ImmutableList.copyOf(rig.router().generateBatch(batch)).stream()
        .collect(Collectors.toMap(GenerateBatchResult::getId, result -> result));
  }

  private static GenerateBatchResult result(Map<String, GenerateBatchResult> results, String id) {
    return Objects.requireNonNull(results.get(id), id);
  }

  static GenerateBatchRequest items(String... ids) {
    GenerateBatchRequest.Builder batch = GenerateBatchRequest.newBuilder();
    Stream.of(ids).forEach(id -> batch.addItems(item(id, id)));
    return batch.build();
  }

  static Item item(String id, String prompt) {
    return Item.newBuilder()
        .setId(id)
        .setRequest(GenerateRequest.newBuilder().setPrompt(prompt))
        .build();
  }

  private static GenerateBatchRequest pictures(ByteString picture, String... ids) {
    Image image = Image.newBuilder().setData(picture).setMimeType("image/png").build();
    Message message =
        Message.newBuilder().setRole(Role.USER).addParts(Part.newBuilder().setImage(image)).build();
    GenerateBatchRequest.Builder batch = GenerateBatchRequest.newBuilder();
    for (String id : ids) {
      batch.addItems(
          Item.newBuilder()
              .setId(id)
              .setRequest(GenerateRequest.newBuilder().addMessages(message)));
    }
    return batch.build();
  }
}
