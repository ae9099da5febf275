package dev.rung.server.provider.remote.anthropic;

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
import dev.rung.server.provider.remote.Golden;
import dev.rung.server.provider.remote.wire.Conversation;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes that go out. */
class MessagesRequestTest {
  private static final String CLOSED =
      "{\"type\":\"object\",\"properties\":{\"metres\":{\"type\":\"number\"}},"
          + "\"required\":[\"metres\"],\"additionalProperties\":false}";

  @Test
  void asksPlainly() throws Exception {
    assertThat(written(Calls.unary("Hi")))
        .isEqualTo(
            """
            {"model":"test-model","max_tokens":64,"messages":[{"role":"user","content":"Hi"}],\
            "stream":false}\
            """);
  }

  @Test
  void putsAWholeConversation() throws Exception {
    Call call = Calls.call(Golden.conversation(), Golden.SAMPLING, true);

    Golden.assertSame(written(Calls.to("claude-sonnet-4-5", call)), "anthropic.json");
  }

  @ParameterizedTest
  @CsvSource({"21333, false", "21334, true", "64000, true"})
  void streamsWhatWouldTakeTooLongInOnePiece(int maxTokens, boolean streams) throws Exception {
    Call call = Calls.of(maxTokens, Calls.unary("Hi"));

    assertThat(written(call)).endsWith("\"stream\":" + streams + "}");
  }

  @Test
  void choosesTools() throws Exception {
    assertThat(withTools(new ToolChoice.Auto()))
        .endsWith("\"input_schema\":{\"type\":\"object\",\"properties\":{}}}]}");
    assertThat(withTools(new ToolChoice.None())).endsWith("\"tool_choice\":{\"type\":\"none\"}}");
    assertThat(withTools(new ToolChoice.Named("a")))
        .endsWith("\"tool_choice\":{\"type\":\"tool\",\"name\":\"a\"}}");
  }

  @Test
  void holdsAModelToASchemaThatItCanBeHeldTo() throws Exception {
    Call call = Calls.call(Golden.withSchema(CLOSED), Sampling.DEFAULT, false);

    assertThat(written(Calls.to("claude-haiku-4-5", call)))
        .endsWith(
            "\"output_config\":{\"format\":{\"type\":\"json_schema\",\"schema\":" + CLOSED + "}}}")
        .doesNotContain("\"system\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "claude-sonnet-4-0 | {\"type\":\"object\",\"properties\":{},\"additionalProperties\":false}",
        "claude-sonnet-5-5 | {\"type\":\"object\",\"properties\":{\"a\":{}}}",
        "claude-sonnet-5-5 | {\"type\":\"object\",\"properties\":{\"a\":{\"minimum\":1}},"
            + "\"additionalProperties\":false}",
        "claude-sonnet-5-5 | {\"properties\":{\"a\":{\"type\":\"object\"}},"
            + "\"additionalProperties\":false}",
        "claude-sonnet-5-5 | true"
      })
  void describesAnyOtherSchema(String model, String schema) throws Exception {
    Call call = Calls.call(Golden.withSchema(schema), Sampling.DEFAULT, false);

    assertThat(written(Calls.to(model, call)))
        .contains("\"system\":\"Answer with nothing but JSON that follows this JSON schema")
        .doesNotContain("output_config");
  }

  @Test
  void leavesOutEmptyTextsAndTurns() throws Exception {
    Prompt prompt =
        Prompt.ofMessages(
            List.of(
                Message.of(Role.SYSTEM, " "),
                Message.of(Role.USER, "a"),
                Message.of(Role.ASSISTANT, ""),
                new Message(Role.USER, List.of(new Part.Text("\n"), new Part.Text("b")))));

    assertThat(written(Calls.call(prompt, Sampling.DEFAULT, false)))
        .contains(
            "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},"
                + "{\"type\":\"text\",\"text\":\"b\"}]}]")
        .doesNotContain("system");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{} {}", "no"})
  void refusesArgumentsThatAreNotJson(String arguments) {
    ToolCall call = new ToolCall("c", "f", arguments);
    Prompt prompt =
        Prompt.ofMessages(List.of(new Message(Role.ASSISTANT, List.of(new Part.Call(call)))));

    assertThatThrownBy(() -> written(Calls.call(prompt, Sampling.DEFAULT, false)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void refusesAnImageThatNobodyCanFetch() {
    Prompt prompt =
        Prompt.ofMessages(
            List.of(new Message(Role.USER, List.of(new Part.ImageUri("file:///etc/passwd")))));

    assertThatThrownBy(() -> written(Calls.call(prompt, Sampling.DEFAULT, false)))
        .isInstanceOf(IOException.class);
  }

  private static String withTools(ToolChoice choice) throws IOException {
    Prompt prompt =
        new Prompt(
            Prompt.ofUser("Hi").messages(),
            List.of(new Tool("a", "", "{}")),
            choice,
            Optional.empty());
    return written(Calls.call(prompt, Sampling.DEFAULT, false));
  }

  private static String written(Call call) throws IOException {
    Claude model = Claude.of(call.model().modelId());
    return MessagesRequest.of(
            call,
            Conversation.of(call.prompt()),
            model,
            Settled.of(call, model, AnthropicProvider.VERSION))
        .text();
  }
}
