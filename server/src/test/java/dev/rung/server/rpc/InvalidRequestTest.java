package dev.rung.server.rpc;

import static dev.rung.server.rpc.Wrong.UNKNOWN;
import static dev.rung.server.rpc.Wrong.pairs;
import static dev.rung.server.rpc.Wrong.user;
import static dev.rung.server.rpc.Wrong.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.rung.server.record.RequestRecord;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.Hints;
import dev.rung.v1.Message;
import dev.rung.v1.Strategy;
import dev.rung.v1.Tier;
import dev.rung.v1.ToolChoice;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.Collections;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Hostile and mistaken scalars and enums, and how errors name fields. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class InvalidRequestTest {
  private final Rig rig = new Rig();

  @AfterAll
  void close() {
    rig.close();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource({"scalars", "enums"})
  void namesTheFieldThatIsWrong(
      String field, String what, UnaryOperator<GenerateRequest.Builder> change) {
    Wrong.assertNamed(rig, field, change);
  }

  @Test
  void saysWhatANumberWithoutANameMayBe() {
    GenerateRequest request =
        GenerateRequest.newBuilder()
            .setPrompt("hello")
            .setMinTierValue(UNKNOWN)
            .setStrategyValue(UNKNOWN)
            .setCacheValue(UNKNOWN)
            .setFallbackValue(UNKNOWN)
            .setTemplatesValue(UNKNOWN)
            .setToolChoice(ToolChoice.newBuilder().setModeValue(UNKNOWN))
            .build();

    StatusRuntimeException error = Errors.of(() -> rig.router().generate(request));

    assertThat(error.getStatus().getDescription())
        .contains(
            "min_tier must be TIER_0_TEMPLATE to TIER_4_LARGE, not " + UNKNOWN,
            "strategy must be BALANCED, QUALITY_FIRST, COST_FIRST, PREFER_LOCAL, LOCAL_ONLY or"
                + " PRIORITY, not "
                + UNKNOWN,
            "cache must be DEFAULT, BYPASS or ONLY, not " + UNKNOWN,
            "fallback must be FALLBACK_DEFAULT, FALLBACK_ALLOW or FALLBACK_NONE, not " + UNKNOWN,
            "templates must be DEFAULT or OFF, not " + UNKNOWN,
            "tool_choice.mode must be AUTO, NONE, REQUIRED or NAMED, not " + UNKNOWN);
  }

  @Test
  void leavesALineWithTheIdThatTheCallerIsTold() {
    GenerateRequest request = GenerateRequest.newBuilder().setPrompt("hello").setTopP(2).build();

    StatusRuntimeException error =
        Errors.of(() -> rig.router().generateStream(request).forEachRemaining(_ -> {}));

    String id = Errors.info(error).getMetadataOrThrow("request_id");
    RequestRecord line =
        rig.unheard.stream().filter(one -> one.id().value().equals(id)).findAny().orElseThrow();
    assertThat(line.error()).contains("INVALID_REQUEST");
    assertThat(line.tenant()).isEqualTo("default");
    assertThat(line.stream()).isTrue();
    assertThat(line.succeeded()).isFalse();
  }

  static Stream<Arguments> scalars() {
    return Stream.of(
        wrong("prompt", "absent", b -> b.clearPrompt()),
        wrong("prompt", "blank", b -> b.setPrompt(" \t\n ")),
        wrong("prompt", "NUL", b -> b.setPrompt("a\0b")),
        wrong("prompt", "control characters", b -> b.setPrompt("a\u0001\u001fb")),
        wrong("prompt", "10 MiB", b -> b.setPrompt("x".repeat(10 * 1024 * 1024))),
        wrong("prompt", "with messages", b -> b.addMessages(user("hi"))),
        wrong("model", "control characters", b -> b.setModel("gpt\n4")),
        wrong("model", "too long", b -> b.setModel("m".repeat(257))),
        wrong("experiment_key", "NUL", b -> b.setExperimentKey("\0")),
        wrong("max_tokens", "zero", b -> b.setMaxTokens(0)),
        wrong("max_tokens", "negative", b -> b.setMaxTokens(Integer.MIN_VALUE)),
        wrong("max_tokens", "absurd", b -> b.setMaxTokens(1_000_001)),
        wrong("temperature", "NaN", b -> b.setTemperature(Double.NaN)),
        wrong("temperature", "infinite", b -> b.setTemperature(Double.POSITIVE_INFINITY)),
        wrong("temperature", "negative", b -> b.setTemperature(-0.1)),
        wrong("temperature", "too high", b -> b.setTemperature(2.1)),
        wrong("top_p", "zero", b -> b.setTopP(0)),
        wrong("top_p", "NaN", b -> b.setTopP(Double.NaN)),
        wrong("top_p", "too high", b -> b.setTopP(1.01)),
        wrong("max_cost_usd", "negative", b -> b.setMaxCostUsd(-1)),
        wrong("max_cost_usd", "NaN", b -> b.setMaxCostUsd(Double.NaN)),
        wrong("max_cost_usd", "absurd", b -> b.setMaxCostUsd(1e300)),
        wrong("max_cost_nanos", "negative", b -> b.setMaxCostNanos(-1)),
        wrong("min_quality", "too high", b -> b.setMinQuality(1.5)),
        wrong("min_quality", "NaN", b -> b.setMinQuality(Double.NaN)),
        wrong("stop", "17 of them", b -> b.addAllStop(Collections.nCopies(17, "x"))),
        wrong("stop[1]", "empty", b -> b.addStop("x").addStop("")),
        wrong("response_schema", "no JSON", b -> b.setResponseSchema("{")),
        wrong("response_schema", "no object", b -> b.setResponseSchema("[]")),
        wrong("response_schema", "two objects", b -> b.setResponseSchema("{} {}")),
        wrong("response_schema", "too deep", b -> b.setResponseSchema(nested(100_000))),
        wrong("metadata", "33 pairs", b -> b.putAllMetadata(pairs(33))),
        wrong("metadata", "long value", b -> b.putMetadata("k", "v".repeat(257))),
        wrong("metadata", "blank key", b -> b.putMetadata("", "v")));
  }

  static Stream<Arguments> enums() {
    return Stream.of(
        wrong("min_tier", "unknown", b -> b.setMinTierValue(UNKNOWN)),
        wrong("min_tier", "fallback", b -> b.setMinTier(Tier.TIER_LOCAL_FALLBACK)),
        wrong(
            "min_tier",
            "above max_tier",
            b -> b.setMinTier(Tier.TIER_3_MEDIUM).setMaxTier(Tier.TIER_1_TINY)),
        wrong("max_tier", "unknown", b -> b.setMaxTierValue(-1)),
        wrong("max_tier", "fallback", b -> b.setMaxTier(Tier.TIER_LOCAL_FALLBACK)),
        wrong("strategy", "unknown", b -> b.setStrategyValue(UNKNOWN)),
        wrong("strategy", "not in this version", b -> b.setStrategy(Strategy.PERFORMANCE)),
        wrong("strategy", "not in this version", b -> b.setStrategy(Strategy.AB)),
        wrong("cache", "unknown", b -> b.setCacheValue(UNKNOWN)),
        wrong("fallback", "unknown", b -> b.setFallbackValue(UNKNOWN)),
        wrong("templates", "unknown", b -> b.setTemplatesValue(UNKNOWN)),
        wrong(
            "tool_choice.mode",
            "unknown",
            b -> b.setToolChoice(ToolChoice.newBuilder().setModeValue(UNKNOWN))));
  }

  @Test
  void namesEveryFieldThatIsWrong() {
    GenerateRequest request =
        GenerateRequest.newBuilder()
            .setTemperature(Double.NaN)
            .setMaxTokens(-5)
            .setCacheValue(7)
            .setHints(Hints.newBuilder().setLinesOfCode(-1))
            .build();

    StatusRuntimeException error =
        Errors.of(() -> ImmutableList.copyOf(rig.router().generateStream(request)));

    assertThat(Errors.fields(error))
        .containsExactlyInAnyOrder(
            "prompt", "temperature", "max_tokens", "cache", "hints.lines_of_code");
  }

  @Test
  void routeChecksTheSame() {
    GenerateRequest request = GenerateRequest.newBuilder().setTopP(7).build();

    StatusRuntimeException error = Errors.of(() -> rig.router().route(request));

    assertThat(Errors.code(error)).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(Errors.fields(error)).containsExactly("prompt", "top_p");
  }

  @Test
  void countsTheFieldsThatDoNotFitIntoTheError() {
    GenerateRequest.Builder request = GenerateRequest.newBuilder();
    IntStream.range(0, 5_000).forEach(i -> request.addMessages(Message.newBuilder()));

    StatusRuntimeException error = Errors.of(() -> rig.router().generate(request.build()));

    int named = Errors.fields(error).size();
    assertThat(named).isBetween(10, 4_999);
    assertThat(Errors.info(error).getMetadataOrThrow("more_violations"))
        .isEqualTo(Integer.toString(5_000 - named));
  }

  @Test
  void unavailableStrategiesNameTheOthers() {
    GenerateRequest request =
        GenerateRequest.newBuilder().setPrompt("x").setStrategy(Strategy.AB).build();

    StatusRuntimeException error = Errors.of(() -> rig.router().generate(request));

    assertThat(error.getStatus().getDescription()).contains("BALANCED").contains("PRIORITY");
  }

  private static String nested(int depth) {
    return "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
  }
}
