package dev.rung.server.provider.remote.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Message;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Role;
import dev.rung.server.generate.Sampling;
import dev.rung.server.generate.ToolChoice;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.remote.Calls;
import dev.rung.server.provider.remote.wire.ChatTemplate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conversations with several system messages, before the others and between them. */
class SystemMessagesTest {
  private static final Quirks TOGETHER = Quirks.of(ProviderKind.TOGETHER).orElseThrow();
  private static final Quirks QWEN = Quirks.of(ProviderKind.QWEN).orElseThrow();

  @ParameterizedTest
  @CsvSource({
    "mistralai/Mistral-7B-Instruct-v0.3, MISTRALS",
    "mistralai/Mixtral-8x7B-Instruct-v0.1, MISTRALS",
    "devstral-small, MISTRALS",
    "Qwen/Qwen3.5-397B-A17B, SYSTEM_FIRST",
    "qwen-plus, SYSTEM_FIRST",
    "MiniMaxAI/MiniMax-M2, SYSTEM_FIRST",
    "google/gemma-4-31B-it, SYSTEM_FIRST",
    "gpt-4o, USUAL",
    "meta-llama/Llama-3.3-70B-Instruct-Turbo, USUAL"
  })
  void dependsOnTheModel(String model, ChatTemplate template) {
    assertThat(ChatTemplate.of(model)).isEqualTo(template);
  }

  @Test
  void putsAllThatTheSystemSaysFirstAndTakesTurnsWhereTheTemplateWantsThat() throws Exception {
    Call call = Calls.to("Qwen/Qwen3.5-397B-A17B", call(Optional.empty()));

    assertThat(ChatRequest.of(call, TOGETHER).text())
        .contains(
            "\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\\n\\nContext: none\\n\\nUse"
                + " metres.\"},{\"role\":\"user\",\"content\":\"Hi\\nHow high?\"}]");
    assertThat(Settled.of(call, TOGETHER, false).notes())
        .containsExactly(
            "system messages were put before the conversation: model takes none in it");
  }

  @Test
  void tellsTheSchemaInTheSameMessage() throws Exception {
    Call call = Calls.to("qwen-plus", call(Optional.of("{}")));

    assertThat(ChatRequest.of(call, QWEN).text())
        .containsOnlyOnce("\"role\":\"system\"")
        .contains("Use metres.\\n\\nAnswer with nothing but JSON");
  }

  @Test
  void leavesSystemMessagesWhereTheyStandElsewhere() throws Exception {
    Call call = Calls.to("meta-llama/Llama-3.3-70B-Instruct-Turbo", call(Optional.empty()));

    assertThat(ChatRequest.of(call, TOGETHER).text())
        .contains("{\"role\":\"user\",\"content\":\"Hi\"},{\"role\":\"system\",");
    assertThat(Settled.of(call, TOGETHER, false).notes()).isEmpty();
  }

  private static Call call(Optional<String> schema) {
    List<Message> messages =
        List.of(
            Message.of(Role.SYSTEM, "Be brief."),
            Message.of(Role.SYSTEM, "Context: none"),
            Message.of(Role.USER, "Hi"),
            Message.of(Role.SYSTEM, "Use metres."),
            Message.of(Role.USER, "How high?"));
    Prompt prompt = new Prompt(messages, List.of(), new ToolChoice.Auto(), schema);
    return Calls.call(prompt, Sampling.DEFAULT, false);
  }
}
