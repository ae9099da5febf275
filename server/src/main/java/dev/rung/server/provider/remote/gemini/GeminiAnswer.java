package dev.rung.server.provider.remote.gemini;

import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Usage;
import dev.rung.server.provider.Completion;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.remote.wire.AnswerResponse;
import dev.rung.server.provider.remote.wire.CallIds;
import dev.rung.server.provider.remote.wire.Failures;
import dev.rung.server.provider.remote.wire.HttpExchange;
import dev.rung.server.provider.remote.wire.Slice;
import java.io.IOException;
import java.util.Optional;

/**
 * Hands an answer on as it comes and knows in the end how it went. A stream has no end mark: it is
 * whole where a finish reason came before it ended. One call, one thread.
 */
final class GeminiAnswer implements AnswerResponse.Answer {
  private final HttpExchange exchange;
  private final Prompt prompt;
  private final ChunkSink sink;
  private final Failures failures;
  private final CallIds ids;
  private final GeminiChunk chunk = new GeminiChunk();
  private boolean anyText;
  private int calls;
  private String id = "";
  private String finishReason = "";
  private Optional<Usage> usage = Optional.empty();

  GeminiAnswer(HttpExchange exchange, Prompt prompt, ChunkSink sink, Failures failures) {
    this.exchange = exchange;
    this.prompt = prompt;
    this.sink = sink;
    this.failures = failures;
    this.ids = new CallIds(prompt);
  }

  /** Reads the response; returns when the answer is whole. */
  Completion read(boolean streamAsked)
      throws ProviderException, CallerGoneException, InterruptedException {
    new AnswerResponse(exchange, this, failures).read(streamAsked);
    if (!finished()) {
      throw withUsage(failures.bad("cut its answer off: it ended without a finish reason"));
    }
    FinishReason reason = reason();
    boolean empty = !anyText && calls == 0;
    if (empty && reason != FinishReason.CONTENT_FILTER && reason != FinishReason.LENGTH) {
      throw withUsage(failures.bad("gave an empty answer"));
    }
    return new Completion(reason, usage, Optional.of(id).filter(own -> !own.isEmpty()));
  }

  @Override
  public boolean event(Slice data)
      throws IOException, ProviderException, CallerGoneException, InterruptedException {
    chunk.read(data);
    accept();
    return false;
  }

  @Override
  public void whole(Slice body)
      throws IOException, ProviderException, CallerGoneException, InterruptedException {
    chunk.read(body);
    accept();
    if (!chunk.isAnswer()) {
      throw withUsage(failures.bad("sent a response without candidates"));
    }
  }

  @Override
  public boolean finished() {
    return !finishReason.isEmpty();
  }

  @Override
  public ProviderException withUsage(ProviderException failure) {
    return usage.map(counted -> failure.withUsage(soFar(counted))).orElse(failure);
  }

  private void accept() throws ProviderException, CallerGoneException, InterruptedException {
    id = id.isEmpty() ? chunk.id() : id;
    finishReason = chunk.finishReason().isEmpty() ? finishReason : chunk.finishReason();
    usage = chunk.usage().or(() -> usage);
    chunk.usage().ifPresent(counted -> sink.counted(soFar(counted)));
    if (chunk.error().isPresent()) {
      throw withUsage(failures.inBand(chunk.error().get(), Optional.of(prompt)));
    }
    if (!chunk.blockReason().isEmpty()) {
      throw withUsage(failures.filtered("does not answer this prompt", chunk.blockReason()));
    }
    if (chunk.isOutput()) {
      exchange.outputBegan();
    }
    handOn();
  }

  private void handOn() throws CallerGoneException, InterruptedException {
    String text = chunk.text();
    if (!text.isEmpty()) {
      anyText = true;
      sink.accept(new Chunk.Delta(text));
    }
    for (GeminiChunk.Call call : chunk.calls()) {
      sink.accept(
          new Chunk.ToolCallDelta(calls++, ids.next(call.id()), call.name(), call.arguments()));
    }
  }

  /** Estimated until a finish reason came: the next chunk counts more. */
  private Usage soFar(Usage counted) {
    return new Usage(
        counted.inputTokens(),
        counted.cachedInputTokens(),
        counted.outputTokens(),
        counted.reasoningTokens(),
        !finished());
  }

  /** Unknown reasons end an answer like any other. */
  private FinishReason reason() throws ProviderException {
    return switch (finishReason) {
      case "MAX_TOKENS" -> FinishReason.LENGTH;
      case "SAFETY",
          "RECITATION",
          "BLOCKLIST",
          "PROHIBITED_CONTENT",
          "SPII",
          "IMAGE_SAFETY",
          "IMAGE_PROHIBITED_CONTENT",
          "IMAGE_RECITATION" ->
          FinishReason.CONTENT_FILTER;
      case "MALFORMED_FUNCTION_CALL",
          "UNEXPECTED_TOOL_CALL",
          "TOO_MANY_TOOL_CALLS",
          "MISSING_THOUGHT_SIGNATURE",
          "MALFORMED_RESPONSE" ->
          throw withUsage(failures.bad("ended its answer with " + finishReason));
      default -> calls == 0 ? FinishReason.STOP : FinishReason.TOOL_CALLS;
    };
  }
}
