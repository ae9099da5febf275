package dev.rung.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.peer.Room;
import dev.rung.server.tenant.Door;
import dev.rung.server.time.Eventually;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.GenerateResponse;
import dev.rung.v1.RouterGrpc;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A port whose service answers when a test says so. */
@Timeout(600)
class ArrivalsTest {
  private static final int ROOM = 200_000;
  private static final Duration PATIENCE = Duration.ofMillis(50);
  private static final GenerateRequest LARGE =
      GenerateRequest.newBuilder().setPrompt("a".repeat(100_000)).build();

  private final BlockingQueue<StreamObserver<GenerateResponse>> asked = new LinkedBlockingQueue<>();
  private final AtomicLong now = new AtomicLong();
  private final Arrivals arrivals = new Arrivals(new Room(ROOM), PATIENCE, now::get);
  private final Server server =
      Ports.router(Rig.settings(), Door.OPEN, Optional.empty(), arrivals)
          .addService(
              new RouterGrpc.RouterImplBase() {
                @Override
                public void generate(
                    GenerateRequest request, StreamObserver<GenerateResponse> answer) {
                  asked.add(answer);
                }
              })
          .build();
  private final List<ManagedChannel> channels = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    server.start();
    channels.add(Rig.channelTo(server.getPort()));
  }

  @AfterEach
  void close() {
    channels.forEach(ManagedChannel::shutdownNow);
    server.shutdownNow();
    arrivals.close();
  }

  /** How a call of this message ends. */
  private CompletableFuture<Status> call(GenerateRequest request, boolean whole) {
    return call(request, whole, CallOptions.DEFAULT);
  }

  private CompletableFuture<Status> call(
      GenerateRequest request, boolean whole, CallOptions options) {
    CompletableFuture<Status> end = new CompletableFuture<>();
    ClientCall<GenerateRequest, GenerateResponse> call =
        channels
            .getFirst()
            .newCall(
                RouterGrpc.getGenerateMethod(), options.withDeadlineAfter(1, TimeUnit.MINUTES));
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onClose(Status status, Metadata trailers) {
            end.complete(status);
          }
        },
        new Metadata());
    call.request(1);
    call.sendMessage(request);
    if (whole) {
      call.halfClose();
    }
    return end;
  }

  /** How a call ends of which nothing comes after the beginning of its message. */
  private Status.Code codeOfUnfinished() throws Exception {
    CompletableFuture<Status> end = call(GenerateRequest.getDefaultInstance(), false);
    Eventually.until("the call waits", () -> arrivals.waiting() > 0);
    assertThat(end).isNotDone();
    now.addAndGet(PATIENCE.toNanos());
    return code(end);
  }

  /** A client may know of the end of its call before the server has let go of what it held. */
  private void awaitNothingHeld() {
    Eventually.until(
        "nothing is held, nobody waits", () -> arrivals.held() == 0 && arrivals.waiting() == 0);
  }

  private static Status.Code code(CompletableFuture<Status> end) throws Exception {
    return end.get(1, TimeUnit.MINUTES).getCode();
  }

  private StreamObserver<GenerateResponse> nextAsked() throws InterruptedException {
    StreamObserver<GenerateResponse> next = asked.poll(1, TimeUnit.MINUTES);
    assertThat(next).isNotNull();
    return next;
  }

  private static void answer(StreamObserver<GenerateResponse> call) {
    call.onNext(GenerateResponse.getDefaultInstance());
    call.onCompleted();
  }

  @Test
  void aMessageThatFindsNoRoomIsRefusedUntilOthersAreAnswered() throws Exception {
    CompletableFuture<Status> first = call(LARGE, true);
    StreamObserver<GenerateResponse> firstAsked = nextAsked();

    assertThat(code(call(LARGE, true))).isEqualTo(Code.RESOURCE_EXHAUSTED);
    CompletableFuture<Status> small = call(GenerateRequest.getDefaultInstance(), true);
    answer(nextAsked());
    assertThat(code(small)).isEqualTo(Code.OK);
    answer(firstAsked);
    assertThat(code(first)).isEqualTo(Code.OK);
    awaitNothingHeld();

    CompletableFuture<Status> later = call(LARGE, true);
    answer(nextAsked());
    assertThat(code(later)).isEqualTo(Code.OK);
    awaitNothingHeld();
  }

  @Test
  void aCompressedMessageTakesTheRoomThatItNeedsUnpacked() throws Exception {
    CallOptions compressed = CallOptions.DEFAULT.withCompression("gzip");
    CompletableFuture<Status> first = call(LARGE, true, compressed);
    StreamObserver<GenerateResponse> firstAsked = nextAsked();

    assertThat(arrivals.held()).isGreaterThanOrEqualTo(LARGE.getSerializedSize());
    assertThat(code(call(LARGE, true, compressed))).isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertThat(asked).isEmpty();
    answer(firstAsked);

    assertThat(code(first)).isEqualTo(Code.OK);
    awaitNothingHeld();
  }

  @Test
  void aCallThatSaysTooLittleForTooLongIsEnded() throws Exception {
    assertThat(codeOfUnfinished()).isEqualTo(Code.DEADLINE_EXCEEDED);
    assertThat(asked).isEmpty();
    awaitNothingHeld();
  }

  /** A call that fails where it is to be ended. */
  private static final class Stubborn extends ServerCall<GenerateRequest, GenerateResponse> {
    private final CountDownLatch tried = new CountDownLatch(1);

    @Override
    public void close(Status status, Metadata trailers) {
      tried.countDown();
      throw new IllegalStateException("as scripted");
    }

    @Override
    public MethodDescriptor<GenerateRequest, GenerateResponse> getMethodDescriptor() {
      return RouterGrpc.getGenerateMethod();
    }

    @Override
    public void request(int messages) {}

    @Override
    public void sendHeaders(Metadata headers) {}

    @Override
    public void sendMessage(GenerateResponse message) {}

    @Override
    public boolean isCancelled() {
      return false;
    }
  }

  @Test
  void oneThatCannotBeEndedLeavesAllOthersTheirLimit() throws Exception {
    Stubborn stubborn = new Stubborn();
    Metadata headers = new Metadata();
    arrivals
        .newServerStreamTracer("any", headers)
        .filterContext(Context.ROOT)
        .run(() ->
            assertThat(arrivals.interceptCall(stubborn, headers, (_, _) -> new Silent()))
                .isNotNull());
    now.addAndGet(PATIENCE.toNanos());
    assertThat(stubborn.tried.await(1, TimeUnit.MINUTES)).isTrue();

    assertThat(codeOfUnfinished()).isEqualTo(Code.DEADLINE_EXCEEDED);
  }

  private static final class Silent extends ServerCall.Listener<GenerateRequest> {}

  @Test
  void streamsOfMessagesHoldNoRoomHoweverManyCome() throws Exception {
    Semaphore answers = new Semaphore(0);
    StreamObserver<ServerReflectionRequest> stream =
        ServerReflectionGrpc.newStub(channels.getFirst())
            .serverReflectionInfo(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ServerReflectionResponse answer) {
                    answers.release();
                  }

                  @Override
                  public void onError(Throwable end) {}

                  @Override
                  public void onCompleted() {}
                });
    ServerReflectionRequest large =
        ServerReflectionRequest.newBuilder().setFileContainingSymbol("a".repeat(50_000)).build();

    for (int i = 0; i < 5; i++) {
      stream.onNext(large);
      assertThat(answers.tryAcquire(1, TimeUnit.MINUTES)).isTrue();
    }

    awaitNothingHeld();
    stream.onCompleted();
  }

  @Test
  void aCallThatIsAnsweredSlowlyIsNotEnded() throws Exception {
    CompletableFuture<Status> slow = call(GenerateRequest.getDefaultInstance(), true);
    StreamObserver<GenerateResponse> slowAsked = nextAsked();

    assertThat(codeOfUnfinished()).isEqualTo(Code.DEADLINE_EXCEEDED);
    answer(slowAsked);

    assertThat(code(slow)).isEqualTo(Code.OK);
  }
}
