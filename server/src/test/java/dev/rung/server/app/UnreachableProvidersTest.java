package dev.rung.server.app;

import static dev.rung.server.app.RunningDaemon.model;
import static dev.rung.server.app.RunningDaemon.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rung.server.rpc.Errors;
import dev.rung.server.scripted.Replies;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.v1.Attempt;
import dev.rung.v1.GenerateResponse;
import dev.rung.v1.RoutingDecision;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several models at an address where nobody answers. */
class UnreachableProvidersTest {
  private final ScriptedProvider gone = ScriptedProvider.start();
  private final ScriptedProvider alive = ScriptedProvider.start();

  @AfterEach
  void close() {
    gone.close();
    alive.close();
  }

  @Test
  void triesNoOtherModelWhereNobodyAnsweredAndSaysSo() {
    String address = gone.rootUrl().getAuthority();
    gone.close();
    alive.openAi("saved");
    try (RunningDaemon daemon =
        RunningDaemon.with(
            "[guard]\nretries = 0\n"
                + model("tier2", "first", gone)
                + model("tier2", "second", gone)
                + model("tier3", "third", gone)
                + model("tier4", "other", alive))) {
      GenerateResponse response = daemon.router().generate(request());

      assertThat(response.getText()).isEqualTo("saved");
      String passedOver = "its address " + address + " could not be reached for first";
      assertThat(response.getDecision().getAttemptsList())
          .extracting(Attempt::getModel, Attempt::getOutcome, Attempt::getError)
          .containsExactly(
              tuple("first", "failed", "UNAVAILABLE: first could not be reached: no connection"),
              tuple("second", "refused", passedOver),
              tuple("third", "refused", passedOver),
              tuple("other", "answered", ""));
    }
  }

  @Test
  void triesTheLastOneThereWhereNothingElseIsLeft() {
    gone.close();
    alive.respond(500, "{}");
    try (RunningDaemon daemon =
        RunningDaemon.with(
            "[guard]\nretries = 0\n"
                + model("tier2", "first", gone)
                + model("tier3", "other", alive)
                + model("tier4", "last", gone))) {
      StatusRuntimeException error = Errors.of(() -> daemon.router().generate(request()));

      assertThat(Errors.code(error)).isEqualTo(Code.UNAVAILABLE);
      assertThat(Errors.detail(error, RoutingDecision.class).orElseThrow().getAttemptsList())
          .extracting(Attempt::getModel, Attempt::getOutcome)
          .containsExactly(
              tuple("first", "failed"), tuple("other", "failed"), tuple("last", "failed"));
    }
  }

  @Test
  void triesTheNextModelWhereAConnectionCameAboutAndBroke() {
    gone.reply(Replies.reset()).openAi("the same server");
    try (RunningDaemon daemon =
        RunningDaemon.with(
            "[guard]\nretries = 0\n"
                + model("tier2", "first", gone)
                + model("tier2", "second", gone)
                + model("tier4", "other", alive))) {
      GenerateResponse response = daemon.router().generate(request());

      assertThat(response.getModel()).isEqualTo("second");
      assertThat(alive.requests()).isEmpty();
    }
  }
}
