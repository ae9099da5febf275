package dev.rung.server.provider.remote.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.remote.Calls;
import dev.rung.server.provider.remote.LeavingSink;
import dev.rung.server.provider.remote.OtherThread;
import dev.rung.server.scripted.Replies;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who leaves a prediction before its end has it cancelled. */
@Timeout(300)
class LeftPredictionsTest extends ReplicateCase {
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
        .at(
            LOOK,
            exchange -> {
              clock.pass(Duration.ofSeconds(1));
              running("processing", "null").answer(exchange);
            })
        .at(CANCEL, Replies.respond(200, "{}"));

    assertThat(failure(Calls.within(Duration.ofSeconds(2), clock, unary())).kind())
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

  private void awaitCancel() throws InterruptedException {
    while (server.requests().stream().noneMatch(request -> request.path().equals(CANCEL))) {
      server.awaitRequest(BOUND);
    }
    assertThat(server.requests())
        .filteredOn(request -> request.path().equals(CANCEL))
        .allSatisfy(request -> assertThat(request.method()).isEqualTo("POST"));
  }
}
