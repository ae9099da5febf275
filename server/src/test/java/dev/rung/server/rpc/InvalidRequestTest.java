package dev.rung.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.common.collect.ImmutableList;
import com.google.protobuf.ByteString;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.Grid;
import dev.rung.v1.Hints;
import dev.rung.v1.Image;
import dev.rung.v1.Message;
import dev.rung.v1.Part;
import dev.rung.v1.Role;
import dev.rung.v1.Strategy;
import dev.rung.v1.Tier;
import dev.rung.v1.Tool;
import dev.rung.v1.ToolCall;
import dev.rung.v1.ToolChoice;
import dev.rung.v1.ToolResult;
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

/** Hostile and mistaken requests: INVALID_ARGUMENT, naming the field, and the engine untouched. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class InvalidRequestTest {
  private static final int UNKNOWN = 99;

  private final Rig rig = new Rig();

  @AfterAll
  void close() {
    rig.close();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource({"scalars", "enums", "messages", "parts", "tools", "hints"})
  void namesTheFieldThatIsWrong(
      String field, String what, UnaryOperator<GenerateRequest.Builder> change) {
    GenerateRequest request = change.apply(GenerateRequest.newBuilder().setPrompt("hello")).build();

    StatusRuntimeException error = Errors.of(() -> rig.router().generate(request));

    assertThat(Errors.code(error)).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(Errors.fields(error)).containsExactly(field);
    assertThat(Errors.info(error).getReason()).isEqualTo("INVALID_REQUEST");
    assertThat(Errors.info(error).getDomain()).isEqualTo("rung");
    assertThat(error.getStatus().getDescription()).contains(field);
    assertThat(rig.engine.asked()).isEmpty();
  }

  static Stream<Arguments> scalars() {
    return Stream.of(
        wrong("prompt", "absent", b -> b.clearPrompt()),
        wrong("prompt", "blank", b -> b.setPrompt(" \t\n ")),
        wrong("prompt", "NUL", b -> b.setPrompt("a\0b")),
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

  static Stream<Arguments> messages() {
    return Stream.of(
        conversation("messages[0].role", "unspecified", user("hi").clearRole()),
        conversation("messages[0].role", "unknown", user("hi").setRoleValue(UNKNOWN)),
        conversation("messages[0].role", "ends with SYSTEM", user("hi").setRole(Role.SYSTEM)),
        conversation(
            "messages[1].role",
            "ends with ASSISTANT",
            user("hi"),
            user("yes").setRole(Role.ASSISTANT)),
        conversation("messages[0].content", "blank", user(" ")),
        conversation("messages[0].content", "NUL", user("a\0")),
        conversation("messages[0].content", "too long", user("é".repeat(5 * 1024 * 1024))),
        conversation(
            "messages[1].content",
            "too long together",
            user("x".repeat(5 * 1024 * 1024)),
            user("x".repeat(5 * 1024 * 1024))),
        conversation(
            "messages[0].content",
            "with parts",
            user("hi").addParts(Part.newBuilder().setText("x"))),
        conversation("messages[0].content", "TOOL without results", user("x").setRole(Role.TOOL)),
        wrong(
            "messages",
            "10001 of them",
            b -> b.clearPrompt().addAllMessages(Collections.nCopies(10_001, user("x").build()))));
  }

  static Stream<Arguments> parts() {
    return Stream.of(
        part("messages[0].parts[0]", "nothing in it", Part.newBuilder()),
        part("messages[0].parts[0].text", "empty", Part.newBuilder().setText("")),
        part("messages[0].parts[0].text", "NUL", Part.newBuilder().setText("\0")),
        part("messages[0].parts[0].image", "no source", image(Image.newBuilder())),
        part(
            "messages[0].parts[0].image.mime_type",
            "absent with data",
            image(Image.newBuilder().setData(ByteString.copyFromUtf8("png")))),
        part(
            "messages[0].parts[0].image.data",
            "empty",
            image(Image.newBuilder().setData(ByteString.EMPTY).setMimeType("image/png"))),
        part(
            "messages[0].parts[0].image.uri",
            "file",
            image(Image.newBuilder().setUri("file:///etc/passwd"))),
        part("messages[0].parts[0].image.uri", "no scheme", image(Image.newBuilder().setUri("x"))),
        part(
            "messages[0].parts[0].image.uri",
            "control characters",
            image(Image.newBuilder().setUri("http://a/\r\nHost: b"))),
        part("messages[0].parts[0].tool_call", "by a USER", call("call_1", "lookup")),
        part("messages[0].parts[0].tool_result", "by a USER", result("call_1")),
        conversation(
            "messages[0].parts[0].tool_call.name",
            "spaces",
            assistant(call("c", "look up")),
            user("x")),
        conversation(
            "messages[0].parts[0].tool_call.id", "blank", assistant(call("", "lookup")), user("x")),
        conversation(
            "messages[1].parts[0].tool_result.call_id",
            "of no call",
            assistant(call("call_1", "lookup")),
            Message.newBuilder().setRole(Role.TOOL).addParts(result("call_2"))),
        conversation(
            "messages[0].parts[0].text",
            "text by a TOOL",
            Message.newBuilder().setRole(Role.TOOL).addParts(Part.newBuilder().setText("x"))));
  }

  static Stream<Arguments> tools() {
    Tool.Builder tool = Tool.newBuilder().setName("lookup");
    return Stream.of(
        wrong("tools[0].name", "empty", b -> b.addTools(Tool.newBuilder())),
        wrong(
            "tools[0].name",
            "too long",
            b -> b.addTools(Tool.newBuilder().setName("x".repeat(65)))),
        wrong("tools[0].name", "not ASCII", b -> b.addTools(Tool.newBuilder().setName("öl"))),
        wrong("tools[1].name", "twice", b -> b.addTools(tool).addTools(tool)),
        wrong("tools", "257 of them", b -> b.addAllTools(manyTools())),
        wrong(
            "tools[0].parameters_schema",
            "no object",
            b -> b.addTools(Tool.newBuilder().setName("a").setParametersSchema("true"))),
        wrong(
            "tools[0].description",
            "NUL",
            b -> b.addTools(Tool.newBuilder().setName("a").setDescription("\0"))),
        wrong(
            "tool_choice.mode",
            "REQUIRED without tools",
            b -> b.setToolChoice(mode(ToolChoice.Mode.REQUIRED))),
        wrong(
            "tool_choice.name",
            "of no tool",
            b -> b.addTools(tool).setToolChoice(mode(ToolChoice.Mode.NAMED).setName("other"))),
        wrong(
            "tool_choice.name",
            "without NAMED",
            b -> b.addTools(tool).setToolChoice(mode(ToolChoice.Mode.AUTO).setName("lookup"))));
  }

  static Stream<Arguments> hints() {
    return Stream.of(
        hint("hints.lines_of_code", "negative", Hints.newBuilder().setLinesOfCode(-1)),
        hint("hints.task_type", "control characters", Hints.newBuilder().setTaskType("a\u0007")),
        hint("hints.domain", "too long", Hints.newBuilder().setDomain("d".repeat(257))),
        hint("hints.language", "NUL", Hints.newBuilder().setLanguage("\0")),
        hint("hints.entities", "broken list", Hints.newBuilder().putEntities("cow", "[\"a\"")),
        hint("hints.entities", "list of numbers", Hints.newBuilder().putEntities("cow", "[1]")),
        hint("hints.entities", "257 of them", Hints.newBuilder().putAllEntities(pairs(257))),
        hint("hints.context_documents[0]", "NUL", Hints.newBuilder().addContextDocuments("\0")),
        hint(
            "hints.context_documents[0]",
            "too long",
            Hints.newBuilder().addContextDocuments("x".repeat(9 * 1024 * 1024))),
        hint(
            "hints.context_documents",
            "1001 of them",
            Hints.newBuilder().addAllContextDocuments(Collections.nCopies(1_001, "x"))),
        hint("hints.grids[0]", "empty", Hints.newBuilder().addGrids(Grid.newBuilder())),
        hint("hints.grids[0]", "ragged", Hints.newBuilder().addGrids(grid(3, 2).addRows(row(1)))),
        hint(
            "hints.grids[1]",
            "wide",
            Hints.newBuilder().addGrids(grid(1, 1)).addGrids(grid(1, 101))),
        hint("hints.grids[0]", "high", Hints.newBuilder().addGrids(grid(101, 1))),
        hint(
            "hints.grids",
            "65 of them",
            Hints.newBuilder().addAllGrids(Collections.nCopies(65, grid(1, 1).build()))));
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

  private static Arguments wrong(
      String field, String what, UnaryOperator<GenerateRequest.Builder> change) {
    return arguments(field, what, change);
  }

  private static Arguments conversation(String field, String what, Message.Builder... messages) {
    return wrong(
        field,
        what,
        b -> {
          b.clearPrompt();
          Stream.of(messages).forEach(b::addMessages);
          return b;
        });
  }

  private static Arguments part(String field, String what, Part.Builder part) {
    return conversation(field, what, Message.newBuilder().setRole(Role.USER).addParts(part));
  }

  private static Arguments hint(String field, String what, Hints.Builder hints) {
    return wrong(field, what, b -> b.setHints(hints));
  }

  private static Message.Builder user(String content) {
    return Message.newBuilder().setRole(Role.USER).setContent(content);
  }

  private static Message.Builder assistant(Part.Builder part) {
    return Message.newBuilder().setRole(Role.ASSISTANT).addParts(part);
  }

  private static Part.Builder image(Image.Builder image) {
    return Part.newBuilder().setImage(image);
  }

  private static Part.Builder call(String id, String name) {
    return Part.newBuilder().setToolCall(ToolCall.newBuilder().setId(id).setName(name));
  }

  private static Part.Builder result(String callId) {
    return Part.newBuilder().setToolResult(ToolResult.newBuilder().setCallId(callId));
  }

  private static ToolChoice.Builder mode(ToolChoice.Mode mode) {
    return ToolChoice.newBuilder().setMode(mode);
  }

  private static Iterable<Tool> manyTools() {
    return IntStream.range(0, 257).mapToObj(i -> Tool.newBuilder().setName("tool" + i).build())
        ::iterator;
  }

  private static java.util.Map<String, String> pairs(int count) {
    return IntStream.range(0, count)
        .boxed()
        .collect(java.util.stream.Collectors.toMap(i -> "key" + i, i -> "value"));
  }

  private static String nested(int depth) {
    return "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
  }

  private static Grid.Builder grid(int rows, int width) {
    Grid.Builder grid = Grid.newBuilder();
    IntStream.range(0, rows).forEach(i -> grid.addRows(row(width)));
    return grid;
  }

  private static Grid.Row.Builder row(int width) {
    return Grid.Row.newBuilder().addAllCells(Collections.nCopies(width, 3));
  }
}
