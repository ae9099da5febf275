package dev.rung.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.CachePolicy;
import dev.rung.server.generate.FallbackPolicy;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Grid;
import dev.rung.server.generate.Limits;
import dev.rung.server.generate.Message;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Part;
import dev.rung.server.generate.Role;
import dev.rung.server.generate.Sampling;
import dev.rung.server.generate.Strategy;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.Tool;
import dev.rung.server.generate.ToolCall;
import dev.rung.server.generate.ToolChoice;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine gets of a request. */
final class RequestTest {
  private final Door door = new Door();

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void aRequestWithNothingButAPromptHasTheDefaults() {
    GenerateRequest request = asked(Door.PING);

    assertThat(request.prompt().messages()).containsExactly(Message.of(Role.USER, "ping"));
    assertThat(request.sampling()).isEqualTo(Sampling.DEFAULT);
    assertThat(request.limits()).isEqualTo(Limits.NONE);
    assertThat(request.deadline().remaining())
        .isBetween(Duration.ofSeconds(30), Duration.ofMinutes(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "AUTO", " "})
  void noModelAndAutoRoute(String model) {
    GenerateRequest request = asked(Door.PING.replaceFirst("\"auto\"", '"' + model + '"'));

    assertThat(request.limits().model()).isEmpty();
  }

  @Test
  void everyKindOfMessageArrives() {
    GenerateRequest request =
        asked(
            """
            {"model":"auto","messages":[
              {"role":"developer","content":"be brief"},
              {"role":"system","content":"  "},
              {"role":"user","content":[{"type":"text","text":"what is this?"},
                {"type":"image_url","image_url":{"url":"data:image/png;base64,AA==","detail":"low"}}]},
              {"role":"assistant","content":null,"tool_calls":[
                {"id":"c1","type":"function","function":{"name":"look","arguments":"{}"}}]},
              {"role":"tool","tool_call_id":"c1","content":[{"type":"text","text":"a cow"}]},
              {"role":"assistant","content":"A cow.","refusal":null},
              {"role":"user","content":"sure?","name":"Ann"}]}\
            """);

    assertThat(request.prompt().messages())
        .containsExactly(
            Message.of(Role.SYSTEM, "be brief"),
            new Message(
                Role.USER,
                List.of(
                    new Part.Text("what is this?"),
                    new Part.ImageUri("data:image/png;base64,AA=="))),
            new Message(Role.ASSISTANT, List.of(new Part.Call(new ToolCall("c1", "look", "{}")))),
            new Message(Role.TOOL, List.of(new Part.Result("c1", "a cow"))),
            Message.of(Role.ASSISTANT, "A cow."),
            Message.of(Role.USER, "sure?"));
  }

  @Test
  void aRefusalOfTheAssistantIsWhatItSaid() {
    GenerateRequest request =
        asked(
            """
            {"model":"auto","messages":[{"role":"user","content":"x"},
              {"role":"assistant","content":null,"refusal":"I may not."},
              {"role":"user","content":"why?"}]}\
            """);

    assertThat(request.prompt().messages().get(1))
        .isEqualTo(Message.of(Role.ASSISTANT, "I may not."));
  }

  @Test
  void samplingToolsAndTheShapeOfTheAnswerArrive() {
    GenerateRequest request =
        asked(
            """
            {"model":"mistral","messages":[{"role":"user","content":"x"}],
             "max_tokens":5,"max_completion_tokens":7,"temperature":0,"top_p":0.5,"seed":-3,
             "stop":"END",
             "tools":[{"type":"function","function":{"name":"look","description":"looks",
               "parameters":{"type":"object","properties":{"a":{"type":"number","minimum":1.50}}}}},
               {"type":"function","function":{"name":"wait"}}],
             "tool_choice":{"type":"function","function":{"name":"wait"}},
             "response_format":{"type":"json_schema","json_schema":{"name":"n",
               "schema":{"type":"object"}}}}\
            """);

    assertThat(request.sampling())
        .isEqualTo(
            new Sampling(
                OptionalInt.of(7),
                OptionalDouble.of(0),
                OptionalDouble.of(0.5),
                OptionalLong.of(-3),
                List.of("END")));
    assertThat(request.prompt().tools())
        .containsExactly(
            new Tool(
                "look",
                "looks",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"number\",\"minimum\":1.50}}}"),
            new Tool("wait", "", "{\"type\":\"object\",\"properties\":{}}"));
    assertThat(request.prompt().toolChoice()).isEqualTo(new ToolChoice.Named("wait"));
    assertThat(request.prompt().responseSchema()).contains("{\"type\":\"object\"}");
    assertThat(request.limits().model()).contains("mistral");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"type\":\"text\"}        | absent",
        "null                       | absent",
        "{\"type\":\"json_object\"} | {\"type\":\"object\"}",
      })
  void jsonModeIsAnyObject(String format, String schema) {
    GenerateRequest request =
        asked(Door.PING.replaceFirst("\\{", "{\"response_format\":" + format + ","));

    assertThat(request.prompt().responseSchema().orElse("absent")).isEqualTo(schema);
  }

  @Test
  void theObjectRungCarriesWhatOpenAiDoesNotKnow() {
    GenerateRequest request =
        asked(
            """
            {"model":"auto","messages":[{"role":"user","content":"x"}],"rung":{
              "strategy":"cost-first","min_tier":1,"max_tier":3,"cache":"bypass",
              "cache_similar":true,"fallback":"none",
              "templates":false,"max_cost_usd":0.05,"min_quality":0.7,"experiment_key":"k",
              "timeout_ms":5000,"hints":{"task_type":"metric_query","domain":"farm",
              "language":"java","entities":{"cow":"Bella","field":["a","b"]},
              "context_documents":["one"],"lines_of_code":12,
              "grids":[[[0,1],[-2,3]],[[7]]]}}}\
            """,
            "x-rung-strategy",
            "quality-first");

    assertThat(request.limits())
        .isEqualTo(
            new Limits(
                Optional.empty(),
                Optional.of(Tier.TINY),
                Optional.of(Tier.MEDIUM),
                Optional.of(Strategy.COST_FIRST),
                Optional.of(new Money(50_000_000)),
                OptionalDouble.of(0.7),
                CachePolicy.BYPASS,
                Optional.of(true),
                FallbackPolicy.NONE,
                false,
                Optional.of("k")));
    assertThat(request.deadline().remaining()).isLessThanOrEqualTo(Duration.ofSeconds(5));
    assertThat(request.hints().taskType()).contains("metric_query");
    assertThat(request.hints().language()).contains("java");
    assertThat(request.hints().entities())
        .isEqualTo(Map.of("cow", List.of("Bella"), "field", List.of("a", "b")));
    assertThat(request.hints().contextDocuments()).containsExactly("one");
    assertThat(request.hints().linesOfCode()).hasValue(12);
    assertThat(request.hints().grids())
        .containsExactly(
            new Grid(List.of(List.of(0, 1), List.of(-2, 3))), new Grid(List.of(List.of(7))));
  }

  @Test
  void headersCarryItForClientsThatCannotAddFields() {
    GenerateRequest request =
        asked(
            Door.PING,
            "x-rung-strategy",
            "prefer-local",
            "X-Rung-Min-Tier",
            "2",
            "x-rung-templates",
            "off",
            "x-rung-max-cost-usd",
            "1e-2",
            "x-rung-task-type",
            "debug",
            "x-rung-timeout-ms",
            "700");

    assertThat(request.limits().strategy()).contains(Strategy.PREFER_LOCAL);
    assertThat(request.limits().minTier()).contains(Tier.SMALL);
    assertThat(request.limits().templates()).isFalse();
    assertThat(request.limits().maxCost()).contains(new Money(10_000_000));
    assertThat(request.hints().taskType()).contains("debug");
    assertThat(request.deadline().remaining()).isLessThanOrEqualTo(Duration.ofMillis(700));
  }

  @Test
  void theBoundThatLosesAndOtherOptionsOfStreamsAreNamed() {
    HttpResponse<String> response =
        door.chat(
            """
            {"model":"auto","messages":[{"role":"user","content":"x"}],
             "max_tokens":5,"max_completion_tokens":7,
             "stream_options":{"include_usage":true,"include_obfuscation":false}}\
            """);

    assertThat(response.headers().firstValue("x-rung-ignored").orElse("").split(", "))
        .containsExactlyInAnyOrder("max_tokens", "stream_options.include_obfuscation");
  }

  @Test
  void fieldsWithoutEffectAreNamed() {
    HttpResponse<String> response =
        door.chat(
            """
            {"model":"auto","messages":[{"role":"user","content":"x","name":"Ann"}],
             "frequency_penalty":0,"presence_penalty":0.5,"parallel_tool_calls":true,"n":1,
             "logit_bias":{},"store":false,"service_tier":"auto","logprobs":null,"colour":"red",
             "reasoning_effort":"high","bad\\r\\nname":1}\
            """);

    assertThat(response.headers().firstValue("x-rung-ignored").orElse("").split(", "))
        .containsExactlyInAnyOrder(
            "messages[].name", "presence_penalty", "colour", "reasoning_effort", "bad??name");
  }

  @Test
  void fieldsOfToolsAndSchemasWithoutEffectAreNamed() {
    HttpResponse<String> response =
        door.chat(
            """
            {"model":"auto","messages":[{"role":"user","content":"x"}],
             "tools":[{"type":"function","cache_control":{},"function":{"name":"look","colour":1}}],
             "response_format":{"type":"json_schema","json_schema":{"name":"n","strict":true,
               "description":"d","schema":{"type":"object"}}}}\
            """);

    assertThat(response.headers().firstValue("x-rung-ignored").orElse("").split(", "))
        .containsExactlyInAnyOrder(
            "tools[].cache_control",
            "tools[].function.colour",
            "response_format.json_schema.description");
  }

  @Test
  void emptyTextsBesideOthersAreLeftOut() {
    GenerateRequest request =
        asked(
            """
            {"model":"auto","messages":[{"role":"user","content":[{"type":"text","text":""},
              {"type":"text","text":"x"},{"type":"text","text":""}]}]}\
            """);

    assertThat(request.prompt().messages()).containsExactly(Message.of(Role.USER, "x"));
  }

  private GenerateRequest asked(String body, String... headers) {
    HttpResponse<String> response = door.chat(body, headers);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return door.engine.asked().getLast();
  }
}
