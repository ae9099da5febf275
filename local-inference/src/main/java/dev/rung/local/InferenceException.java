package dev.rung.local;

/** A local model gave no (whole) answer. The message holds no text of prompt or answer. */
public final class InferenceException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** The files of the model are damaged, or of a kind that is not supported. */
    BAD_CHECKPOINT,
    CONTEXT_TOO_LONG,
    /** The model was not taught conversations of this form. */
    BAD_CONVERSATION,
    OUT_OF_MEMORY,
    /** The queue in front of the model is full. */
    BUSY,
    TIME_LIMIT,
    CLOSED,
    /** The model itself failed. */
    FAILED,
    /** The model failed for good: it must be loaded again. */
    ENDED
  }

  private final Reason reason;

  public InferenceException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public InferenceException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
