package dev.rung.server.provider.remote.wire;

import dev.rung.server.generate.Message;
import dev.rung.server.generate.Part;
import dev.rung.server.generate.Prompt;

/**
 * Ids for tool calls that a provider gives none to: "call_" and how many calls the conversation had
 * before. The same answer to the same prompt gets the same ids, and no two calls of a conversation
 * share one, which other providers refuse. One answer, one thread.
 */
public final class CallIds {
  private int next;

  /** For an answer to this prompt. */
  public CallIds(Prompt prompt) {
    for (Message message : prompt.messages()) {
      for (Part part : message.parts()) {
        next += part instanceof Part.Call ? 1 : 0;
      }
    }
  }

  /** The id of the answer's next call, whether it needs one or brings its own. */
  public String next(String own) {
    int number = next++;
    return own.isEmpty() ? "call_" + number : own;
  }
}
