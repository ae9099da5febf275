package dev.rung.bench.local;

import dev.rung.v1.CachePolicy;
import dev.rung.v1.FinishReason;
import dev.rung.v1.GenerateChunk;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.RouterGrpc;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A stream of one answer.
 *
 * @param chunks after which the caller goes away; {@link Integer#MAX_VALUE} for never
 * @param pause of the reader after each chunk
 * @param deadline of the call
 */
record SoakCall(String prompt, int chunks, Duration pause, Duration deadline) {
  static final String MODEL = "rung-tiny";
  private static final int MOST_TOKENS = 96;

  /**
   * What came.
   *
   * @param end how the daemon ended the answer; absent when it did not
   * @param error that ended the call, if one did
   */
  record Heard(String text, Optional<FinishReason> end, Optional<StatusRuntimeException> error) {
    /** Whether it is the answer to its end. */
    boolean isWhole() {
      return end.equals(Optional.of(FinishReason.STOP));
    }
  }

  static SoakCall whole(String prompt) {
    return new SoakCall(prompt, Integer.MAX_VALUE, Duration.ZERO, Duration.ofMinutes(2));
  }

  /** What asks for an answer of the model itself, the likeliest one. */
  static GenerateRequest request(String prompt) {
    return GenerateRequest.newBuilder()
        .setPrompt(prompt)
        .setModel(MODEL)
        .setTemperature(0)
        .setMaxTokens(MOST_TOKENS)
        .setCache(CachePolicy.BYPASS)
        .setTemplates(GenerateRequest.TemplatePolicy.OFF)
        .build();
  }

  /** Reads on the calling thread. */
  Heard over(Channel channel) {
    StringBuilder text = new StringBuilder();
    Optional<FinishReason> end = Optional.empty();
    Context.CancellableContext context = Context.current().withCancellation();
    Context before = context.attach();
    try {
      Iterator<GenerateChunk> answer =
          RouterGrpc.newBlockingStub(channel)
              .withDeadlineAfter(deadline.toNanos(), TimeUnit.NANOSECONDS)
              .generateStream(request(prompt));
      int heard = 0;
      while (heard < chunks && answer.hasNext()) {
        GenerateChunk chunk = answer.next();
        text.append(chunk.getDelta());
        end = chunk.hasFinal() ? Optional.of(chunk.getFinal().getFinishReason()) : Optional.empty();
        heard++;
        LockSupport.parkNanos(pause.toNanos());
      }
      return new Heard(text.toString(), end, Optional.empty());
    } catch (StatusRuntimeException e) {
      return new Heard(text.toString(), end, Optional.of(e));
    } finally {
      context.detach(before);
      context.cancel(null);
    }
  }
}
