package dev.rung.server.provider.remote.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Message;
import dev.rung.server.generate.Part;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Role;
import dev.rung.server.generate.Sampling;
import dev.rung.server.generate.ToolCall;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.remote.Calls;
import dev.rung.server.provider.remote.wire.ChatTemplate;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conversations whose calls another model has made. */
class CallIdFormTest {
  /** As vLLM makes them. */
  private static final String LONG = "chatcmpl-tool-0123456789abcdef0123456789abcdef";

  private static final Pattern CALL = Pattern.compile("\"(?:call_)?id\":\"([^\"]*)\"");
  private static final Pattern RESULT = Pattern.compile("\"tool_call_id\":\"([^\"]*)\"");

  @ParameterizedTest
  @ValueSource(strings = {"call_1", "functions.list:1", "0123456789012345678901234567890123456789"})
  void leavesAnIdThatIsTaken(String id) {
    assertThat(CallIdForm.USUAL.fitting(id)).isEqualTo(id);
    assertThat(CallIdForm.MISTRALS.fitting("aZ3456789")).isEqualTo("aZ3456789");
  }

  @Test
  void makesAnotherOneOfAnIdThatIsNot() {
    assertThat(CallIdForm.USUAL.fitting(LONG))
        .matches("call_[0-9a-f]{32}")
        .isEqualTo(CallIdForm.USUAL.fitting(LONG))
        .isNotEqualTo(CallIdForm.USUAL.fitting(LONG + "0"));
    assertThat(CallIdForm.MISTRALS.fitting("call_1"))
        .matches("[0-9a-f]{9}")
        .isNotEqualTo(CallIdForm.MISTRALS.fitting("call_2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt-4o", "mistralai/Mistral-7B-Instruct-v0.3"})
  void isTheSameForACallAndItsResult(String model) throws Exception {
    String written = written(model);

    String id = found(CALL, written);
    assertThat(id)
        .isEqualTo(CallIdForm.of(ChatTemplate.of(model)).fitting(LONG))
        .isNotEqualTo(LONG);
    assertThat(found(RESULT, written)).isEqualTo(id);
  }

  @Test
  void isTheSameInTheInputOfResponses() throws Exception {
    String written = ResponsesRequest.of(Calls.to("gpt-5-pro", conversation())).text();

    assertThat(CALL.matcher(written).results().map(match -> match.group(1)))
        .containsExactly(CallIdForm.USUAL.fitting(LONG), CallIdForm.USUAL.fitting(LONG));
  }

  private static String written(String model) throws IOException {
    Quirks quirks = Quirks.of(ProviderKind.OPENAI).orElseThrow();
    return ChatRequest.of(Calls.to(model, conversation()), quirks).text();
  }

  private static Call conversation() {
    Part call = new Part.Call(new ToolCall(LONG, "list", "{}"));
    return Calls.call(
        Prompt.ofMessages(
            List.of(
                Message.of(Role.USER, "Hi"),
                new Message(Role.ASSISTANT, List.of(call)),
                new Message(Role.TOOL, List.of(new Part.Result(LONG, "none"))))),
        Sampling.DEFAULT,
        false);
  }

  private static String found(Pattern pattern, String written) {
    Matcher matcher = pattern.matcher(written);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }
}
