package dev.rung.server.rpc;

import dev.rung.server.call.Reading;
import dev.rung.server.call.Violations;
import dev.rung.server.generate.Caller;
import dev.rung.server.generate.Deadline;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Hints;
import dev.rung.server.generate.Limits;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.RequestId;
import dev.rung.server.generate.Sampling;
import java.util.Map;
import java.util.Optional;

/** Checks a request of the contract, every field of it, and turns it into the domain's. */
final class RequestReader {
  private static final int MAX_PAIRS = 32;

  private final long maxTextBytes;

  /** Prompt, messages, context documents and tools may together hold so many bytes of text. */
  RequestReader(long maxTextBytes) {
    this.maxTextBytes = maxTextBytes;
  }

  Reading read(dev.rung.v1.GenerateRequest in, RequestId id, Caller caller, Deadline deadline) {
    return read(in, id, caller, deadline, new Violations(maxTextBytes));
  }

  /** The same; what is wrong, and how much text there was, is told to {@code violations} too. */
  Reading read(
      dev.rung.v1.GenerateRequest in,
      RequestId id,
      Caller caller,
      Deadline deadline,
      Violations violations) {
    Optional<Prompt> prompt = PromptReader.read(in, violations);
    Sampling sampling = SamplingReader.read(in, violations);
    Limits limits = LimitsReader.read(in, violations);
    Hints hints = in.hasHints() ? HintsReader.read(in.getHints(), violations) : Hints.NONE;
    checkMetadata(in.getMetadataMap(), violations);
    if (prompt.isEmpty() || !violations.isEmpty()) {
      return new Reading.Invalid(violations.found());
    }
    return new Reading.Valid(
        new GenerateRequest(id, caller, prompt.get(), sampling, limits, hints, deadline));
  }

  private static void checkMetadata(Map<String, String> metadata, Violations violations) {
    if (metadata.isEmpty()) {
      return;
    }
    if (metadata.size() > MAX_PAIRS) {
      violations.add("metadata", "must have at most " + MAX_PAIRS + " pairs");
      return;
    }
    metadata.forEach((key, value) -> {
      violations.check(!key.isBlank(), "metadata", "must not have a blank key");
      violations.name("metadata", key);
      violations.name("metadata", value);
    });
  }
}
