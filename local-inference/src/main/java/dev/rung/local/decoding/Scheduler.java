package dev.rung.local.decoding;

import dev.rung.local.Generated;
import dev.rung.local.Generated.End;
import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import dev.rung.local.TokenListener;
import java.util.Set;
import java.util.concurrent.ThreadFactory;

/**
 * Shares one decoder among many callers. Owns the decoder, and the one thread that uses it.
 *
 * <p>Threads: any number of calls at once.
 */
final class Scheduler implements AutoCloseable {
  private final Decoder decoder;
  private final Set<Integer> endTokens;
  private final DecodingSettings settings;
  private final WaitingLine line;
  private final DecodeLoop loop;
  private final Thread thread;

  private Scheduler(
      String name,
      Decoder decoder,
      Set<Integer> endTokens,
      DecodingSettings settings,
      Runnable atEnd,
      ThreadFactory threads) {
    this.decoder = decoder;
    this.endTokens = Set.copyOf(endTokens);
    this.settings = settings;
    this.line = new WaitingLine(settings.maxSequences(), settings.maxWaiting());
    this.loop = new DecodeLoop(decoder, settings, line, atEnd);
    this.thread = threads.newThread(loop);
    thread.setName("decode " + name);
  }

  /**
   * Starts the decode loop.
   *
   * @param name for the thread
   * @param atEnd told on the loop's thread when the decoder is closed
   */
  static Scheduler start(
      String name,
      Decoder decoder,
      Set<Integer> endTokens,
      DecodingSettings settings,
      Runnable atEnd) {
    return start(name, decoder, endTokens, settings, atEnd, Thread.ofPlatform().daemon().factory());
  }

  /**
   * The same.
   *
   * @param threads asked once; where its thread does not start, the decoder is closed
   */
  static Scheduler start(
      String name,
      Decoder decoder,
      Set<Integer> endTokens,
      DecodingSettings settings,
      Runnable atEnd,
      ThreadFactory threads) {
    Scheduler scheduler = new Scheduler(name, decoder, endTokens, settings, atEnd, threads);
    boolean started = false;
    try {
      scheduler.thread.start();
      started = true;
      return scheduler;
    } finally {
      if (!started) {
        // What the loop frees at its end is freed here, since it never begins.
        scheduler.line.close(Reason.CLOSED, "the model is closed");
        scheduler.loop.run();
      }
    }
  }

  /**
   * Makes an answer.
   *
   * @param listener told on the calling thread; while it does not return, and the queue of text
   *     between it and the loop is full, only this answer pauses
   */
  Generated generate(Request request, TokenListener listener)
      throws InferenceException, InterruptedException {
    Answer answer = new Answer(request, mostTokens(request), endTokens);
    refuseTooLarge(answer);
    line.enter(answer);
    try {
      return read(answer, listener);
    } finally {
      line.leave(answer);
    }
  }

  private Generated read(Answer answer, TokenListener listener)
      throws InferenceException, InterruptedException {
    while (true) {
      String text = answer.queue().take(answer.request().deadline());
      if (text.isEmpty()) {
        return answer.generated(answer.queue().ended());
      }
      line.wake();
      if (!listener.onText(text)) {
        answer.cancel();
        return answer.generated(End.LISTENER);
      }
    }
  }

  private int mostTokens(Request request) throws InferenceException {
    int room = decoder.contextWindow() - request.prompt().length;
    if (room < 1) {
      throw new InferenceException(
          Reason.CONTEXT_TOO_LONG,
          "the prompt has %d tokens; the model takes %d, with one at least for the answer"
              .formatted(request.prompt().length, decoder.contextWindow()));
    }
    return Math.min(room, request.options().maxTokens());
  }

  private void refuseTooLarge(Answer answer) throws InferenceException {
    long bytes = decoder.sequenceBytes(answer.capacity());
    if (bytes > settings.cacheBytes()) {
      throw new InferenceException(
          Reason.CONTEXT_TOO_LONG,
          "%d tokens take %d bytes; the model may take %d: ask for fewer, or allow it more"
              .formatted(answer.capacity(), bytes, settings.cacheBytes()));
    }
  }

  /** Answers that are being made. */
  int working() {
    return loop.working();
  }

  /** Calls that have not returned. */
  int inside() {
    return line.inside();
  }

  /** Calls that wait for their turn. */
  int waiting() {
    return line.size();
  }

  /** Ends all calls at once, and waits a bounded time for the step at work. */
  @Override
  public void close() {
    line.close(Reason.CLOSED, "the model is closed");
    try {
      thread.join(settings.closeLimit());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
