package dev.rung.server.provider.remote.replicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Message;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Role;
import dev.rung.server.generate.Sampling;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.Completion;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.remote.Calls;
import dev.rung.server.provider.remote.Golden;
import dev.rung.server.scripted.ReceivedRequest;
import dev.rung.server.scripted.Replies;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a model is asked with, by the inputs that it has. */
@Timeout(300)
class InputsTest extends ReplicateCase {
  @Test
  void tellsAConversationInOneTextAndSaysSo() throws Exception {
    server.at(CREATE, ended("succeeded", "\"ok\"", "null", METRICS));
    Prompt prompt =
        Prompt.ofMessages(
            List.of(
                Message.of(Role.SYSTEM, "Be."),
                Message.of(Role.USER, "a"),
                Message.of(Role.ASSISTANT, "b"),
                Message.of(Role.USER, "c")));
    Sampling sampling =
        new Sampling(
            OptionalInt.empty(),
            OptionalDouble.of(0.5),
            OptionalDouble.of(0.9),
            OptionalLong.of(7),
            List.of("x", "y"));

    Completion completion =
        provider.generate(Calls.to(MODEL, Calls.call(prompt, sampling, false)), sink);

    assertThat(server.lastRequest().body())
        .isEqualTo(
            """
            {"input":{"prompt":"User: a\\n\\nAssistant: b\\n\\nUser: c\\n\\nAssistant:",\
            "system_prompt":"Be.","max_tokens":64,"temperature":0.5,"top_p":0.9,"seed":7,\
            "stop_sequences":"x,y"}}\
            """);
    assertThat(completion.notes())
        .containsExactly("the conversation was given to model as one text");
  }

  @Test
  void asksForAVersionByItsOwnPath() throws Exception {
    String version = "0123456789abcdef".repeat(4);
    server.at("/v1/predictions", ended("succeeded", "\"ok\"", "null", "{}"));

    provider.generate(Calls.to("me/mine:" + version, Calls.unary("Hi")), sink);

    assertThat(server.lastRequest().body()).startsWith("{\"version\":\"" + version + "\"");
  }

  @Test
  void asksNobodyForWhatCannotBeAsked() {
    Sampling comma =
        new Sampling(
            OptionalInt.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalLong.empty(),
            List.of("a,b"));

    for (Call call :
        List.of(
            Calls.to(MODEL, Calls.call(Golden.conversation(), Sampling.DEFAULT, false)),
            Calls.to(MODEL, Calls.call(Prompt.ofUser("Hi"), comma, false)),
            Calls.to("../account", Calls.unary("Hi")),
            Calls.to("llama", Calls.unary("Hi")))) {
      assertThat(failure(call).kind()).isEqualTo(FailureKind.INVALID_REQUEST);
    }
    assertThat(server.connections()).isZero();
  }

  @Test
  void leavesOutOrPutsOtherwiseWhatAModelHasNoInputForAndSaysSo() throws Exception {
    server
        .at(DESCRIPTION, described(List.of("prompt", "max_new_tokens", "top_p")))
        .at(CREATE, ended("succeeded", "\"ok\"", "null", METRICS));

    Completion completion = provider.generate(demanding(List.of()), sink);

    assertThat(server.lastRequest().body())
        .isEqualTo("{\"input\":{\"prompt\":\"Be.\\n\\nHi\",\"max_new_tokens\":64,\"top_p\":0.9}}");
    assertThat(completion.notes())
        .containsExactly(
            "the system prompt was put before the prompt: model has no input for it",
            "temperature was left out: model has no input for it",
            "seed was left out: model has no input for it");
  }

  @ParameterizedTest
  @CsvSource({
    "max_tokens stop_sequences, prompt",
    "prompt stop_sequences, bounds its answer",
    "prompt max_tokens, stop text",
  })
  void makesNoPredictionWithAModelThatLacksWhatItNeeds(String inputs, String lacking) {
    server.at(DESCRIPTION, described(List.of(inputs.split(" "))));

    ProviderException failure = failure(demanding(List.of("END")));

    assertThat(failure.kind()).isEqualTo(FailureKind.INVALID_REQUEST);
    assertThat(failure).hasMessageContaining(lacking);
    assertThat(predictions()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "{\"latest_version\":null}"})
  void saysWhatMayBeDroppedWhereTheInputsCannotBeLookedUp(String description) throws Exception {
    server
        .at(DESCRIPTION, Replies.respond(200, description))
        .at(CREATE, ended("succeeded", "\"ok\"", "null", METRICS));

    Completion completion = provider.generate(demanding(List.of("END")), sink);

    assertThat(server.lastRequest().body()).contains("\"system_prompt\":\"Be.\"", "\"seed\":7");
    assertThat(completion.notes())
        .containsExactly(
            "which inputs model has could not be looked up: Replicate drops those of system_prompt,"
                + " temperature, top_p, seed, stop_sequences that it has not");
  }

  @Test
  void looksUpTheInputsOfAModelOnceAndOfAVersionAtItsOwnPath() throws Exception {
    String version = "0123456789abcdef".repeat(4);
    String ofVersion = "/v1/models/me/mine/versions/" + version;
    server
        .at(CREATE, ended("succeeded", "\"ok\"", "null", METRICS))
        .at("/v1/predictions", ended("succeeded", "\"ok\"", "null", METRICS))
        .at(
            ofVersion,
            Replies.respond(
                200,
                "{\"id\":\"v\",\"openapi_schema\":"
                    + schema(List.of("prompt", "max_length"))
                    + "}"));

    provider.generate(unary(), sink);
    provider.generate(unary(), sink);
    provider.generate(Calls.to("me/mine:" + version, Calls.unary("Hi")), sink);

    assertThat(server.requests())
        .filteredOn(request -> request.method().equals("GET"))
        .extracting(ReceivedRequest::path)
        .containsExactly(DESCRIPTION, ofVersion);
    assertThat(server.lastRequest().body()).contains("\"max_length\":64");
  }

  private static Call demanding(List<String> stop) {
    Prompt prompt =
        Prompt.ofMessages(List.of(Message.of(Role.SYSTEM, "Be."), Message.of(Role.USER, "Hi")));
    Sampling sampling =
        new Sampling(
            OptionalInt.empty(),
            OptionalDouble.of(0.5),
            OptionalDouble.of(0.9),
            OptionalLong.of(7),
            stop);
    return Calls.to(MODEL, Calls.call(prompt, sampling, false));
  }
}
