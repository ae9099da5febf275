package dev.rung.server.app;

import static dev.rung.server.app.RunningDaemon.PATIENCE;
import static dev.rung.server.app.RunningDaemon.model;
import static dev.rung.server.app.RunningDaemon.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.rpc.Errors;
import dev.rung.server.scripted.Replies;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.server.time.Eventually;
import dev.rung.v1.GenerateChunk;
import io.grpc.Context;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CancellingTest {
  private final ScriptedProvider first = ScriptedProvider.start();
  private final ScriptedProvider second = ScriptedProvider.start();
  private final RunningDaemon daemon =
      RunningDaemon.with(model("tier2", "first", first) + model("tier3", "second", second));

  @AfterEach
  void close() {
    daemon.close();
    first.close();
    second.close();
  }

  @Test
  void closesTheProvidersConnectionWhenTheCallerCancelsAStream() throws Exception {
    first.reply(Replies.openAiStalled("Once"));
    Context.CancellableContext context = Context.current().withCancellation();
    Iterator<GenerateChunk> stream = context.call(() -> daemon.router().generateStream(request()));
    String begun = stream.next().getDelta();

    context.cancel(null);
    first.awaitClientGone(PATIENCE);

    assertThat(begun).isEqualTo("Once");
    assertThat(second.requests()).isEmpty();
  }

  @Test
  void closesTheProvidersConnectionWhenTheCallerCancelsBeforeAnything() throws Exception {
    first.hang();
    Context.CancellableContext context = Context.current().withCancellation();
    Runnable calling =
        () -> assertThat(Errors.of(() -> daemon.router().generate(request()))).isNotNull();
    Thread call = Thread.ofVirtual().start(context.wrap(calling));
    first.awaitRequest(PATIENCE);

    context.cancel(null);
    first.awaitClientGone(PATIENCE);

    assertThat(call.join(PATIENCE)).isTrue();
    assertThat(second.requests()).isEmpty();
  }

  @Test
  void endsWithTheCallersDeadlineAndHangsUp() throws Exception {
    first.otherwise(Replies.hang());
    second.otherwise(Replies.hang());

    Eventually.inTime(Duration.ofMillis(600), this::bothAreAskedUntil);

    first.awaitClientGone(PATIENCE);
    second.awaitClientGone(PATIENCE);
  }

  @Test
  void leavesTimeForAnotherModelWhenTheFirstHangs() {
    first.otherwise(Replies.hang());
    second.otherwise(Replies.openAi("in time"));

    String text = Eventually.inTime(Duration.ofSeconds(4), this::answerWithin);

    assertThat(text).isEqualTo("in time");
  }

  /** Empty where the machine was too slow for the second model to be asked. */
  private Optional<Boolean> bothAreAskedUntil(Duration deadline) {
    int before = second.requests().size();

    StatusRuntimeException error = Errors.of(() -> generateWithin(deadline));

    assertThat(Errors.code(error)).isEqualTo(Code.DEADLINE_EXCEEDED);
    return second.requests().size() > before ? Optional.of(true) : Optional.empty();
  }

  /** Empty where the machine was too slow for what is left to the second model. */
  private Optional<String> answerWithin(Duration deadline) {
    try {
      return Optional.of(generateWithin(deadline));
    } catch (StatusRuntimeException late) {
      assertThat(Errors.code(late)).isEqualTo(Code.DEADLINE_EXCEEDED);
      return Optional.empty();
    }
  }

  private String generateWithin(Duration deadline) {
    return daemon
        .router()
        .withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS)
        .generate(request())
        .getText();
  }

  @Test
  void stopsReadingFromTheProviderWhileTheCallerDoesNotRead() throws Exception {
    Flood flood = new Flood();
    first.reply(flood);
    SlowReader reader = new SlowReader();

    daemon.asyncRouter().generateStream(request(), reader);
    long stalledAt = flood.awaitStall();
    reader.cancel();

    assertThat(stalledAt).isLessThan(24L * 1024 * 1024);
    flood.awaitEnd();
  }
}
