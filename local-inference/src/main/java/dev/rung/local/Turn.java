package dev.rung.local;

/** One turn of a conversation. */
public record Turn(Speaker speaker, String text) {

  /** Who said it. */
  public enum Speaker {
    SYSTEM,
    USER,
    ASSISTANT
  }
}
