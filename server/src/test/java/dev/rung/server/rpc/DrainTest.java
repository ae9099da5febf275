package dev.rung.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.ListenableFuture;
import dev.rung.server.call.Samples;
import dev.rung.server.generate.Outcome;
import dev.rung.server.time.Eventually;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.GenerateResponse;
import dev.rung.v1.RouterGrpc;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Stopping without dropping calls. */
final class DrainTest {
  private static final GenerateRequest PING =
      GenerateRequest.newBuilder().setPrompt("ping").build();

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private Rig rig = new Rig();

  @AfterEach
  void close() {
    release.countDown();
    rig.close();
  }

  @Test
  void callsInFlightFinishAndNewOnesAreRefused() throws Exception {
    ListenableFuture<GenerateResponse> inFlight = callInFlight();

    CompletableFuture<Boolean> drained = CompletableFuture.supplyAsync(rig.server::drain);
    awaitNotServing();
    rig.engine.generates((request, sink) -> Samples.answered(request, "let in"));
    // Health says so a moment before calls are refused.
    Eventually.until("new calls are refused", () -> Errors.of(this::ping) != null);
    StatusRuntimeException refused = Errors.of(this::ping);
    boolean early = drained.isDone();
    release.countDown();

    assertThat(early).isFalse();
    assertThat(Errors.code(refused)).isEqualTo(Code.UNAVAILABLE);
    assertThat(Errors.info(refused).getReason()).isEqualTo("SHUTTING_DOWN");
    assertThat(inFlight.get(1, TimeUnit.MINUTES).getText()).isEqualTo("pong");
    assertThat(drained.get(1, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void everyHealthNameIsNotServingOnceTheDrainBegins() {
    rig.server.drain();

    for (String name : new String[] {"", "rung.v1.Router", "tier0", "tier2", "fallback"}) {
      assertThat(health(name)).as("health of '%s'", name).isEqualTo(ServingStatus.NOT_SERVING);
    }
  }

  @Test
  void callsThatOutlastTheDrainAreStopped() throws Exception {
    rig.close();
    rig = new Rig(10, Duration.ofSeconds(60), Duration.ofMillis(100));
    ListenableFuture<GenerateResponse> inFlight = callInFlight();

    boolean finished = rig.server.drain();

    assertThat(finished).isFalse();
    StatusRuntimeException error = Errors.ofFuture(inFlight);
    assertThat(Errors.code(error)).isEqualTo(Code.UNAVAILABLE);
    assertThat(Errors.info(error).getReason()).isEqualTo("SHUTTING_DOWN");
  }

  @Test
  void anIdleServerDrainsAtOnce() {
    rig.router().generate(PING);

    assertThat(rig.server.drain()).isTrue();
  }

  @Test
  void closingWithoutDrainingCancelsWhatRuns() throws Exception {
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    rig.engine.generates((request, sink) -> {
      begun.countDown();
      try {
        release.await();
        interrupted.complete(false);
      } catch (InterruptedException stopped) {
        interrupted.complete(true);
      }
      return new Outcome.Cancelled(Optional.empty(), Optional.empty());
    });
    var call = RouterGrpc.newFutureStub(rig.channel).generate(PING);
    assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();

    rig.server.close();

    assertThat(interrupted.get(1, TimeUnit.MINUTES)).isTrue();
    assertThat(Errors.code(Errors.ofFuture(call))).isEqualTo(Code.UNAVAILABLE);
  }

  private ListenableFuture<GenerateResponse> callInFlight() throws InterruptedException {
    rig.engine.generates((request, sink) -> {
      begun.countDown();
      release.await();
      return Samples.answered(request, "pong");
    });
    ListenableFuture<GenerateResponse> call = RouterGrpc.newFutureStub(rig.channel).generate(PING);
    assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
    return call;
  }

  private void ping() {
    assertThat(rig.router().generate(PING).getText()).isEqualTo("let in");
  }

  private ServingStatus health(String name) {
    return HealthGrpc.newBlockingStub(rig.channel)
        .check(HealthCheckRequest.newBuilder().setService(name).build())
        .getStatus();
  }

  /** Watches, so that it is the server that says when. */
  private void awaitNotServing() {
    var states =
        HealthGrpc.newBlockingStub(rig.channel)
            .withDeadlineAfter(Rig.PATIENCE.toSeconds(), TimeUnit.SECONDS)
            .watch(HealthCheckRequest.getDefaultInstance());
    while (states.next().getStatus() != ServingStatus.NOT_SERVING) {
      Thread.onSpinWait();
    }
  }
}
