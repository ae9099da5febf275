package dev.rung.server.provider.remote.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rung.server.provider.Call;
import dev.rung.server.provider.Provider;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.remote.Calls;
import dev.rung.server.provider.remote.CollectingSink;
import dev.rung.server.provider.remote.RemoteProviders;
import dev.rung.server.scripted.ReceivedRequest;
import dev.rung.server.scripted.Replies;
import dev.rung.server.scripted.Reply;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.server.time.FakeClock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;

/** What tests of Replicate share: a scripted server, a provider that asks it, and predictions. */
abstract class ReplicateCase {
  static final Duration BOUND = Duration.ofMinutes(1);
  static final String MODEL = "meta/meta-llama-3-8b-instruct";
  static final String CREATE = "/v1/models/" + MODEL + "/predictions";
  static final String DESCRIPTION = "/v1/models/" + MODEL;
  static final String LOOK = "/v1/predictions/p1";
  static final String CANCEL = LOOK + "/cancel";
  static final String STREAM = "/stream/p1";
  static final String DONE = "event: done\nid: 2:0\ndata: {}\n\n";

  static final List<String> ALL =
      List.of(
          "prompt",
          "system_prompt",
          "max_tokens",
          "temperature",
          "top_p",
          "seed",
          "stop_sequences");

  static final String METRICS =
      "{\"predict_time\":1.2,\"input_token_count\":9,\"output_token_count\":3}";
  final ScriptedProvider server = ScriptedProvider.start().at(DESCRIPTION, described(ALL));

  final FakeClock clock = new FakeClock();
  final RemoteProviders remote = RemoteProviders.start(InstantSource.system(), clock);

  final Provider provider = remote.create(Calls.settings(ProviderKind.REPLICATE, server.baseUrl()));
  final CollectingSink sink = new CollectingSink();

  @AfterEach
  void close() {
    provider.close();
    remote.close();
    server.close();
  }

  /** A model as GET models/owner/name shows it. */
  static Reply described(List<String> inputs) {
    return Replies.respond(
        200,
        "{\"owner\":\"meta\",\"default_example\":{\"input\":{\"top_k\":50}},"
            + "\"latest_version\":{\"id\":\"v\",\"openapi_schema\":"
            + schema(inputs)
            + "}}");
  }

  static String schema(List<String> inputs) {
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
  List<ReceivedRequest> predictions() {
    return server.requests().stream()
        .filter(request -> !request.path().equals(DESCRIPTION))
        .toList();
  }

  Reply created() {
    return prediction("starting", "null", "null", "{}", server.rootUrl() + STREAM);
  }

  static Reply running(String status, String output) {
    return prediction(status, output, "null", "{}", "");
  }

  static Reply ended(String status, String output, String error, String metrics) {
    return prediction(status, output, error, metrics, "");
  }

  static Reply prediction(
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

  static Call unary() {
    return Calls.to(MODEL, Calls.unary("Hi"));
  }

  static Call streaming() {
    return Calls.to(MODEL, Calls.streaming("Hi"));
  }

  ProviderException failure(Call call) {
    ProviderException failure =
        catchThrowableOfType(ProviderException.class, () -> provider.generate(call, sink));
    assertThat(failure).isNotNull();
    return failure;
  }
}
