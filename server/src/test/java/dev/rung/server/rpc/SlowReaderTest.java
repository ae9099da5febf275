package dev.rung.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.call.Samples;
import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.Outcome;
import dev.rung.v1.GenerateChunk;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.RouterGrpc;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A reader who does not read: the producer waits, with little buffered, and ends with the call. */
final class SlowReaderTest {
  private static final GenerateRequest PING =
      GenerateRequest.newBuilder().setPrompt("ping").build();
  private static final int MEBIBYTE = 1024 * 1024;
  private static final int PIECE = 4 * 1024;
  private static final long ALL = 64L * MEBIBYTE;

  private final AtomicLong accepted = new AtomicLong();
  private final CompletableFuture<String> end = new CompletableFuture<>();
  private final Rig rig = new Rig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void theProducerWaitsAndEndsWhenTheReaderCancels() throws Exception {
    rig.engine.generates((request, sink) -> emitAll(sink::accept));
    ClientCall<GenerateRequest, GenerateChunk> call = callWithoutReading();

    long blockedAt = whenStill();
    call.cancel("enough", null);

    assertThat(blockedAt).isBetween(1L, 4L * MEBIBYTE);
    assertThat(end.get(1, TimeUnit.MINUTES)).isEqualTo("stopped");
    assertThat(accepted.get()).isLessThan(4L * MEBIBYTE);
  }

  @Test
  void onePieceOfManyMebibytesIsHeldBackToo() throws Exception {
    rig.engine.generates((request, sink) ->
        emit(() -> {
          accepted.set(1);
          sink.accept(new Chunk.Delta("x".repeat(32 * MEBIBYTE)));
        }));
    ClientCall<GenerateRequest, GenerateChunk> call = callWithoutReading();
    whenStill();

    call.cancel("enough", null);

    assertThat(end.get(1, TimeUnit.MINUTES)).isEqualTo("stopped");
  }

  @Test
  void theWaitEndsAtTheDeadline() throws Exception {
    rig.engine.generates((request, sink) -> emitAll(sink::accept));
    callWithoutReading();
    whenStill();

    rig.clock.pass(Duration.ofHours(1));

    assertThat(end.get(1, TimeUnit.MINUTES)).isEqualTo("stopped");
  }

  @Test
  void aReaderWhoCatchesUpGetsEverything() throws Exception {
    rig.engine.generates((request, sink) -> emitAll(sink::accept));
    CompletableFuture<Status> closed = new CompletableFuture<>();
    AtomicLong read = new AtomicLong();
    ClientCall<GenerateRequest, GenerateChunk> call =
        rig.channel.newCall(RouterGrpc.getGenerateStreamMethod(), rig.router().getCallOptions());
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onMessage(GenerateChunk chunk) {
            read.addAndGet(chunk.getDelta().length());
            call.request(1);
          }

          @Override
          public void onClose(Status status, Metadata trailers) {
            closed.complete(status);
          }
        },
        new Metadata());
    call.sendMessage(PING);
    call.halfClose();
    whenStill();

    call.request(1);

    assertThat(closed.get(60, TimeUnit.SECONDS).isOk()).isTrue();
    assertThat(read.get()).isEqualTo(ALL);
    assertThat(end.get()).isEqualTo("done");
  }

  private ClientCall<GenerateRequest, GenerateChunk> callWithoutReading() {
    ClientCall<GenerateRequest, GenerateChunk> call =
        rig.channel.newCall(
            RouterGrpc.getGenerateStreamMethod(), rig.patientRouter().getCallOptions());
    call.start(new ClientCall.Listener<>() {}, new Metadata());
    call.sendMessage(PING);
    call.halfClose();
    return call;
  }

  /** What was accepted once nothing more is for a while; the producer must not have ended. */
  private long whenStill() throws Exception {
    long before = -1;
    while (accepted.get() == 0 || accepted.get() != before) {
      before = accepted.get();
      assertThatThrownBy(() -> end.get(200, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
    }
    return before;
  }

  private interface Emitting {
    void run() throws CallerGoneException, InterruptedException;
  }

  private interface Target {
    void accept(Chunk chunk) throws CallerGoneException, InterruptedException;
  }

  private Outcome emitAll(Target target) {
    String piece = "x".repeat(PIECE);
    return emit(() -> {
      for (long sent = 0; sent < ALL; sent += PIECE) {
        target.accept(new Chunk.Delta(piece));
        accepted.addAndGet(PIECE);
      }
    });
  }

  private Outcome emit(Emitting emitting) {
    try {
      emitting.run();
      end.complete("done");
      return Samples.answered(rig.engine.asked().getLast(), "");
    } catch (CallerGoneException | InterruptedException stopped) {
      end.complete("stopped");
      return new Outcome.Cancelled(Optional.empty(), Optional.empty());
    }
  }
}
