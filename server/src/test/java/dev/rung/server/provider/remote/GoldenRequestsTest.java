package dev.rung.server.provider.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Message;
import dev.rung.server.generate.Part;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Role;
import dev.rung.server.generate.ToolChoice;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.scripted.ReceivedRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes of a request with nearly everything, for each kind that has no test of its own. */
@Timeout(300)
class GoldenRequestsTest extends DialectCase {
  private static final String SCHEMA =
      "{\"type\":\"object\",\"properties\":{\"metres\":{\"type\":\"number\"}},"
          + "\"required\":[\"metres\"],\"additionalProperties\":false}";

  @ParameterizedTest
  @CsvSource({
    "OPENAI, gpt-4o, /v1/chat/completions",
    "FIREWORKS, accounts/fireworks/models/a, /v1/chat/completions",
    "TOGETHER, mistralai/Mistral-7B, /v1/chat/completions",
    "QWEN, qwen2.5-coder-32b-instruct, /v1/chat/completions",
    "GLM, glm-4.5, /v1/chat/completions",
    "HUGGINGFACE, meta-llama/Llama-3.1-8B-Instruct, /v1/chat/completions",
    "OLLAMA, llama3.2, /api/chat",
    "REPLICATE, meta/meta-llama-3-8b-instruct,"
        + " /v1/models/meta/meta-llama-3-8b-instruct/predictions",
  })
  void aWholeConversation(ProviderKind kind, String model, String path) throws Exception {
    ReceivedRequest sent = sent(kind, model);

    assertThat(sent.path()).isEqualTo(path);
    assertThat(sent.header("Authorization")).contains("Bearer " + Calls.KEY);
    assertThat(sent.header("Content-Type").orElseThrow()).startsWith("application/json");
    Golden.assertSame(sent.body(), kind.label() + ".json");
  }

  private ReceivedRequest sent(ProviderKind kind, String model) throws Exception {
    Call call = Calls.call(withSchema(conversation(kind)), Golden.SAMPLING, true);
    completed(kind, Calls.to(model, call));
    return sent();
  }

  private static Prompt withSchema(Prompt prompt) {
    return new Prompt(prompt.messages(), prompt.tools(), prompt.toolChoice(), Optional.of(SCHEMA));
  }

  /** As much of it as the kind takes: what it does not is refused before anything is sent. */
  private static Prompt conversation(ProviderKind kind) {
    return switch (kind) {
      case OLLAMA ->
          Golden.conversation(
              List.of(new Part.ImageBytes(new byte[] {1, 2, 3, -1}, "image/png")),
              new ToolChoice.Auto());
      case GLM -> Golden.conversation(Golden.IMAGES, new ToolChoice.Auto());
      case REPLICATE ->
          Prompt.ofMessages(
              List.of(
                  Message.of(Role.SYSTEM, "Be brief."),
                  Message.of(Role.USER, "Where \"was\" this?\n"),
                  Message.of(Role.ASSISTANT, "In Oslo."),
                  Message.of(Role.USER, "How high is it?")));
      default -> Golden.conversation();
    };
  }
}
