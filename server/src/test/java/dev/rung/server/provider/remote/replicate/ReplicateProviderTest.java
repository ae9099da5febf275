package dev.rung.server.provider.remote.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.Message;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Role;
import dev.rung.server.generate.Sampling;
import dev.rung.server.generate.Usage;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.Completion;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.Provider;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.remote.Calls;
import dev.rung.server.provider.remote.CollectingSink;
import dev.rung.server.provider.remote.Golden;
import dev.rung.server.provider.remote.LeavingSink;
import dev.rung.server.provider.remote.OtherThread;
import dev.rung.server.provider.remote.RemoteProviders;
import dev.rung.server.scripted.OpenAiWire;
import dev.rung.server.scripted.ReceivedRequest;
import dev.rung.server.scripted.Replies;
import dev.rung.server.scripted.Reply;
import dev.rung.server.scripted.ScriptedProvider;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Over real sockets. */
@Timeout(60)
class ReplicateProviderTest {
  private static final Duration BOUND = Duration.ofSeconds(5);
  private static final String MODEL = "meta/meta-llama-3-8b-instruct";
  private static final String CREATE = "/v1/models/" + MODEL + "/predictions";
  private static final String DESCRIPTION = "/v1/models/" + MODEL;
  private static final String LOOK = "/v1/predictions/p1";
  private static final String CANCEL = LOOK + "/cancel";
  private static final String STREAM = "/stream/p1";
  private static final String DONE = "event: done\nid: 2:0\ndata: {}\n\n";
  private static final List<String> ALL =
      List.of(
          "prompt",
          "system_prompt",
          "max_tokens",
          "temperature",
          "top_p",
          "seed",
          "stop_sequences");
  private static final String METRICS =
      "{\"predict_time\":1.2,\"input_token_count\":9,\"output_token_count\":3}";

  private final ScriptedProvider server = ScriptedProvider.start().at(DESCRIPTION, described(ALL));
  private final RemoteProviders remote =
      RemoteProviders.start(InstantSource.system(), System::nanoTime);
  private final Provider provider =
      remote.create(Calls.settings(ProviderKind.REPLICATE, server.baseUrl()));
  private final CollectingSink sink = new CollectingSink();

  @AfterEach
  void close() {
    provider.close();
    remote.close();
    server.close();
  }

  @Test
  void followsTheStreamAndReadsTheCountsAfterIt() throws Exception {
    server
        .at(CREATE, created())
        .at(
            STREAM,
            Replies.events(
                "event: logs\ndata: booting\n\n",
                "event: output\nid: 1:0\ndata: Once\n\n",
                "event: output\nid: 1:1\ndata: \ndata: \n\n",
                "event: output\nid: 1:2\ndata:  upon\n\n",
                DONE))
        .at(LOOK, ended("succeeded", "[\"Once\",\"\\n\",\" upon\"]", "null", METRICS));

    Completion completion = provider.generate(streaming(), sink);

    assertThat(sink.text()).isEqualTo("Once\n upon");
    assertThat(sink.chunks()).hasSize(3);
    assertThat(completion.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(completion.usage()).contains(new Usage(9, 0, 3, 0, false));
    assertThat(completion.requestId()).contains("p1");
    ReceivedRequest create = predictions().getFirst();
    assertThat(create.body())
        .isEqualTo("{\"input\":{\"prompt\":\"Hi\",\"max_tokens\":64},\"stream\":true}");
    assertThat(create.header("Authorization")).contains("Bearer " + Calls.KEY);
    assertThat(create.header("Cancel-After").orElseThrow()).matches("\\d+s");
    assertThat(create.header("Prefer")).isEmpty();
  }

  @Test
  void takesAnAnswerThatIsThereAtOnce() throws Exception {
    server.at(CREATE, ended("succeeded", "\"Hello\"", "null", METRICS));

    Completion completion = provider.generate(unary(), sink);

    assertThat(sink.text()).isEqualTo("Hello");
    assertThat(completion.usage()).contains(new Usage(9, 0, 3, 0, false));
    assertThat(predictions()).hasSize(1);
    assertThat(server.lastRequest().header("Prefer").orElseThrow()).matches("wait=\\d+");
    assertThat(server.lastRequest().body()).doesNotContain("stream");
  }

  @Test
  void looksAgainUntilThePredictionEnds() throws Exception {
    server.at(CREATE, running("starting", "null"));
    server
        .reply(running("processing", "[\"Hel\"]"))
        .reply(ended("succeeded", "[\"Hel\",\"lo\"]", "null", METRICS));

    provider.generate(unary(), sink);

    assertThat(sink.text()).isEqualTo("Hello");
    assertThat(server.requests()).extracting(ReceivedRequest::path).contains(LOOK);
  }

  @Test
  void looksForWhatABrokenStreamLacked() throws Exception {
    server
        .at(CREATE, created())
        .at(STREAM, Replies.eventsThenCut("event: output\ndata: Hel\n\n"))
        .at(LOOK, ended("succeeded", "[\"Hel\",\"lo\"]", "null", "{}"));

    Completion completion = provider.generate(streaming(), sink);

    assertThat(sink.text()).isEqualTo("Hello");
    assertThat(completion.usage()).isEmpty();
  }

  @Test
  void hasAWholeAnswerEvenWhereItsCountsCannotBeHad() throws Exception {
    server
        .at(CREATE, created())
        .at(STREAM, Replies.events("event: output\ndata: Hi\n\n", DONE))
        .at(LOOK, Replies.respond(500, "{}"));

    Completion completion = provider.generate(streaming(), sink);

    assertThat(sink.text()).isEqualTo("Hi");
    assertThat(completion.usage()).isEmpty();
    assertThat(server.requests()).extracting(ReceivedRequest::path).doesNotContain(CANCEL);
  }

  @Test
  @Timeout(10)
  void waitsNotLongForTheCountsOfAWholeAnswer() throws Exception {
    server
        .at(CREATE, created())
        .at(STREAM, Replies.events("event: output\ndata: Hi\n\n", DONE))
        .at(LOOK, running("processing", "[\"Hi\"]"));

    Completion completion = provider.generate(streaming(), sink);

    assertThat(sink.text()).isEqualTo("Hi");
    assertThat(completion.usage()).isEmpty();
  }

  @Test
  void refusesAStreamThatIsNotWhatThePredictionSays() {
    server
        .at(CREATE, created())
        .at(STREAM, Replies.events("event: output\ndata: one\n\n", DONE))
        .at(LOOK, ended("succeeded", "\"two\"", "null", METRICS));

    assertThat(failure(streaming()).kind()).isEqualTo(FailureKind.BAD_RESPONSE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example/stream", "http://127.0.0.1:1/stream", ":::", ""})
  void followsNoStreamToAnotherServer(String url) throws Exception {
    server
        .at(CREATE, prediction("starting", "null", "null", "{}", url))
        .at(LOOK, ended("succeeded", "[\"ok\"]", "null", METRICS));

    provider.generate(streaming(), sink);

    assertThat(sink.text()).isEqualTo("ok");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "failed | CUDA out of memory | UNAVAILABLE",
        "failed | Input is too long: maximum context length is 8192 | CONTEXT_TOO_LONG",
        "canceled | | UNAVAILABLE",
        "aborted | | UNAVAILABLE",
      })
  void failsWithThePrediction(String status, String error, FailureKind kind) {
    server.at(
        CREATE, ended(status, "null", error == null ? "null" : OpenAiWire.quoted(error), METRICS));

    ProviderException failure = failure(unary());

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.usage()).contains(new Usage(9, 0, 3, 0, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event: error\ndata: {\"detail\":\"x\"}\n\n",
        "event: done\ndata: {\"reason\":\"error\"}\n\n",
        "event: done\ndata: {\n\n"
      })
  void looksUpWhyAStreamDidNotEndWell(String end) {
    server
        .at(CREATE, created())
        .at(STREAM, Replies.events("event: output\ndata: a\n\n", end))
        .at(LOOK, ended("failed", "[\"a\"]", "\"boom\"", "{}"));

    assertThat(failure(streaming())).hasMessageContaining("boom");
  }

  @Test
  void cancelsThePredictionWhenTheCallerLeaves() throws Exception {
    server
        .at(CREATE, created())
        .at(STREAM, Replies.eventsThenHang("event: output\ndata: a\n\n"))
        .at(CANCEL, Replies.respond(200, "{}"));

    assertThatThrownBy(() -> provider.generate(streaming(), new LeavingSink(sink)))
        .isInstanceOf(CallerGoneException.class);

    server.awaitClientGone(BOUND);
    awaitCancel();
  }

  @Test
  void cancelsThePredictionWhenTimeIsUp() throws Exception {
    server
        .at(CREATE, running("starting", "null"))
        .at(LOOK, running("processing", "null"))
        .at(CANCEL, Replies.respond(200, "{}"));

    assertThat(failure(Calls.within(Duration.ofMillis(300), unary())).kind())
        .isEqualTo(FailureKind.TIMEOUT);

    awaitCancel();
  }

  @Test
  void cancelsThePredictionWhenItsThreadIsInterrupted() throws Exception {
    server
        .at(CREATE, running("starting", "null"))
        .at(LOOK, running("processing", "null"))
        .at(CANCEL, Replies.respond(200, "{}"));
    OtherThread caller = OtherThread.does(() -> provider.generate(unary(), sink));
    while (server.requests().stream().noneMatch(request -> request.path().equals(LOOK))) {
      server.awaitRequest(BOUND);
    }

    caller.interrupt();

    assertThat(caller.thrown(BOUND)).isInstanceOf(InterruptedException.class);
    awaitCancel();
  }

  /** Its name comes with the answer to the creation: before, nothing could cancel it. */
  @Test
  void waitsBrieflyForTheEndOfAPredictionThatIsBeingCreated() throws Exception {
    server.at(CREATE, ended("succeeded", "\"Hello\"", "null", METRICS));

    provider.generate(unary(), sink);

    assertThat(server.lastRequest().header("Prefer").orElseThrow()).matches("wait=[1-5]");
  }

  @ParameterizedTest
  @CsvSource({
    "401, AUTH",
    "402, QUOTA_EXHAUSTED",
    "404, INVALID_REQUEST",
    "422, INVALID_REQUEST",
    "429, RATE_LIMITED",
    "500, UNAVAILABLE",
    "503, OVERLOADED",
  })
  void understandsErrors(int status, FailureKind kind) {
    server.at(
        CREATE,
        Replies.respond(
            status,
            "{\"title\":\"No\",\"detail\":\"Request was throttled. Your rate limit resets in"
                + " ~30s.\",\"status\":"
                + status
                + "}"));

    ProviderException failure = failure(unary());

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(30));
  }

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

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{\"id\":\"../x\",\"status\":\"starting\"}", "{}"})
  void refusesWhatIsNoPrediction(String body) {
    server.at(CREATE, Replies.respond(201, body));

    assertThat(failure(unary()).kind()).isEqualTo(FailureKind.BAD_RESPONSE);
  }

  @Test
  void checksAKeyByTheAccount() throws Exception {
    server.at("/v1/account", Replies.respond(200, "{\"type\":\"user\",\"username\":\"me\"}"));

    assertThat(remote.models(Calls.settings(ProviderKind.REPLICATE, server.baseUrl()), BOUND))
        .isEmpty();
    server.at("/v1/account", Replies.respond(401, "{\"title\":\"Unauthenticated\"}"));
    assertThatThrownBy(
            () -> remote.models(Calls.settings(ProviderKind.REPLICATE, server.baseUrl()), BOUND))
        .isInstanceOfSatisfying(
            ProviderException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.AUTH));
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

  /** A model as GET models/owner/name shows it. */
  private static Reply described(List<String> inputs) {
    return Replies.respond(
        200,
        "{\"owner\":\"meta\",\"default_example\":{\"input\":{\"top_k\":50}},"
            + "\"latest_version\":{\"id\":\"v\",\"openapi_schema\":"
            + schema(inputs)
            + "}}");
  }

  private static String schema(List<String> inputs) {
    String properties =
        inputs.stream()
            .map(name -> "\"" + name + "\":{\"type\":\"string\",\"properties\":{\"x\":1}}")
            .collect(Collectors.joining(","));
    return "{\"openapi\":\"3.0.2\",\"components\":{\"schemas\":{\"Output\":{\"properties\":"
        + "{\"seed\":1}},\"Input\":{\"type\":\"object\",\"properties\":{"
        + properties
        + "}}}}}";
  }

  /** What was asked beside the description of the model. */
  private List<ReceivedRequest> predictions() {
    return server.requests().stream()
        .filter(request -> !request.path().equals(DESCRIPTION))
        .toList();
  }

  private void awaitCancel() throws InterruptedException {
    while (server.requests().stream().noneMatch(request -> request.path().equals(CANCEL))) {
      server.awaitRequest(BOUND);
    }
    assertThat(server.requests())
        .filteredOn(request -> request.path().equals(CANCEL))
        .allSatisfy(request -> assertThat(request.method()).isEqualTo("POST"));
  }

  private Reply created() {
    return prediction("starting", "null", "null", "{}", server.rootUrl() + STREAM);
  }

  private static Reply running(String status, String output) {
    return prediction(status, output, "null", "{}", "");
  }

  private static Reply ended(String status, String output, String error, String metrics) {
    return prediction(status, output, error, metrics, "");
  }

  private static Reply prediction(
      String status, String output, String error, String metrics, String stream) {
    return Replies.respond(
        201,
        "{\"id\":\"p1\",\"model\":\"m\",\"status\":\""
            + status
            + "\",\"output\":"
            + output
            + ",\"error\":"
            + error
            + ",\"metrics\":"
            + metrics
            + ",\"urls\":{\"get\":\"http://127.0.0.1:1/x\",\"stream\":\""
            + stream
            + "\"}}");
  }

  private static Call unary() {
    return Calls.to(MODEL, Calls.unary("Hi"));
  }

  private static Call streaming() {
    return Calls.to(MODEL, Calls.streaming("Hi"));
  }

  private ProviderException failure(Call call) {
    ProviderException failure =
        catchThrowableOfType(ProviderException.class, () -> provider.generate(call, sink));
    assertThat(failure).isNotNull();
    return failure;
  }
}
