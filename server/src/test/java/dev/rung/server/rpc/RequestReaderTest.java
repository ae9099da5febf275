package dev.rung.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.rung.server.call.Reading;
import dev.rung.server.generate.CachePolicy;
import dev.rung.server.generate.Caller;
import dev.rung.server.generate.Deadline;
import dev.rung.server.generate.FallbackPolicy;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Grid;
import dev.rung.server.generate.Hints;
import dev.rung.server.generate.Limits;
import dev.rung.server.generate.Message;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Part;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.RequestId;
import dev.rung.server.generate.Role;
import dev.rung.server.generate.Sampling;
import dev.rung.server.generate.Strategy;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.Tool;
import dev.rung.server.generate.ToolCall;
import dev.rung.server.generate.ToolChoice;
import dev.rung.v1.GenerateRequest.TemplatePolicy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Good requests, field by field. */
final class RequestReaderTest {
  private static final Deadline DEADLINE = new Deadline(7, () -> 0);

  private final RequestReader reader = new RequestReader(1_000);

  @Test
  void aBarePromptIsOneUserTurnAndOtherwiseTheDefaults() {
    GenerateRequest request = read(request().setPrompt("hi\n\tthere"));

    assertThat(request)
        .isEqualTo(
            new GenerateRequest(
                new RequestId("r1"),
                Caller.ANONYMOUS,
                Prompt.ofUser("hi\n\tthere"),
                Sampling.DEFAULT,
                Limits.NONE,
                Hints.NONE,
                DEADLINE));
  }

  @Test
  void samplingIsRead() {
    GenerateRequest request =
        read(
            request()
                .setPrompt("x")
                .setMaxTokens(1_000_000)
                .setTemperature(0)
                .setTopP(1)
                .setSeed(-3)
                .addStop("\n"));

    assertThat(request.sampling())
        .isEqualTo(
            new Sampling(
                OptionalInt.of(1_000_000),
                OptionalDouble.of(0),
                OptionalDouble.of(1),
                OptionalLong.of(-3),
                List.of("\n")));
  }

  @Test
  void limitsAreRead() {
    GenerateRequest request =
        read(
            request()
                .setPrompt("x")
                .setModel("claude")
                .setMinTier(dev.rung.v1.Tier.TIER_1_TINY)
                .setMaxTier(dev.rung.v1.Tier.TIER_4_LARGE)
                .setStrategy(dev.rung.v1.Strategy.LOCAL_ONLY)
                .setMaxCostUsd(9)
                .setMaxCostNanos(5)
                .setMinQuality(0.5)
                .setCache(dev.rung.v1.CachePolicy.ONLY)
                .setCacheSimilar(false)
                .setFallback(dev.rung.v1.FallbackPolicy.FALLBACK_ALLOW)
                .setTemplates(TemplatePolicy.OFF)
                .setExperimentKey("user-7"));

    assertThat(request.limits())
        .isEqualTo(
            new Limits(
                Optional.of("claude"),
                Optional.of(Tier.TINY),
                Optional.of(Tier.LARGE),
                Optional.of(Strategy.LOCAL_ONLY),
                Optional.of(new Money(5)),
                OptionalDouble.of(0.5),
                CachePolicy.ONLY,
                Optional.of(false),
                FallbackPolicy.ALLOW,
                false,
                Optional.of("user-7")));
  }

  @Test
  void aCostInUsdIsRoundedUpToANanoDollar() {
    GenerateRequest request = read(request().setPrompt("x").setMaxCostUsd(0.000_000_000_1));

    assertThat(request.limits().maxCost()).contains(new Money(1));
  }

  @Test
  void aCostOfZeroIsALimit() {
    GenerateRequest request = read(request().setPrompt("x").setMaxCostUsd(0));

    assertThat(request.limits().maxCost()).contains(Money.ZERO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "auto", "AUTO"})
  void noModelAndAutoRoute(String model) {
    assertThat(read(request().setPrompt("x").setModel(model)).limits().model()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = dev.rung.v1.Tier.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"TIER_UNSPECIFIED", "TIER_LOCAL_FALLBACK", "UNRECOGNIZED"})
  void everyTierThatIsABoundIsReadAsItIsWritten(dev.rung.v1.Tier tier) {
    Tier read = read(request().setPrompt("x").setMinTier(tier)).limits().minTier().orElseThrow();

    assertThat(Tiers.toProto(read)).isEqualTo(tier);
  }

  @ParameterizedTest
  @EnumSource(
      value = dev.rung.v1.Strategy.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"STRATEGY_UNSPECIFIED", "PERFORMANCE", "AB", "UNRECOGNIZED"})
  void everyStrategyIsReadAsItIsWritten(dev.rung.v1.Strategy strategy) {
    Strategy read =
        read(request().setPrompt("x").setStrategy(strategy)).limits().strategy().orElseThrow();

    assertThat(Strategies.toProto(read)).isEqualTo(strategy);
  }

  @Test
  void hintsAreRead() {
    GenerateRequest request =
        read(
            request()
                .setPrompt("x")
                .setHints(
                    dev.rung.v1.Hints.newBuilder()
                        .setTaskType("metric_query")
                        .setDomain("dairy")
                        .setLanguage("de")
                        .putEntities("cow", "[\"Bella, the first\", \"Zora\"]")
                        .putEntities("herd", "north, south,,")
                        .putEntities("empty", "")
                        .addContextDocuments("doc")
                        .setLinesOfCode(0)
                        .addGrids(grid(row(1, 2), row(3, 4)))));

    assertThat(request.hints())
        .isEqualTo(
            new Hints(
                Optional.of("metric_query"),
                Optional.of("dairy"),
                Optional.of("de"),
                Map.of(
                    "cow", List.of("Bella, the first", "Zora"),
                    "herd", List.of("north", "south"),
                    "empty", List.of()),
                List.of("doc"),
                OptionalInt.of(0),
                List.of(new Grid(List.of(List.of(1, 2), List.of(3, 4))))));
  }

  @Test
  void aConversationWithEveryKindOfPartIsRead() {
    GenerateRequest request =
        read(
            request()
                .addMessages(message(dev.rung.v1.Role.SYSTEM).setContent("be brief"))
                .addMessages(
                    message(dev.rung.v1.Role.USER)
                        .addParts(dev.rung.v1.Part.newBuilder().setText("look"))
                        .addParts(
                            image(
                                dev.rung.v1.Image.newBuilder()
                                    .setData(ByteString.copyFromUtf8("png"))
                                    .setMimeType("image/png")))
                        .addParts(
                            image(dev.rung.v1.Image.newBuilder().setUri("HTTPS://host/cat.png"))))
                .addMessages(
                    message(dev.rung.v1.Role.ASSISTANT)
                        .addParts(
                            dev.rung.v1.Part.newBuilder()
                                .setToolCall(
                                    dev.rung.v1.ToolCall.newBuilder()
                                        .setId("c1")
                                        .setName("lookup")
                                        .setArguments("not checked"))))
                .addMessages(
                    message(dev.rung.v1.Role.TOOL)
                        .addParts(
                            dev.rung.v1.Part.newBuilder()
                                .setToolResult(
                                    dev.rung.v1.ToolResult.newBuilder().setCallId("c1")))));

    assertThat(request.prompt().messages())
        .containsExactly(
            Message.of(Role.SYSTEM, "be brief"),
            new Message(
                Role.USER,
                List.of(
                    new Part.Text("look"),
                    new Part.ImageBytes("png".getBytes(StandardCharsets.UTF_8), "image/png"),
                    new Part.ImageUri("HTTPS://host/cat.png"))),
            new Message(
                Role.ASSISTANT,
                List.of(new Part.Call(new ToolCall("c1", "lookup", "not checked")))),
            new Message(Role.TOOL, List.of(new Part.Result("c1", ""))));
  }

  @Test
  void toolsAndSchemaAreRead() {
    GenerateRequest request =
        read(
            request()
                .setPrompt("x")
                .addTools(dev.rung.v1.Tool.newBuilder().setName("now").setDescription("the time"))
                .addTools(
                    dev.rung.v1.Tool.newBuilder()
                        .setName("look_up-2")
                        .setParametersSchema("{\"type\":\"object\"}"))
                .setToolChoice(
                    dev.rung.v1.ToolChoice.newBuilder()
                        .setMode(dev.rung.v1.ToolChoice.Mode.NAMED)
                        .setName("now"))
                .setResponseSchema("{\"type\":\"object\"}"));

    assertThat(request.prompt().tools())
        .containsExactly(
            new Tool("now", "the time", "{\"type\":\"object\",\"properties\":{}}"),
            new Tool("look_up-2", "", "{\"type\":\"object\"}"));
    assertThat(request.prompt().toolChoice()).isEqualTo(new ToolChoice.Named("now"));
    assertThat(request.prompt().responseSchema()).contains("{\"type\":\"object\"}");
  }

  @Test
  void textUpToTheBoundIsRead() {
    String text = "é".repeat(500);

    assertThat(read(request().setPrompt(text)).prompt().instruction()).isEqualTo(text);
    assertThat(reading(request().setPrompt(text + "x"))).isInstanceOf(Reading.Invalid.class);
  }

  private Reading reading(dev.rung.v1.GenerateRequest.Builder in) {
    return reader.read(in.build(), new RequestId("r1"), Caller.ANONYMOUS, DEADLINE);
  }

  private GenerateRequest read(dev.rung.v1.GenerateRequest.Builder in) {
    Reading reading = reading(in);
    assertThat(reading).isInstanceOf(Reading.Valid.class);
    return ((Reading.Valid) reading).request();
  }

  private static dev.rung.v1.GenerateRequest.Builder request() {
    return dev.rung.v1.GenerateRequest.newBuilder();
  }

  private static dev.rung.v1.Message.Builder message(dev.rung.v1.Role role) {
    return dev.rung.v1.Message.newBuilder().setRole(role);
  }

  private static dev.rung.v1.Part.Builder image(dev.rung.v1.Image.Builder image) {
    return dev.rung.v1.Part.newBuilder().setImage(image);
  }

  private static dev.rung.v1.Grid.Builder grid(dev.rung.v1.Grid.Row.Builder... rows) {
    dev.rung.v1.Grid.Builder grid = dev.rung.v1.Grid.newBuilder();
    for (dev.rung.v1.Grid.Row.Builder row : rows) {
      grid.addRows(row);
    }
    return grid;
  }

  private static dev.rung.v1.Grid.Row.Builder row(Integer... cells) {
    return dev.rung.v1.Grid.Row.newBuilder().addAllCells(List.of(cells));
  }
}
