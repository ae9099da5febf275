package dev.rung.server.app;

import static dev.rung.server.app.RunningDaemon.model;
import static dev.rung.server.app.RunningDaemon.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rung.server.rpc.Errors;
import dev.rung.server.scripted.Replies;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.server.scripted.SilentPort;
import dev.rung.v1.Attempt;
import dev.rung.v1.GenerateResponse;
import dev.rung.v1.RoutingDecision;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several models at an address where nobody answers. */
class UnreachableProvidersTest {
  private final SilentPort gone = new SilentPort();
  private final ScriptedProvider breaking = ScriptedProvider.start();
  private final ScriptedProvider alive = ScriptedProvider.start();

  @AfterEach
  void close() {
    gone.close();
    breaking.close();
    alive.close();
  }

  @Test
  void triesNoOtherModelWhereNobodyAnsweredAndSaysSo() {
    String address = gone.address();
    alive.openAi("saved");
    try (RunningDaemon daemon =
        RunningDaemon.with(
            "[guard]\nretries = 0\n"
                + nobody("tier2", "first")
                + nobody("tier2", "second")
                + nobody("tier3", "third")
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
    alive.respond(500, "{}");
    try (RunningDaemon daemon =
        RunningDaemon.with(
            "[guard]\nretries = 0\n"
                + nobody("tier2", "first")
                + model("tier3", "other", alive)
                + nobody("tier4", "last"))) {
      StatusRuntimeException error = Errors.of(() -> daemon.router().generate(request()));

      assertThat(Errors.code(error)).isEqualTo(Code.UNAVAILABLE);
      assertThat(Errors.detail(error, RoutingDecision.class).orElseThrow().getAttemptsList())
          .extracting(Attempt::getModel, Attempt::getOutcome)
          .containsExactly(
              tuple("first", "failed"), tuple("other", "failed"), tuple("last", "failed"));
    }
  }

  private String nobody(String tier, String name) {
    return model(tier, name, "openai", gone.url());
  }

  @Test
  void triesTheNextModelWhereAConnectionCameAboutAndBroke() {
    breaking.reply(Replies.reset()).openAi("the same server");
    try (RunningDaemon daemon =
        RunningDaemon.with(
            "[guard]\nretries = 0\n"
                + model("tier2", "first", breaking)
                + model("tier2", "second", breaking)
                + model("tier4", "other", alive))) {
      GenerateResponse response = daemon.router().generate(request());

      assertThat(response.getModel()).isEqualTo("second");
      assertThat(alive.requests()).isEmpty();
    }
  }
}
