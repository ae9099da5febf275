package dev.rung.server.provider.remote.gemini;

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
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes that go out. */
class GenerateRequestBodyTest {
  private static final String SIMPLE =
      "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}";

  @Test
  void asksPlainly() throws Exception {
    assertThat(written(Calls.unary("Hi")))
        .isEqualTo(
            """
            {"contents":[{"role":"user","parts":[{"text":"Hi"}]}],\
            "generationConfig":{"maxOutputTokens":64}}\
            """);
  }

  @Test
  void putsAWholeConversation() throws Exception {
    Call call = Calls.call(Golden.conversation(), Golden.SAMPLING, true);

    Golden.assertSame(written(Calls.to("gemini-2.5-flash", call)), "gemini.json");
  }

  @Test
  void standsInForTheSignatureOfATurnsFirstCallWhereOneIsWanted() throws Exception {
    Call call = Calls.call(Golden.conversation(), Sampling.DEFAULT, true);

    assertThat(written(Calls.to("gemini-3-flash-preview", call)))
        .contains(
            "\"args\":{\"at\":\"Oslo\"}},"
                + "\"thoughtSignature\":\"skip_thought_signature_validator\"},"
                + "{\"functionCall\":{\"id\":\"functions.list:1\",\"name\":\"list\",\"args\":{}}}]");
  }

  @Test
  void standsInForASignatureWhereANameFollowsTheNewestModel() throws Exception {
    Call call = Calls.call(Golden.conversation(), Sampling.DEFAULT, true);

    assertThat(written(Calls.to("gemini-flash-latest", call))).contains("\"thoughtSignature\":");
    assertThat(written(Calls.to("gemini-2.5-flash", call))).doesNotContain("thoughtSignature");
  }

  @Test
  void asksForAnyObjectByJsonModeAlone() throws Exception {
    Call call = Calls.call(Golden.withSchema("{\"type\":\"object\"}"), Sampling.DEFAULT, false);

    assertThat(written(call)).endsWith("\"responseMimeType\":\"application/json\"}}");
  }

  @Test
  void sendsEverySamplingParameterThatFits() throws Exception {
    assertThat(written(Calls.call(Prompt.ofUser("Hi"), seeded(7), false)))
        .endsWith("\"temperature\":0.5,\"topP\":0.9,\"seed\":7,\"stopSequences\":[\"a\",\"b\"]}}");
    Call large = Calls.call(Prompt.ofUser("Hi"), seeded(1L << 40), false);
    assertThat(written(large)).doesNotContain("seed");
    assertThat(notes(large)).containsExactly("seed was left out: it has more than 32 bits");
    assertThat(notes(Calls.unary("Hi"))).isEmpty();
  }

  @Test
  void choosesTools() throws Exception {
    assertThat(withTools(new ToolChoice.Auto(), Optional.empty())).doesNotContain("toolConfig");
    assertThat(withTools(new ToolChoice.None(), Optional.empty())).contains("\"mode\":\"NONE\"");
    assertThat(withTools(new ToolChoice.Named("a"), Optional.empty()))
        .contains("\"mode\":\"ANY\",\"allowedFunctionNames\":[\"a\"]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}} | responseSchema",
        "{\"type\":\"array\",\"items\":{\"type\":\"number\",\"minimum\":1}} | responseSchema",
        "{\"type\":\"object\",\"properties\":{\"a\":{}},\"additionalProperties\":false}"
            + " | responseJsonSchema",
        "{\"type\":[\"string\",\"null\"]} | responseJsonSchema",
        "{\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":{\"type\":\"string\"}}} | responseJsonSchema",
        "{\"type\":\"object\",\"properties\":{}} | responseJsonSchema",
        "{} | responseJsonSchema",
      })
  void putsASchemaIntoTheFieldThatTakesIt(String schema, String field) throws Exception {
    Call call = Calls.call(Golden.withSchema(schema), Sampling.DEFAULT, false);

    assertThat(written(call))
        .endsWith("\"responseMimeType\":\"application/json\",\"" + field + "\":" + schema + "}}");
  }

  @Test
  void tellsASchemaToAModelThatCannotKeepToItAndCallTools() throws Exception {
    assertThat(withTools(new ToolChoice.Auto(), Optional.of(SIMPLE)))
        .contains("\"systemInstruction\":{\"parts\":[{\"text\":\"Answer with nothing but JSON")
        .doesNotContain("responseSchema");
  }

  @Test
  void refusesWhatIsNotJsonAndDataThatIsNotBase64() {
    Prompt image =
        Prompt.ofMessages(
            List.of(new Message(Role.USER, List.of(new Part.ImageUri("data:image/png,xyz")))));

    assertThatThrownBy(() -> written(Calls.call(Golden.withSchema("{"), Sampling.DEFAULT, false)))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> written(Calls.call(image, Sampling.DEFAULT, false)))
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "gemini-2.5-pro, models/gemini-2.5-pro, 2.5, true",
    "gemini-3-flash-preview, models/gemini-3-flash-preview, 3.0, true",
    "gemini-3.5-flash, models/gemini-3.5-flash, 3.5, true",
    "gemini-3.5-flash-lite, models/gemini-3.5-flash-lite, 3.5, false",
    "gemini-3.8-flash, models/gemini-3.8-flash, 3.8, false",
    "gemini-4-argon, models/gemini-4-argon, 4.0, false",
    "gemini-flash-latest, models/gemini-flash-latest, 99, false",
    "tunedModels/mine-3x, tunedModels/mine-3x, 0, true",
    "a b?c, models/a%20b%3Fc, 0, true",
    "gemini-99999999999, models/gemini-99999999999, 0, true",
  })
  void readsWhatItCanOutOfTheId(String id, String path, double generation, boolean samples) {
    assertThat(GeminiModel.of(id)).isEqualTo(new GeminiModel(path, generation, samples));
  }

  @Test
  void leavesOutWhatNewerModelsDoNotTakeAndSaysSo() throws Exception {
    Call call = Calls.to("gemini-4-argon", Calls.call(Prompt.ofUser("Hi"), seeded(7), false));

    assertThat(written(call)).doesNotContain("temperature").doesNotContain("topP");
    assertThat(notes(call))
        .containsExactly(
            "temperature was left out: model does not take it",
            "top_p was left out: model does not take it");
  }

  private static List<String> notes(Call call) {
    return GenerateRequestBody.notes(
        call, Conversation.of(call.prompt()), GeminiModel.of(call.model().modelId()));
  }

  private static Sampling seeded(long seed) {
    return new Sampling(
        OptionalInt.empty(),
        OptionalDouble.of(0.5),
        OptionalDouble.of(0.9),
        OptionalLong.of(seed),
        List.of("a", "b"));
  }

  private static String withTools(ToolChoice choice, Optional<String> schema) throws IOException {
    Prompt prompt =
        new Prompt(
            Prompt.ofUser("Hi").messages(), List.of(new Tool("a", "", SIMPLE)), choice, schema);
    return written(Calls.to("gemini-2.5-pro", Calls.call(prompt, Sampling.DEFAULT, false)));
  }

  private static String written(Call call) throws IOException {
    Conversation conversation = Conversation.of(call.prompt());
    return GenerateRequestBody.of(call, conversation, GeminiModel.of(call.model().modelId()))
        .text();
  }

  @Test
  void saysInWhichOtherWayTheCallIsPut() {
    Prompt prompt =
        new Prompt(
            List.of(
                Message.of(Role.USER, "Hi"),
                Message.of(Role.SYSTEM, "Be."),
                Message.of(Role.USER, "Go on")),
            List.of(new Tool("now", "", "")),
            new ToolChoice.Auto(),
            Optional.of("{\"type\":\"object\"}"));

    assertThat(notes(Calls.to("gemini-2.5-flash", Calls.call(prompt, Sampling.DEFAULT, false))))
        .containsExactly(
            "system messages were put before the conversation: model takes none in it",
            "the JSON schema was told to model, which cannot be held to it");
    assertThat(notes(Calls.to("gemini-4-pro", Calls.call(prompt, Sampling.DEFAULT, false))))
        .containsExactly(
            "system messages were put before the conversation: model takes none in it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1]", "7", "\"text\"", "{} {}", "{"})
  void refusesArgumentsThatAreNoObject(String arguments) {
    ToolCall call = new ToolCall("c1", "now", arguments);
    Prompt prompt =
        Prompt.ofMessages(
            List.of(
                Message.of(Role.USER, "Hi"),
                new Message(Role.ASSISTANT, List.of(new Part.Call(call))),
                new Message(Role.TOOL, List.of(new Part.Result("c1", "noon")))));
    Call asked = Calls.call(prompt, Sampling.DEFAULT, false);

    assertThatThrownBy(() ->
            GenerateRequestBody.of(asked, Conversation.of(prompt), GeminiModel.of("gemini-4-pro")))
        .isInstanceOf(IOException.class);
  }
}
