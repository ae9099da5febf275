package dev.rung.server.app;

import static dev.rung.server.app.RunningDaemon.model;
import static dev.rung.server.app.RunningDaemon.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.rpc.Errors;
import dev.rung.server.scripted.Replies;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.v1.Attempt;
import dev.rung.v1.GenerateChunk;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.GenerateResponse;
import io.grpc.StatusRuntimeException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a caller sees of answers that must follow a schema. */
class CheckedAnswersTest {
  private static final String SCHEMA =
      "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}},\"required\":[\"n\"]}";

  private final ScriptedProvider small = ScriptedProvider.start();
  private final ScriptedProvider medium = ScriptedProvider.start();

  @AfterEach
  void close() {
    small.close();
    medium.close();
  }

  private String models() {
    return "[guard]\nretries = 0\n"
        + model("tier2", "small", small)
        + model("tier3", "medium", medium);
  }

  private static GenerateRequest asking(String schema) {
    return request().toBuilder().setResponseSchema(schema).build();
  }

  @Test
  void sendsNothingOfAnAnswerThatMissesTheSchema() {
    small.openAi("I would say ", "seven");
    medium.openAi("```json\n", "{\"n\":", " 7}\n", "```");
    try (RunningDaemon daemon = RunningDaemon.with(models())) {
      List<GenerateChunk> chunks = daemon.stream(asking(SCHEMA));

      assertThat(chunks).hasSize(2);
      assertThat(chunks.getFirst().getDelta()).isEqualTo("{\"n\": 7}");
      GenerateResponse last = chunks.getLast().getFinal();
      assertThat(last.getModel()).isEqualTo("medium");
      assertThat(last.getDecision().getAttemptsList())
          .extracting(Attempt::getOutcome, Attempt::getError)
          .first()
          .hasToString("(\"failed\", \"BAD_RESPONSE: small gave an answer that is not JSON\")");
    }
  }

  @Test
  void leavesNoModelAloneForSchemasThatNobodyCanFollow() {
    small.otherwise(Replies.openAi("{}"));
    String schema = "{\"not\":{}}";
    try (RunningDaemon daemon = RunningDaemon.with(model("tier2", "small", small))) {
      for (int i = 0; i < 8; i++) {
        StatusRuntimeException error = Errors.of(() -> daemon.router().generate(asking(schema)));
        assertThat(Errors.info(error).getReason()).isEqualTo("PROVIDERS_FAILED");
      }

      assertThat(daemon.router().generate(request()).getText()).isEqualTo("{}");
    }
  }

  @Test
  void fetchesNothingAndEndsWhateverTheSchemaIs() {
    small.otherwise(Replies.openAi("{\"n\":\"" + "a".repeat(5_000) + "\"}"));
    try (RunningDaemon daemon = RunningDaemon.with(model("tier2", "small", small))) {
      String remote = "{\"$ref\":\"" + medium.rootUrl() + "/schema.json\"}";
      String greedy = "{\"properties\":{\"n\":{\"pattern\":\"^(a+)+$\"}}}";
      String endless = "{\"anyOf\":[{\"$ref\":\"#\"},{\"$ref\":\"#\"}]}";

      for (String schema : List.of(remote, greedy, endless)) {
        GenerateResponse response = daemon.router().generate(asking(schema));
        assertThat(response.getText()).startsWith("{\"n\":");
      }

      assertThat(medium.connections()).isZero();
    }
  }
}
