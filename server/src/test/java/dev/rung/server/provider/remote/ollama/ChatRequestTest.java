package dev.rung.server.provider.remote.ollama;

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
import dev.rung.server.provider.remote.Calls;
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

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void alwaysSaysWhetherToStream(boolean stream) throws Exception {
    Call call = Calls.call(Prompt.ofUser("Hi"), Sampling.DEFAULT, stream);

    assertThat(written(call))
        .isEqualTo(
            """
            {"model":"test-model","messages":[{"role":"user","content":"Hi"}],"stream":%s,\
            "truncate":false,"options":{"num_predict":64,"num_ctx":4096}}\
            """
                .formatted(stream));
  }

  @Test
  void sendsEverySamplingParameterAsAnOption() throws Exception {
    Sampling sampling =
        new Sampling(
            OptionalInt.empty(),
            OptionalDouble.of(0.2),
            OptionalDouble.of(0.9),
            OptionalLong.of(7),
            List.of("END"));

    assertThat(written(Calls.call(Prompt.ofUser("Hi"), sampling, false)))
        .endsWith(
            """
            "options":{"num_predict":64,"num_ctx":4096,"temperature":0.2,"top_p":0.9,"seed":7,\
            "stop":["END"]}}\
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "10, 4096",
    "8000, 4096",
    "8100, 8192",
    "16300, 16384",
    "40000, 32768",
    "900000, 32768"
  })
  void asksForAWindowThatHoldsThePromptAndNoMoreThanTheModelHas(int characters, int window)
      throws Exception {
    assertThat(written(Calls.unary("x".repeat(characters)))).contains("\"num_ctx\":" + window);
  }

  @ParameterizedTest
  @CsvSource({"2600, 4096", "2700, 8192", "6000, 16384"})
  void asksForMoreWhereCharactersHaveMoreBytes(int characters, int window) throws Exception {
    assertThat(written(Calls.unary("水".repeat(characters)))).contains("\"num_ctx\":" + window);
  }

  @Test
  void writesEveryKindOfMessage() throws Exception {
    Prompt prompt =
        Prompt.ofMessages(
            List.of(
                Message.of(Role.SYSTEM, "Be brief."),
                new Message(
                    Role.USER,
                    List.of(
                        new Part.Text("What?"),
                        new Part.ImageBytes(new byte[] {1, 2, 3, -1}, "image/png"),
                        new Part.ImageUri("data:image/png;base64,AAAA"))),
                new Message(
                    Role.ASSISTANT,
                    List.of(
                        new Part.Call(new ToolCall("c1", "weather", "{\"city\": \"Bonn\"}")),
                        new Part.Call(new ToolCall("c2", "now", "")))),
                new Message(Role.TOOL, List.of(new Part.Result("c1", "rain")))));

    assertThat(written(Calls.call(prompt, Sampling.DEFAULT, false)))
        .contains(
            """
            "messages":[{"role":"system","content":"Be brief."},\
            {"role":"user","content":"What?","images":["AQID/w==","AAAA"]},\
            {"role":"assistant","content":"","tool_calls":[\
            {"function":{"name":"weather","arguments":{"city":"Bonn"}}},\
            {"function":{"name":"now","arguments":{}}}]},\
            {"role":"tool","content":"rain","tool_name":"weather"}],\
            """);
  }

  @Test
  void putsAllThatTheSystemSaysFirstWhereTheModelsTemplateWantsThat() throws Exception {
    Prompt prompt =
        Prompt.ofMessages(
            List.of(
                Message.of(Role.USER, "Hi"),
                Message.of(Role.SYSTEM, "Use metres."),
                Message.of(Role.USER, "How high?")));
    Call call = Calls.call(prompt, Sampling.DEFAULT, false);

    assertThat(written(Calls.to("qwen3.8:27b", call)))
        .contains(
            """
            "messages":[{"role":"system","content":"Use metres."},\
            {"role":"user","content":"Hi\\nHow high?"}],\
            """);
    assertThat(ChatMessages.notes(Calls.to("qwen3.8:27b", call)))
        .containsExactly(
            "system messages were put before the conversation: model takes none in it");
    assertThat(written(Calls.to("llama3.2", call)))
        .contains("\"Hi\"},{\"role\":\"system\",\"content\":\"Use metres.\"}");
    assertThat(ChatMessages.notes(Calls.to("llama3.2", call))).isEmpty();
  }

  @Test
  void offersToolsAndAsksForASchema() throws Exception {
    assertThat(written(call(new ToolChoice.Auto(), "{\"type\": \"object\"}")))
        .contains(
            """
            "tools":[{"type":"function","function":{"name":"f","description":"does",\
            "parameters":{"type":"object"}}}],"format":{"type":"object"},\
            """);
  }

  @Test
  void hidesToolsThatMustNotBeCalled() throws Exception {
    assertThat(written(call(new ToolChoice.None(), "{}"))).doesNotContain("tools");
  }

  @Test
  void refusesWhatItCannotPutIntoWords() {
    Message remote =
        new Message(Role.USER, List.of(new Part.ImageUri("https://example.org/a.jpg")));
    Message badCall =
        new Message(Role.ASSISTANT, List.of(new Part.Call(new ToolCall("c", "f", "{\"a\""))));

    for (Message message : List.of(remote, badCall)) {
      Prompt prompt = Prompt.ofMessages(List.of(message));
      assertThatThrownBy(() -> written(Calls.call(prompt, Sampling.DEFAULT, false)))
          .isInstanceOf(IOException.class);
    }
    assertThatThrownBy(() -> written(call(new ToolChoice.Auto(), "nonsense")))
        .isInstanceOf(IOException.class);
  }

  private static Call call(ToolChoice choice, String schema) {
    Prompt prompt =
        new Prompt(
            Prompt.ofUser("Hi").messages(),
            List.of(new Tool("f", "does", "{\"type\":\"object\"}")),
            choice,
            Optional.of(schema));
    return Calls.call(prompt, Sampling.DEFAULT, false);
  }

  private static String written(Call call) throws IOException {
    return ChatRequest.of(call).text();
  }
}
