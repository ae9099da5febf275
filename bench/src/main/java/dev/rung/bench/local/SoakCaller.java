package dev.rung.bench.local;

import dev.rung.v1.GenerateResponse;
import dev.rung.v1.RouterGrpc;
import dev.rung.v1.RouterGrpc.RouterFutureStub;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls a daemon in ways that it draws, one after the other, and checks each text against the one
 * that was generated alone.
 */
final class SoakCaller implements Runnable {
  /** So little that the daemon must wait for a slow reader. */
  private static final int NARROW_WINDOW = 64;

  /** More than the daemon lets wait. */
  private static final int CROWD = 96;

  /** What the daemon says of a model that takes no more calls, and of one that takes too long. */
  private static final String FULL = "answers at once and lets";

  private static final String TOO_SLOW = "are left for it";

  private final int port;
  private final Map<String, String> alone;
  private final List<String> prompts;
  private final SoakTally tally;
  private final AtomicBoolean stop;
  private final Random random;
  private ManagedChannel channel;

  /**
   * A caller with a connection of its own.
   *
   * @param alone prompts, and what is answered to them
   * @param stop ends it after the call at work
   */
  SoakCaller(int port, Map<String, String> alone, SoakTally tally, AtomicBoolean stop, long seed) {
    this.port = port;
    this.alone = alone;
    this.prompts = List.copyOf(alone.keySet());
    this.tally = tally;
    this.stop = stop;
    this.random = new Random(seed);
    this.channel = connected(NettyChannelBuilder.DEFAULT_FLOW_CONTROL_WINDOW);
  }

  @Override
  public void run() {
    try {
      while (!stop.get()) {
        call(random.nextInt(1_000));
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(30)).toNanos());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      channel.shutdownNow();
    }
  }

  private void call(int draw) throws InterruptedException {
    String prompt = prompts.get(random.nextInt(prompts.size()));
    SoakCall whole = SoakCall.whole(prompt);
    if (draw < 550) {
      check("whole", whole, false);
    } else if (draw < 720) {
      check(
          "cancelled",
          new SoakCall(prompt, random.nextInt(1, 20), Duration.ZERO, whole.deadline()),
          false);
    } else if (draw < 850) {
      Duration deadline = Duration.ofMillis(random.nextInt(1, 3_000));
      check("deadline", new SoakCall(prompt, whole.chunks(), Duration.ZERO, deadline), true);
    } else if (draw < 950) {
      slowly(prompt);
    } else if (draw < 997) {
      reconnect();
    } else {
      crowd();
    }
  }

  private void slowly(String prompt) {
    ManagedChannel usual = channel;
    channel = connected(NARROW_WINDOW);
    try {
      Duration pause = Duration.ofMillis(random.nextInt(5, 40));
      SoakCall call = new SoakCall(prompt, Integer.MAX_VALUE, pause, Duration.ofMinutes(2));
      check("slow", call, false);
    } finally {
      channel.shutdownNow();
      channel = usual;
    }
  }

  /** Leaves without a word, and comes back. */
  private void reconnect() {
    channel.shutdownNow();
    channel = connected(NettyChannelBuilder.DEFAULT_FLOW_CONTROL_WINDOW);
    tally.ended("connected anew");
  }

  private void check(String kind, SoakCall call, boolean late) {
    SoakCall.Heard heard = call.over(channel);
    String right = alone.getOrDefault(call.prompt(), "");
    boolean same = heard.isWhole() ? right.equals(heard.text()) : right.startsWith(heard.text());
    if (!same) {
      tally.wrong(kind + ", another text than alone");
    } else if (heard.error().isPresent()) {
      failed(kind, heard.error().get(), late);
    } else if (heard.isWhole()) {
      tally.ended(kind + ", answered");
    } else if (heard.end().isEmpty()) {
      tally.ended(kind + ", left");
    } else if (late) {
      tally.ended(kind + ", answered in short");
    } else {
      tally.wrong(kind + ", ended with " + heard.end().get());
    }
  }

  private void failed(String kind, StatusRuntimeException error, boolean late) {
    Status status = error.getStatus();
    String why = String.valueOf(status.getDescription());
    if (why.contains(FULL)) {
      tally.ended(kind + ", refused by a full model");
    } else if (late && status.getCode() == Status.Code.DEADLINE_EXCEEDED) {
      tally.ended(kind + ", passed");
    } else if (late && why.contains(TOO_SLOW)) {
      tally.ended(kind + ", refused as too short");
    } else {
      tally.wrong(kind + ", " + status);
    }
  }

  /** More calls at once than may wait. */
  private void crowd() throws InterruptedException {
    RouterFutureStub router = RouterGrpc.newFutureStub(channel);
    String prompt = prompts.get(random.nextInt(prompts.size()));
    List<Future<GenerateResponse>> answers = new ArrayList<>();
    for (int i = 0; i < CROWD; i++) {
      answers.add(router.generate(SoakCall.request(prompt)));
    }
    for (Future<GenerateResponse> answer : answers) {
      try {
        boolean same = answer.get().getText().equals(alone.get(prompt));
        if (same) {
          tally.ended("crowd, answered");
        } else {
          tally.wrong("crowd, another text than alone");
        }
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof StatusRuntimeException refused)) {
          throw new IllegalStateException(e);
        }
        failed("crowd", refused, false);
      }
    }
  }

  private ManagedChannel connected(int window) {
    return NettyChannelBuilder.forAddress("127.0.0.1", port)
        .usePlaintext()
        .flowControlWindow(window)
        .build();
  }
}
