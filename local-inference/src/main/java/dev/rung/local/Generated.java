package dev.rung.local;

/**
 * How an answer ended. Its text went to the listener.
 *
 * @param promptTokens tokens of the conversation as the model saw it
 * @param generatedTokens tokens that were made, the end token not counted
 */
public record Generated(int promptTokens, int generatedTokens, End end) {

  /** Why it ended. */
  public enum End {
    /** The model's end token or a stop text. */
    STOP,
    /** {@link GenerationOptions#maxTokens} or the context window. */
    LENGTH,
    /** The listener wanted no more. */
    LISTENER
  }
}
