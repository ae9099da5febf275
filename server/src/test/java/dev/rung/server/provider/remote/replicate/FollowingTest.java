package dev.rung.server.provider.remote.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.Usage;
import dev.rung.server.provider.Completion;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.remote.Calls;
import dev.rung.server.scripted.OpenAiWire;
import dev.rung.server.scripted.ReceivedRequest;
import dev.rung.server.scripted.Replies;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a prediction is followed to its end, over real sockets. */
@Timeout(300)
class FollowingTest extends ReplicateCase {
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
  @Timeout(60)
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
}
