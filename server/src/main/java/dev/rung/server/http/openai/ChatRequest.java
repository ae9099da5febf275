package dev.rung.server.http.openai;

import dev.rung.server.call.Reading;
import java.util.List;

/**
 * A request for a chat completion as it was read.
 *
 * @param stream whether the answer is wanted as events
 * @param includeUsage whether a stream ends with its usage
 * @param ignored fields that have no effect on the answer
 */
record ChatRequest(Reading reading, boolean stream, boolean includeUsage, List<String> ignored) {
  ChatRequest {
    ignored = List.copyOf(ignored);
  }
}
