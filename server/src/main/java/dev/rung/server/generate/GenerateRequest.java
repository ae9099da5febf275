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

  /** The same within other limits. */
  public GenerateRequest within(Limits others) {
    return new GenerateRequest(id, caller, prompt, sampling, others, hints, deadline);
  }

  @Override
  public String toString() {
    return "GenerateRequest[" + id + "]";
  }
}
