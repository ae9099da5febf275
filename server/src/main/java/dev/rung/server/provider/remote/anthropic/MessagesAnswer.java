package dev.rung.server.provider.remote.anthropic;

import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Usage;
import dev.rung.server.provider.Completion;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.remote.wire.AnswerResponse;
import dev.rung.server.provider.remote.wire.Failures;
import dev.rung.server.provider.remote.wire.HttpExchange;
import dev.rung.server.provider.remote.wire.Slice;
import java.io.IOException;
import java.util.Optional;

/**
 * Hands an answer on as it comes and knows in the end how it went. Only {@code message_stop} makes
 * a stream whole. One call, one thread.
 */
final class MessagesAnswer implements AnswerResponse.Answer {
  private static final String LAST = "message_stop";
  private static final String COUNTED = "message_delta";

  private final HttpExchange exchange;
  private final Prompt prompt;
  private final ChunkSink sink;
  private final Failures failures;
  private final ToolBlocks tools;
  private final MessagesUsage usage = new MessagesUsage();
  private final MessagesEvent event = new MessagesEvent(usage);
  private boolean anyText;
  private boolean counted;
  private String id = "";
  private String stopReason = "";

  MessagesAnswer(HttpExchange exchange, Prompt prompt, ChunkSink sink, Failures failures) {
    this.exchange = exchange;
    this.prompt = prompt;
    this.sink = sink;
    this.failures = failures;
    this.tools = new ToolBlocks(prompt, sink);
  }

  /** Reads the response; returns when the answer is whole. */
  Completion read(boolean streamAsked)
      throws ProviderException, CallerGoneException, InterruptedException {
    if (!new AnswerResponse(exchange, this, failures).read(streamAsked)) {
      throw withUsage(failures.bad("cut its answer off: the stream ended without message_stop"));
    }
    FinishReason reason = reason();
    if (reason != FinishReason.LENGTH) {
      tools.end();
    }
    boolean empty = !anyText && tools.none();
    if (empty && reason != FinishReason.CONTENT_FILTER && reason != FinishReason.LENGTH) {
      throw withUsage(failures.bad("gave an empty answer"));
    }
    Optional<String> name =
        exchange.header("request-id").or(() -> Optional.of(id).filter(own -> !own.isEmpty()));
    return new Completion(reason, soFar(), name);
  }

  @Override
  public boolean event(Slice data)
      throws IOException, ProviderException, CallerGoneException, InterruptedException {
    event.read(data);
    accept();
    return event.type().equals(LAST);
  }

  @Override
  public void whole(Slice body)
      throws IOException, ProviderException, CallerGoneException, InterruptedException {
    event.read(body);
    accept();
    if (!event.type().equals(MessagesEvent.WHOLE)) {
      throw withUsage(failures.bad("sent a response that is no message"));
    }
  }

  /** What a stream lacks before its last event cannot be known to be nothing. */
  @Override
  public boolean finished() {
    return false;
  }

  @Override
  public ProviderException withUsage(ProviderException failure) {
    return soFar().map(failure::withUsage).orElse(failure);
  }

  private void accept() throws ProviderException, CallerGoneException, InterruptedException {
    id = id.isEmpty() ? event.id() : id;
    stopReason = event.stopReason().isEmpty() ? stopReason : event.stopReason();
    count();
    if (event.error().isPresent()) {
      throw withUsage(failures.inBand(event.error().get(), Optional.of(prompt)));
    }
    if (event.isOutput()) {
      exchange.outputBegan();
    }
    for (MessagesEvent.Piece piece : event.pieces()) {
      handOn(piece);
    }
  }

  private void count() {
    counted |=
        event.counts()
            && (event.type().equals(COUNTED) || event.type().equals(MessagesEvent.WHOLE));
    if (event.counts()) {
      soFar().ifPresent(sink::counted);
    }
  }

  private void handOn(MessagesEvent.Piece piece) throws CallerGoneException, InterruptedException {
    switch (piece) {
      case MessagesEvent.Piece.Text text -> {
        anyText = true;
        sink.accept(new Chunk.Delta(text.text()));
      }
      case MessagesEvent.Piece.Tool tool -> tools.begin(tool);
      case MessagesEvent.Piece.Input input -> tools.add(input);
    }
  }

  private Optional<Usage> soFar() {
    return usage.isEmpty() ? Optional.empty() : Optional.of(usage.usage(counted));
  }

  /** Unknown reasons end an answer like any other. */
  private FinishReason reason() {
    return switch (stopReason) {
      case "max_tokens", "model_context_window_exceeded", "pause_turn" -> FinishReason.LENGTH;
      case "refusal" -> FinishReason.CONTENT_FILTER;
      default -> tools.none() ? FinishReason.STOP : FinishReason.TOOL_CALLS;
    };
  }
}
