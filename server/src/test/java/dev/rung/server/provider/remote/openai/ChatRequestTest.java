package dev.rung.server.provider.remote.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.generate.Message;
import dev.rung.server.generate.Part;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Role;
import dev.rung.server.generate.Sampling;
import dev.rung.server.generate.Tool;
import dev.rung.server.generate.ToolCall;
import dev.rung.server.generate.ToolChoice;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.remote.Calls;
import dev.rung.server.provider.remote.Golden;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes that go out, letter by letter. */
class ChatRequestTest {
  private static final Sampling SAMPLING =
      new Sampling(
          OptionalInt.empty(),
          OptionalDouble.of(0),
          OptionalDouble.of(0.9),
          OptionalLong.of(7),
          List.of("END", "\n\n"));

  private static final Tool WEATHER =
      new Tool("weather", "Tells the weather", "{\"type\": \"object\", \"properties\": {}}");

  @Test
  void asksPlainly() throws Exception {
    assertThat(written(Calls.unary("Hi \"you\"\n"), ProviderKind.OPENAI))
        .isEqualTo(
            """
            {"model":"test-model","messages":[{"role":"user","content":"Hi \\"you\\"\\n"}],\
            "stream":false,"max_tokens":64}\
            """);
  }

  @Test
  void asksForAStreamWithUsage() throws Exception {
    assertThat(written(Calls.streaming("Hi"), ProviderKind.OPENAI))
        .isEqualTo(
            """
            {"model":"test-model","messages":[{"role":"user","content":"Hi"}],\
            "stream":true,"stream_options":{"include_usage":true},"max_tokens":64}\
            """);
  }

  @Test
  void sendsEverySamplingParameter() throws Exception {
    Call call = Calls.call(Prompt.ofUser("Hi"), SAMPLING, false);

    assertThat(written(call, ProviderKind.OPENAI))
        .endsWith(
            """
            "max_tokens":64,"temperature":0.0,"top_p":0.9,"seed":7,"stop":["END","\\n\\n"]}\
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "o1, true",
    "o3-mini, true",
    "o4-mini-2025-04-16, true",
    "ft:o4-mini-2025-04-16:owner::abc, true",
    "ft:gpt-4o-mini-2024-07-18:owner::abc, false",
    "gpt-5, true",
    "GPT-5-nano, true",
    "openai/gpt-5.1, true",
    "gpt-5-chat-latest, false",
    "gpt-4o, false",
    "gpt-4-turbo, false",
    "openai/gpt-oss-120b, false",
    "olmo-2, false",
    "phi-2, false"
  })
  void treatsReasoningModelsAsTheyWant(String modelId, boolean reasons) throws Exception {
    Call call = Calls.to(modelId, Calls.call(Prompt.ofUser("Hi"), SAMPLING, false));

    String written = written(call, ProviderKind.OPENAI);

    assertThat(written.contains("\"max_completion_tokens\":64")).isEqualTo(reasons);
    assertThat(written.contains("\"max_tokens\":64")).isEqualTo(!reasons);
    assertThat(written.contains("\"temperature\"")).isEqualTo(!reasons);
    assertThat(written.contains("\"top_p\"")).isEqualTo(!reasons);
  }

  @Test
  void knowsReasoningModelsByNameAtOpenAiOnly() throws Exception {
    Call call = Calls.to("o1-clone", Calls.unary("Hi"));

    assertThat(written(call, ProviderKind.TOGETHER)).contains("\"max_tokens\":64");
  }

  @Test
  void writesEveryKindOfMessage() throws Exception {
    Prompt prompt =
        Prompt.ofMessages(
            List.of(
                Message.of(Role.SYSTEM, "Be brief."),
                new Message(Role.USER, List.of(new Part.Text("a"), new Part.Text("b"))),
                new Message(
                    Role.ASSISTANT,
                    List.of(new Part.Call(new ToolCall("c1", "weather", "{\"city\":\"Bonn\"}")))),
                new Message(
                    Role.TOOL,
                    List.of(new Part.Result("c1", "rain"), new Part.Result("c2", "{\"t\":9}"))),
                new Message(
                    Role.ASSISTANT,
                    List.of(new Part.Text("Hm"), new Part.Call(new ToolCall("c3", "now", ""))))));

    assertThat(messages(prompt))
        .isEqualTo(
            """
            [{"role":"system","content":"Be brief."},\
            {"role":"user","content":"a\\nb"},\
            {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function",\
            "function":{"name":"weather","arguments":"{\\"city\\":\\"Bonn\\"}"}}]},\
            {"role":"tool","tool_call_id":"c1","content":"rain"},\
            {"role":"tool","tool_call_id":"c2","content":"{\\"t\\":9}"},\
            {"role":"assistant","content":"Hm","tool_calls":[{"id":"c3","type":"function",\
            "function":{"name":"now","arguments":"{}"}}]}]\
            """);
  }

  @Test
  void writesImagesAsParts() throws Exception {
    Prompt prompt =
        Prompt.ofMessages(
            List.of(
                new Message(
                    Role.USER,
                    List.of(
                        new Part.Text("What is this?"),
                        new Part.ImageBytes(new byte[] {1, 2, 3, -1}, "image/png"),
                        new Part.ImageUri("https://example.org/a.jpg")))));

    assertThat(messages(prompt))
        .isEqualTo(
            """
            [{"role":"user","content":[{"type":"text","text":"What is this?"},\
            {"type":"image_url","image_url":{"url":"data:image/png;base64,AQID/w=="}},\
            {"type":"image_url","image_url":{"url":"https://example.org/a.jpg"}}]}]\
            """);
  }

  @Test
  void offersToolsAndChooses() throws Exception {
    String tools =
        """
        "tools":[{"type":"function","function":{"name":"weather","description":"Tells the weather",\
        "parameters":{"type":"object","properties":{}}}}]\
        """;

    assertThat(withTools(new ToolChoice.Auto(), ProviderKind.OPENAI)).endsWith(tools + "}");
    assertThat(withTools(new ToolChoice.None(), ProviderKind.OPENAI))
        .endsWith(tools + ",\"tool_choice\":\"none\"}");
    assertThat(withTools(new ToolChoice.Required(), ProviderKind.OPENAI))
        .endsWith(tools + ",\"tool_choice\":\"required\"}");
    assertThat(withTools(new ToolChoice.Named("weather"), ProviderKind.OPENAI))
        .endsWith(
            tools
                + ",\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"weather\"}}}");
  }

  @Test
  void namesThePropertiesOfAToolThatHasNone() throws Exception {
    Tool bare = new Tool("now", "", "{\"type\":\"object\"}");
    Prompt prompt =
        new Prompt(
            Prompt.ofUser("Hi").messages(), List.of(bare), new ToolChoice.Auto(), Optional.empty());

    assertThat(written(Calls.call(prompt, Sampling.DEFAULT, false), ProviderKind.OPENAI))
        .contains("\"parameters\":{\"type\":\"object\",\"properties\":{}}");
  }

  @Test
  void hidesToolsWhereTheProviderCannotBeToldNotToCallThem() throws Exception {
    assertThat(withTools(new ToolChoice.None(), ProviderKind.GLM)).doesNotContain("tool");
    assertThat(withTools(new ToolChoice.Auto(), ProviderKind.GLM)).contains("\"tools\":");
  }

  @Test
  void asksForASchema() throws Exception {
    assertThat(withSchema("{\"type\": \"object\"}", ProviderKind.OPENAI))
        .endsWith(
            """
            "response_format":{"type":"json_schema","json_schema":{"name":"answer",\
            "schema":{"type":"object"}}}}\
            """);
  }

  @ParameterizedTest
  @CsvSource({"QWEN", "GLM"})
  void describesASchemaWhereItCannotBeEnforced(ProviderKind kind) throws Exception {
    assertThat(withSchema("{\"type\":\"object\"}", kind))
        .contains(
            """
            "messages":[{"role":"system","content":"Answer with nothing but JSON that follows this \
            JSON schema, without a code fence:\\n{\\"type\\":\\"object\\"}"},{"role":"user",\
            """)
        .endsWith("\"response_format\":{\"type\":\"json_object\"}}");
  }

  /** JSON mode makes objects alone, so that another answer could never follow its schema. */
  @ParameterizedTest
  @CsvSource({
    "'{\"type\":\"array\",\"items\":{\"type\":\"object\"}}', false",
    "'{\"type\":\"string\"}', false",
    "'{\"type\":[\"string\",\"null\"]}', false",
    "'{\"type\":[\"object\",\"null\"]}', true",
    "'{\"properties\":{\"type\":{\"type\":\"array\"}}}', true",
    "'{}', true"
  })
  void asksForJsonModeWhereAnObjectFollowsTheSchema(String schema, boolean asks) throws Exception {
    String written = withSchema(schema, ProviderKind.QWEN);

    assertThat(written.contains("response_format")).isEqualTo(asks);
    assertThat(written).contains("follows this JSON schema");
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-4-turbo, false",
    "gpt-4-turbo-2024-04-09, false",
    "gpt-3.5-turbo, false",
    "openai/gpt-4, false",
    "gpt-4o, true",
    "gpt-4o-mini, true",
    "gpt-4.1-mini, true",
    "gpt-5, true",
    "gpt-oss-120b, true",
    "any-model, true"
  })
  void tellsASchemaToOpenAisOldModels(String model, boolean enforced) throws Exception {
    Call call = Calls.call(Golden.withSchema("{\"type\":\"object\"}"), Sampling.DEFAULT, false);

    String written = written(Calls.to(model, call), ProviderKind.OPENAI);

    assertThat(written.contains("\"type\":\"json_schema\"")).isEqualTo(enforced);
    assertThat(written.contains("follows this JSON schema")).isEqualTo(!enforced);
    assertThat(written.contains("\"type\":\"json_object\"")).isEqualTo(!enforced);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OPENAI | gpt-4o | \"properties\":{\"a\":{\"type\":\"string\"}},\"required\":[\"a\"] | true",
        "OPENAI | openai/gpt-5 | \"properties\":{\"a\":{}},\"required\":[\"b\",\"a\"] | true",
        "OPENAI | gpt-4o | \"properties\":{\"a\":{\"type\":\"string\"}} | false",
        "OPENAI | gpt-4o | \"properties\":{\"a\":{\"type\":\"object\"}},\"required\":[\"a\"] | false",
        "OPENAI | gpt-4o | \"properties\":{\"a\":{\"minLength\":1}},\"required\":[\"a\"] | false",
        "OPENAI | gpt-4o | \"properties\":{} | false",
        "OPENAI | any-model | \"properties\":{\"a\":{}},\"required\":[\"a\"] | false",
        "TOGETHER | openai/gpt-4o | \"properties\":{\"a\":{}},\"required\":[\"a\"] | false",
      })
  void holdsOpenAisModelsToTheSchemasThatTheyCanBeHeldTo(
      ProviderKind kind, String model, String fields, boolean strict) throws Exception {
    String schema = "{\"type\":\"object\"," + fields + ",\"additionalProperties\":false}";
    Call call = Calls.call(Golden.withSchema(schema), Sampling.DEFAULT, false);

    String written = written(Calls.to(model, call), kind);

    assertThat(written).contains("\"type\":\"json_schema\"");
    assertThat(written.contains(",\"strict\":true}}")).isEqualTo(strict);
  }

  @Test
  void refusesASchemaThatIsNotJson() {
    for (ProviderKind kind : List.of(ProviderKind.OPENAI, ProviderKind.QWEN)) {
      assertThatThrownBy(() -> withSchema("{\"type\":", kind)).isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "OPENAI, true",
    "FIREWORKS, true",
    "QWEN, true",
    "HUGGINGFACE, true",
    "TOGETHER, false",
    "GLM, false"
  })
  void asksForUsageInAStreamWhereThatIsTaken(ProviderKind kind, boolean asks) throws Exception {
    assertThat(written(Calls.streaming("Hi"), kind).contains("stream_options")).isEqualTo(asks);
  }

  @Test
  void tellsFireworksNotToCutPrompts() throws Exception {
    assertThat(written(Calls.unary("Hi"), ProviderKind.FIREWORKS))
        .endsWith("\"context_length_exceeded_behavior\":\"error\"}");
  }

  @Test
  void sendsNoSeedWhereItIsNotTaken() throws Exception {
    Call call = Calls.call(Prompt.ofUser("Hi"), SAMPLING, false);

    assertThat(written(call, ProviderKind.GLM)).doesNotContain("seed");
  }

  private static String withTools(ToolChoice choice, ProviderKind kind) throws IOException {
    Prompt plain = Prompt.ofUser("Hi");
    Prompt prompt = new Prompt(plain.messages(), List.of(WEATHER), choice, Optional.empty());
    return written(Calls.call(prompt, Sampling.DEFAULT, false), kind);
  }

  private static String withSchema(String schema, ProviderKind kind) throws IOException {
    Prompt plain = Prompt.ofUser("Hi");
    Prompt prompt =
        new Prompt(plain.messages(), List.of(), new ToolChoice.Auto(), Optional.of(schema));
    return written(Calls.call(prompt, Sampling.DEFAULT, false), kind);
  }

  private static String messages(Prompt prompt) throws IOException {
    String written = written(Calls.call(prompt, Sampling.DEFAULT, false), ProviderKind.OPENAI);
    return written.substring(
        written.indexOf("\"messages\":") + 11, written.indexOf(",\"stream\":"));
  }

  private static String written(Call call, ProviderKind kind) throws IOException {
    return ChatRequest.of(call, Quirks.of(kind).orElseThrow()).text();
  }
}
