package dev.rung.server.app;

import dev.rung.server.rpc.Errors;
import dev.rung.v1.GenerateChunk;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.GenerateResponse;
import dev.rung.v1.RouterGrpc;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One request of a caller and all that came of it. */
final class ChaosCall {
  /** How a caller behaves. */
  enum Kind {
    UNARY,
    STREAM,
    /** Leaves as soon as something comes. */
    LEAVES_AT_FIRST_WORD,
    /** Leaves at once. */
    LEAVES_AT_ONCE,
    HURRIED
  }

  /** Far more than every model hanging once, far less than forever. */
  private static final Duration PATIENT = Duration.ofSeconds(60);

  private static final int HURRY_MILLIS = 150;

  private final int number;
  private final Kind kind;
  private final int millis;
  private final StringBuilder text = new StringBuilder();
  private final AtomicInteger ends = new AtomicInteger();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile @Nullable GenerateResponse response;
  private volatile @Nullable StatusRuntimeException error;
  private volatile boolean wordAfterTheEnd;

  private ChaosCall(int number, Kind kind, int millis) {
    this.number = number;
    this.kind = kind;
    this.millis = millis;
  }

  /** Of ten calls four are unary, four are streams, and the others leave or hurry. */
  static ChaosCall drawn(int number, Random random) {
    int dice = random.nextInt(40);
    Kind kind =
        dice < 16
            ? Kind.UNARY
            : dice < 32
                ? Kind.STREAM
                : dice < 35
                    ? Kind.LEAVES_AT_FIRST_WORD
                    : dice < 37 ? Kind.LEAVES_AT_ONCE : Kind.HURRIED;
    return new ChaosCall(number, kind, 1 + random.nextInt(HURRY_MILLIS));
  }

  /** Asks, and returns once it has ended. */
  void run(RouterGrpc.RouterStub router) throws InterruptedException {
    GenerateRequest request =
        GenerateRequest.newBuilder()
            .setPrompt("Write a Java function that sorts case " + number + " of many lists.")
            .build();
    long limit = kind == Kind.HURRIED ? millis : PATIENT.toMillis();
    RouterGrpc.RouterStub limited = router.withDeadlineAfter(limit, TimeUnit.MILLISECONDS);
    if (kind == Kind.UNARY) {
      limited.generate(request, new Unary());
    } else {
      limited.generateStream(request, new Streamed());
    }
    if (!ended.await(2 * PATIENT.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("case " + number + " has not ended: " + kind);
    }
  }

  int number() {
    return number;
  }

  Kind kind() {
    return kind;
  }

  /** Whether only the models can keep it from its answer. */
  boolean isPatient() {
    return kind == Kind.UNARY || kind == Kind.STREAM;
  }

  boolean isAnswered() {
    return response != null && error == null;
  }

  Optional<GenerateResponse> response() {
    return Optional.ofNullable(response);
  }

  Optional<Code> code() {
    return Optional.ofNullable(error).map(Errors::code);
  }

  String text() {
    return text.toString();
  }

  /** How often it was told that this is the end: 1. */
  int ends() {
    return ends.get();
  }

  boolean hadAWordAfterTheEnd() {
    return wordAfterTheEnd;
  }

  private void take(String delta) {
    wordAfterTheEnd |= ends.get() > 0 || response != null;
    text.append(delta);
  }

  private abstract class Listener<T> implements ClientResponseObserver<GenerateRequest, T> {
    private @Nullable ClientCallStreamObserver<GenerateRequest> call;

    @Override
    public void beforeStart(ClientCallStreamObserver<GenerateRequest> stream) {
      call = stream;
    }

    final void leave() {
      if (call != null) {
        call.cancel("enough", null);
      }
    }

    @Override
    public void onError(Throwable failure) {
      error = (StatusRuntimeException) failure;
      onCompleted();
    }

    @Override
    public void onCompleted() {
      ends.incrementAndGet();
      ended.countDown();
    }
  }

  private final class Unary extends Listener<GenerateResponse> {
    @Override
    public void onNext(GenerateResponse whole) {
      take(whole.getText());
      response = whole;
    }
  }

  private final class Streamed extends Listener<GenerateChunk> {
    @Override
    public void beforeStart(ClientCallStreamObserver<GenerateRequest> stream) {
      super.beforeStart(stream);
      if (kind == Kind.LEAVES_AT_ONCE) {
        stream.setOnReadyHandler(this::leave);
      }
    }

    @Override
    public void onNext(GenerateChunk chunk) {
      if (chunk.hasFinal()) {
        wordAfterTheEnd |= response != null;
        response = chunk.getFinal();
      } else {
        take(chunk.getDelta());
      }
      if (kind == Kind.LEAVES_AT_FIRST_WORD) {
        leave();
      }
    }
  }
}
