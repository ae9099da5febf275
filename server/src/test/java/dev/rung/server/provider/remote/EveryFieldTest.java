package dev.rung.server.provider.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rung.server.generate.Message;
import dev.rung.server.generate.Part;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Role;
import dev.rung.server.generate.Sampling;
import dev.rung.server.generate.Tool;
import dev.rung.server.generate.ToolCall;
import dev.rung.server.generate.ToolChoice;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nothing that a caller asks for is dropped without a word: it is in what is sent, or in a note of
 * the decision, or the call is refused before anything is sent.
 */
@Timeout(300)
class EveryFieldTest extends DialectCase {
  /** A model id of each kind whose parameters differ. */
  private static final Map<ProviderKind, List<String>> MODELS =
      Map.of(
          ProviderKind.OPENAI, List.of("gpt-4o", "gpt-5", "gpt-5-pro", "o3", "any-model"),
          ProviderKind.ANTHROPIC, List.of("claude-3-haiku", "claude-sonnet-4-5", "claude-opus-5-5"),
          ProviderKind.GEMINI, List.of("gemini-1.5-pro", "gemini-2.5-flash", "gemini-4-pro"),
          ProviderKind.OLLAMA, List.of("llama3.2"),
          ProviderKind.REPLICATE, List.of("scripted/scripted"),
          ProviderKind.FIREWORKS, List.of("accounts/fireworks/models/a"),
          ProviderKind.TOGETHER, List.of("mistralai/Mistral-7B"),
          ProviderKind.QWEN, List.of("qwen2.5-coder-32b-instruct"),
          ProviderKind.GLM, List.of("glm-4.5"),
          ProviderKind.HUGGINGFACE, List.of("meta-llama/Llama-3.1-8B-Instruct"));

  private static final String SCHEMA =
      "{\"type\":\"object\",\"properties\":{\"zebra\":{\"type\":\"string\"}},"
          + "\"required\":[\"zebra\"],\"additionalProperties\":false}";

  /** What a call asks for, and how a body or a note shows it. */
  record Wish(String name, Prompt prompt, Sampling sampling, List<String> traces) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static List<Wish> wishes() {
    return List.of(
        sampled("temperature", sampling(1.75, 0, 0), "1.75", "temperature"),
        sampled("temperature 2", sampling(2, 0, 0), ":2.0", "temperature"),
        sampled("top_p", sampling(0, 0.35, 0), "0.35", "top_p"),
        sampled("top_p beside temperature", sampling(0.5, 0.35, 0), "0.35", "top_p"),
        sampled("temperature beside top_p", sampling(0.55, 0.35, 0), "0.55", "temperature"),
        sampled("seed", sampling(0, 0, 4242), "4242", "seed"),
        sampled("long seed", sampling(0, 0, 4_242_424_242_424L), "4242424242424", "seed"),
        sampled("negative seed", sampling(0, 0, -4242), "-4242", "seed"),
        sampled("stop", stops("ENDE"), "ENDE"),
        sampled("five stops", stops("A1", "B1", "C1", "D1", "E1"), "E1"),
        prompted("schema", schema(List.of()), "zebra"),
        prompted("schema beside tools", schema(tools()), "zebra"),
        prompted("tools", choosing(new ToolChoice.Auto()), "giraffe"),
        prompted("forced tool", choosing(new ToolChoice.Required()), "required", "any", "ANY"),
        prompted("named tool", choosing(new ToolChoice.Named("giraffe")), "giraffe"),
        prompted("system prompt", systemFirst(), "lions"),
        prompted("system message in the middle", systemLater(), "lions"),
        prompted(
            "image bytes", image(new Part.ImageBytes(new byte[] {1, 2, 3}, "image/png")), "AQID"),
        prompted("image URL", image(new Part.ImageUri("https://example.com/a.png")), "example.com"),
        prompted("tool result", results(), "rain in Oslo"),
        prompted("turns of the same side", sameSide(), "second thought"));
  }

  static Stream<Arguments> cases() {
    return MODELS.entrySet().stream()
        .flatMap(kind ->
            kind.getValue().stream()
                .flatMap(model ->
                    wishes().stream().map(wish -> Arguments.of(kind.getKey(), model, wish))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isSentNotedOrRefused(ProviderKind kind, String model, Wish wish) throws Exception {
    Call call = Calls.to(model, Calls.call(wish.prompt(), wish.sampling(), false));

    List<String> notes;
    try {
      notes = completed(kind, call).notes();
    } catch (ProviderException refused) {
      assertThat(refused.kind()).isEqualTo(FailureKind.INVALID_REQUEST);
      assertThat(server.requests()).isEmpty();
      return;
    }

    String told = sent().body() + " " + notes;
    assertThat(wish.traces()).anySatisfy(trace -> assertThat(told).contains(trace));
  }

  @ParameterizedTest
  @EnumSource(
      value = ProviderKind.class,
      names = {"ANTHROPIC", "GEMINI"})
  void letsTheUserBeginWhereTheAssistantMustNot(ProviderKind kind) throws Exception {
    Prompt prompt =
        Prompt.ofMessages(
            List.of(Message.of(Role.ASSISTANT, "Welcome"), Message.of(Role.USER, "Good day")));
    Call call =
        Calls.to(
            MODELS.getOrDefault(kind, List.of()).getFirst(),
            Calls.call(prompt, Sampling.DEFAULT, false));

    List<String> notes = completed(kind, call).notes();

    assertThat(sent().body())
        .containsSubsequence(
            "user", "(The conversation begins with the assistant.)", "Welcome", "Good day");
    assertThat(notes)
        .containsExactly(
            "a message of the user was put before the conversation: model takes none that the"
                + " assistant begins");
  }

  /** What is wrong is told alone, not beside all that could be. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ANTHROPIC | data:image/tiff;base64,AA== | an image must be a JPEG, PNG, GIF or WebP",
        "ANTHROPIC | data:image/png,AA== | an image must be given by its bytes, as a base64 data URI"
            + " or by a URL",
        "GEMINI | data:image/gif;base64,AA== | an image must be a PNG, JPEG, WebP, HEIC or HEIF",
        "GEMINI | data:image/png,AA== | an image in a data URI must be base64",
        "OLLAMA | https://example.com/a.png | an image must be given by its bytes or as a base64 data"
            + " URI",
      })
  void saysWhatIsWrongWithAnImage(ProviderKind kind, String uri, String why) {
    Call call = Calls.call(image(new Part.ImageUri(uri)), Sampling.DEFAULT, false);

    assertThat(failure(kind, call)).hasMessage(kind.label() + " cannot be asked: " + why);
  }

  @ParameterizedTest
  @EnumSource(
      value = ProviderKind.class,
      names = {"ANTHROPIC", "GEMINI", "OLLAMA"})
  void saysThatTheArgumentsOfACallAreNoObject(ProviderKind kind) {
    Prompt prompt =
        Prompt.ofMessages(
            List.of(
                Message.of(Role.USER, "Hi"),
                new Message(
                    Role.ASSISTANT, List.of(new Part.Call(new ToolCall("c1", "giraffe", "[1]")))),
                new Message(Role.TOOL, List.of(new Part.Result("c1", "rain")))));

    assertThat(failure(kind, Calls.call(prompt, Sampling.DEFAULT, false)))
        .hasMessage(
            kind.label() + " cannot be asked: the arguments of a tool call must be a JSON object");
  }

  private ProviderException failure(ProviderKind kind, Call call) {
    String model = MODELS.getOrDefault(kind, List.of()).getFirst();
    return catchThrowableOfType(
        ProviderException.class, () -> completed(kind, Calls.to(model, call)));
  }

  /** Where a tool must not be called, the model is told so, or is not shown any. */
  @ParameterizedTest
  @MethodSource("models")
  void mayForbidTools(ProviderKind kind, String model) throws Exception {
    Call call =
        Calls.to(model, Calls.call(choosing(new ToolChoice.None()), Sampling.DEFAULT, false));

    try {
      completed(kind, call);
    } catch (ProviderException refused) {
      assertThat(refused.kind()).isEqualTo(FailureKind.INVALID_REQUEST);
      return;
    }

    String body = sent().body();
    assertThat(body.contains("none") || body.contains("NONE") || !body.contains("giraffe"))
        .isTrue();
  }

  static Stream<Arguments> models() {
    return MODELS.entrySet().stream()
        .flatMap(kind -> kind.getValue().stream().map(model -> Arguments.of(kind.getKey(), model)));
  }

  @ParameterizedTest
  @MethodSource("models")
  void alwaysBoundsTheAnswer(ProviderKind kind, String model) throws Exception {
    Call call = Calls.to(model, Calls.of(777, Calls.unary("Hi")));

    completed(kind, call);

    assertThat(sent().body())
        .containsPattern(
            "\"(max_tokens|max_completion_tokens|max_output_tokens|maxOutputTokens|num_predict)\":777");
  }

  private static Wish sampled(String name, Sampling sampling, String... traces) {
    return new Wish(name, Prompt.ofUser("Hi"), sampling, List.of(traces));
  }

  private static Wish prompted(String name, Prompt prompt, String... traces) {
    return new Wish(name, prompt, Sampling.DEFAULT, List.of(traces));
  }

  /** 0 stands for what is not asked for. */
  private static Sampling sampling(double temperature, double topP, long seed) {
    return new Sampling(
        OptionalInt.empty(),
        temperature == 0 ? OptionalDouble.empty() : OptionalDouble.of(temperature),
        topP == 0 ? OptionalDouble.empty() : OptionalDouble.of(topP),
        seed == 0 ? OptionalLong.empty() : OptionalLong.of(seed),
        List.of());
  }

  private static Sampling stops(String... stops) {
    return new Sampling(
        OptionalInt.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalLong.empty(),
        List.of(stops));
  }

  private static List<Tool> tools() {
    return List.of(new Tool("giraffe", "Looks far", "{\"type\":\"object\"}"));
  }

  private static Prompt choosing(ToolChoice choice) {
    return new Prompt(List.of(Message.of(Role.USER, "Hi")), tools(), choice, Optional.empty());
  }

  private static Prompt schema(List<Tool> tools) {
    return new Prompt(
        List.of(Message.of(Role.USER, "Hi")), tools, new ToolChoice.Auto(), Optional.of(SCHEMA));
  }

  private static Prompt systemFirst() {
    return Prompt.ofMessages(
        List.of(Message.of(Role.SYSTEM, "Talk of lions."), Message.of(Role.USER, "Hi")));
  }

  private static Prompt systemLater() {
    return Prompt.ofMessages(
        List.of(
            Message.of(Role.USER, "Hi"),
            Message.of(Role.ASSISTANT, "Hello"),
            Message.of(Role.SYSTEM, "Talk of lions."),
            Message.of(Role.USER, "Go on")));
  }

  private static Prompt image(Part image) {
    return Prompt.ofMessages(
        List.of(new Message(Role.USER, List.of(new Part.Text("What is it?"), image))));
  }

  private static Prompt results() {
    return Prompt.ofMessages(
        List.of(
            Message.of(Role.USER, "Hi"),
            new Message(Role.ASSISTANT, List.of(new Part.Call(new ToolCall("c1", "giraffe", "")))),
            new Message(Role.TOOL, List.of(new Part.Result("c1", "rain in Oslo")))));
  }

  private static Prompt sameSide() {
    return Prompt.ofMessages(
        List.of(Message.of(Role.USER, "Hi"), Message.of(Role.USER, "second thought")));
  }
}
