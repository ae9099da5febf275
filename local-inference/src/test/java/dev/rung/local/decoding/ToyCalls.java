package dev.rung.local.decoding;

import dev.rung.local.Generated;
import dev.rung.local.GenerationOptions;
import dev.rung.local.InferenceException;
import dev.rung.local.TokenListener;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Requests to a toy, whose token 7 has the text "7 ". */
final class ToyCalls {
  static final Duration LONG = Duration.ofSeconds(60);

  private ToyCalls() {}

  /** An answer with its text. */
  record Told(String text, Generated generated) {}

  /** A call on a thread of its own. */
  record Call(Thread thread, CompletableFuture<Told> told) {}

  static DecodingSettings settings(int maxSequences, int maxWaiting, int prefillTokens) {
    return new DecodingSettings(
        maxSequences, maxWaiting, prefillTokens, 1_000_000, false, 0, LONG, Duration.ofSeconds(30));
  }

  static GenerationOptions greedy(int maxTokens) {
    return GenerationOptions.greedy(maxTokens, LONG);
  }

  static int[] prompt(long seed, int length) {
    return new Random(seed).ints(length, 0, ToyDecoder.VOCABULARY).toArray();
  }

  static Request request(int[] prompt, GenerationOptions options) {
    return new Request(
        prompt, options, options.stop(), new Numbers(), Deadline.after(options.timeLimit()));
  }

  static String text(List<Integer> tokens) {
    return tokens.stream().map(token -> token + " ").collect(Collectors.joining());
  }

  static Told tell(Scheduler scheduler, Request request)
      throws InferenceException, InterruptedException {
    return tell(scheduler, request, piece -> true);
  }

  static Told tell(Scheduler scheduler, Request request, TokenListener listener)
      throws InferenceException, InterruptedException {
    StringBuilder text = new StringBuilder();
    Generated generated =
        scheduler.generate(
            request,
            piece -> {
              text.append(piece);
              return listener.onText(piece);
            });
    return new Told(text.toString(), generated);
  }

  /** Waits for what another thread is about to do. */
  static void await(BooleanSupplier condition) {
    Deadline deadline = Deadline.after(LONG);
    while (!condition.getAsBoolean()) {
      if (deadline.isOver()) {
        throw new AssertionError("what was to come did not come");
      }
      LockSupport.parkNanos(100_000);
    }
  }

  static Call call(Scheduler scheduler, Request request) {
    return call(scheduler, request, piece -> true);
  }

  static Call call(Scheduler scheduler, Request request, TokenListener listener) {
    CompletableFuture<Told> told = new CompletableFuture<>();
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                told.complete(tell(scheduler, request, listener));
              } catch (InferenceException | InterruptedException | RuntimeException e) {
                told.completeExceptionally(e);
              }
            });
    return new Call(thread, told);
  }

  private record Numbers() implements Pieces {
    @Override
    public String push(int token) {
      return token + " ";
    }

    @Override
    public String end() {
      return "";
    }

    @Override
    public String alone(int token) {
      return token + " ";
    }
  }
}
