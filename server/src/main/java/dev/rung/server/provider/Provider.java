package dev.rung.server.provider;

import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.ChunkSink;

/**
 * Something that answers: a remote API or a model in this process.
 *
 * <p>Threads: any number of calls at once; a call blocks its thread, which should be a virtual one.
 * Interrupting that thread, or the passing of {@link Call#deadline()}, ends the call and whatever
 * runs for it at the far end, within milliseconds.
 */
public interface Provider extends AutoCloseable {

  /**
   * Makes one attempt; never retries by itself, since a hidden retry bills twice.
   *
   * <p>Every piece of the answer goes through {@code sink}, for unary calls in one piece. Nothing
   * is handed on before real output came: start-up events, keep-alives and empty deltas are held
   * back.
   *
   * @return how it ended and what it used
   * @throws ProviderException when the provider fails, also after part of the answer
   * @throws CallerGoneException as {@code sink} threw it
   * @throws InterruptedException when the thread is interrupted; an {@link UnsentException} before
   *     anything was sent
   */
  Completion generate(Call call, ChunkSink sink)
      throws ProviderException, CallerGoneException, InterruptedException;

  /** Closes connections. Calls in flight fail with {@link FailureKind#UNAVAILABLE}. */
  @Override
  void close();
}
