package dev.rung.server.generate;

/** One request, checked and complete. Never logged: it holds the prompt. */
public record GenerateRequest(
    RequestId id,
    Caller caller,
    Prompt prompt,
    Sampling sampling,
    Limits limits,
    Hints hints,
    Deadline deadline) {
  @Override
  public String toString() {
    return "GenerateRequest[" + id + "]";
  }
}
