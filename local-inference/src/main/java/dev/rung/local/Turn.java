package dev.rung.local;

/**
 * One turn of a conversation.
 *
 * @param material whether it is something to read, such as documents, rather than something to do:
 *     its middle may be left out where the conversation is too long
 */
public record Turn(Speaker speaker, String text, boolean material) {
  public Turn(Speaker speaker, String text) {
    this(speaker, text, false);
  }

  /** Who said it. */
  public enum Speaker {
    SYSTEM,
    USER,
    ASSISTANT
  }
}
