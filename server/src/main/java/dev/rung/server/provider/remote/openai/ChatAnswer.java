package dev.rung.server.provider.remote.openai;

import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Usage;
import dev.rung.server.provider.Completion;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.remote.wire.ErrorBody;
import dev.rung.server.provider.remote.wire.Failures;
import java.util.Optional;

/** Hands an answer on as it comes and knows in the end how it went. One call, one thread. */
final class ChatAnswer {
  private final Prompt prompt;
  private final ChunkSink sink;
  private final Failures failures;
  private final ToolCalls toolCalls;
  private boolean anyText;
  private String id = "";
  private String finishReason = "";
  private Optional<Usage> usage = Optional.empty();

  ChatAnswer(Prompt prompt, ChunkSink sink, Failures failures) {
    this.prompt = prompt;
    this.sink = sink;
    this.failures = failures;
    this.toolCalls = new ToolCalls(prompt);
  }

  void accept(ChatEvent event) throws ProviderException, CallerGoneException, InterruptedException {
    id = id.isEmpty() ? event.id() : id;
    finishReason = event.finishReason().isEmpty() ? finishReason : event.finishReason();
    usage = event.usage().or(() -> usage);
    event.usage().ifPresent(counted -> sink.counted(soFar(counted)));
    Optional<ErrorBody> error = event.error();
    if (error.isPresent()) {
      throw withUsage(failures.inBand(error.get(), Optional.of(prompt)));
    }
    String text = event.text();
    if (!text.isEmpty()) {
      anyText = true;
      sink.accept(new Chunk.Delta(text));
    }
    for (ChatEvent.ToolPiece piece : event.toolPieces()) {
      Optional<Chunk.ToolCallDelta> delta = toolCalls.accept(piece);
      if (delta.isPresent()) {
        sink.accept(delta.get());
      }
    }
  }

  /** Whether the provider said that the answer is whole. */
  boolean finished() {
    return !finishReason.isEmpty();
  }

  /**
   * How it went.
   *
   * @param endMarked whether the provider marked the end of its response
   * @param requestId as the response's head says
   */
  Completion complete(boolean endMarked, Optional<String> requestId)
      throws ProviderException, CallerGoneException, InterruptedException {
    if (!finished() && !endMarked) {
      throw withUsage(failures.bad("cut its answer off: the stream ended without an end mark"));
    }
    FinishReason reason = reason();
    boolean empty = !anyText && toolCalls.none();
    if (empty && reason != FinishReason.CONTENT_FILTER && reason != FinishReason.LENGTH) {
      throw withUsage(failures.bad("gave an empty answer"));
    }
    if (reason != FinishReason.LENGTH) {
      for (Chunk.ToolCallDelta rest : toolCalls.end()) {
        sink.accept(rest);
      }
    }
    Optional<String> name = requestId.or(() -> Optional.of(id).filter(own -> !own.isEmpty()));
    return new Completion(reason, usage, name);
  }

  /** The failure, with what the provider counted until then. */
  ProviderException withUsage(ProviderException failure) {
    return usage.map(counted -> failure.withUsage(soFar(counted))).orElse(failure);
  }

  /** Estimated until a finish reason came: some servers count with every event. */
  private Usage soFar(Usage counted) {
    return finished() ? counted : counted.estimatedWith(counted.outputTokens());
  }

  /** Unknown reasons end an answer like any other. */
  private FinishReason reason() throws ProviderException {
    return switch (finishReason) {
      case "length", "incomplete", "max_tokens", "model_context_window_exceeded" ->
          FinishReason.LENGTH;
      case "tool_calls", "function_call" -> FinishReason.TOOL_CALLS;
      case "content_filter", "sensitive" -> FinishReason.CONTENT_FILTER;
      case "error", "network_error", "abort", "insufficient_system_resource" ->
          throw withUsage(failures.unavailable("ended its answer in an error"));
      default -> toolCalls.none() ? FinishReason.STOP : FinishReason.TOOL_CALLS;
    };
  }
}
