package dev.rung.server.feedback;

/**
 * A verdict on its way in.
 *
 * @param tenant who says it
 * @param id of the answer
 * @param comment may be empty
 */
public record Opinion(String tenant, String id, Verdict verdict, String comment) {
  /** Without the comment: it may quote a prompt. */
  @Override
  public String toString() {
    return "Opinion[" + id + "]";
  }
}
