package dev.rung.server.simulate;

import dev.rung.server.generate.Hints;
import dev.rung.server.generate.Limits;
import dev.rung.server.generate.Prompt;
import java.util.OptionalInt;

/**
 * One request of a file of tasks.
 *
 * @param id as the file has it, else its line, such as "line 7"
 * @param maxTokens output tokens that the caller allows
 * @param outputTokens how long its answer is known to be; absent where it has to be guessed
 */
public record Task(
    String id,
    Prompt prompt,
    Hints hints,
    Limits limits,
    OptionalInt maxTokens,
    OptionalInt outputTokens) {

  /** Without the prompt: it is never logged. */
  @Override
  public String toString() {
    return "Task[" + id + "]";
  }
}
