package dev.rung.local;

import java.util.List;

/**
 * A language model in this process.
 *
 * <p>Threads: any number of calls at once; a call blocks its thread while the model's own threads
 * work. Interrupting it ends the work within one token.
 */
public interface LocalModel extends AutoCloseable {

  ModelInfo info();

  /**
   * Continues a conversation.
   *
   * @param conversation oldest turn first, not empty
   * @param listener told of every piece of text as it comes, on the calling thread
   * @throws InferenceException when there is no (whole) answer
   * @throws InterruptedException when the calling thread is interrupted
   */
  Generated generate(List<Turn> conversation, GenerationOptions options, TokenListener listener)
      throws InferenceException, InterruptedException;

  /**
   * A conversation as it can be asked within so many tokens: the oldest turns are left out, then
   * the middle of material, then that of what the user sent last; never what is to be done.
   * Milliseconds, on the calling thread.
   *
   * @param conversation oldest turn first, not empty; of any length
   * @param tokens of its prompt at most
   * @throws InferenceException when leaving out is not enough, or the model was not taught such a
   *     conversation
   */
  Fitted fit(List<Turn> conversation, int tokens) throws InferenceException;

  /** Frees memory. Calls at work fail with {@link InferenceException.Reason#CLOSED}. */
  @Override
  void close();
}
