package dev.rung.server.provider.remote.openai;

import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Usage;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.Completion;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.remote.openai.ChatEvent.ToolPiece;
import dev.rung.server.provider.remote.wire.AnswerResponse;
import dev.rung.server.provider.remote.wire.ErrorBody;
import dev.rung.server.provider.remote.wire.Failures;
import dev.rung.server.provider.remote.wire.HttpExchange;
import dev.rung.server.provider.remote.wire.Slice;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Hands an answer of POST /responses on as it comes and knows in the end how it went. A stream is
 * whole with one of the events that end a response; each of them has the counts. One call, one
 * thread.
 */
final class ResponsesAnswer implements AnswerResponse.Answer {
  private static final String DONE = "[DONE]";

  private final HttpExchange exchange;
  private final boolean streamAsked;
  private final Prompt prompt;
  private final ChunkSink sink;
  private final Failures failures;
  private final ToolCalls toolCalls;
  private final ResponsesEvent event = new ResponsesEvent();
  private final Map<String, String> callIds = new HashMap<>();
  private final Set<String> begunArguments = new HashSet<>();
  private boolean anyText;
  private boolean ended;
  private String id = "";
  private String status = "";
  private String incompleteReason = "";
  private Optional<Usage> usage = Optional.empty();

  ResponsesAnswer(HttpExchange exchange, Call call, ChunkSink sink, Failures failures) {
    this.exchange = exchange;
    this.streamAsked = call.stream();
    this.prompt = call.prompt();
    this.sink = sink;
    this.failures = failures;
    this.toolCalls = new ToolCalls(prompt);
  }

  /** Hands the answer on as it comes; returns when it is whole. */
  Completion read() throws ProviderException, CallerGoneException, InterruptedException {
    new AnswerResponse(exchange, this, failures).read(streamAsked);
    if (!ended) {
      throw withUsage(failures.bad("cut its answer off: no event says that it is complete"));
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
    Optional<String> name =
        exchange.header("x-request-id").or(() -> Optional.of(id).filter(own -> !own.isEmpty()));
    return new Completion(reason, usage, name);
  }

  @Override
  public boolean event(Slice data)
      throws IOException, ProviderException, CallerGoneException, InterruptedException {
    if (data.is(DONE)) {
      return true;
    }
    event.read(data);
    accept();
    return ended;
  }

  @Override
  public void whole(Slice body)
      throws IOException, ProviderException, CallerGoneException, InterruptedException {
    event.read(body);
    accept();
    if (event.status().isEmpty()) {
      throw withUsage(failures.bad("sent a response without a status"));
    }
    ended = true;
    handOnText(event.text());
    for (ToolPiece call : event.calls()) {
      handOnCall(call);
    }
  }

  @Override
  public boolean finished() {
    return ended;
  }

  @Override
  public ProviderException withUsage(ProviderException failure) {
    return usage.map(failure::withUsage).orElse(failure);
  }

  private void accept() throws ProviderException, CallerGoneException, InterruptedException {
    id = id.isEmpty() ? event.id() : id;
    usage = event.usage().or(() -> usage);
    status = event.status().isEmpty() ? status : event.status();
    incompleteReason =
        event.incompleteReason().isEmpty() ? incompleteReason : event.incompleteReason();
    Optional<ErrorBody> error = event.error();
    if (error.isPresent()) {
      throw withUsage(failures.inBand(error.get(), Optional.of(prompt)));
    }
    switch (event.type()) {
      case "response.output_text.delta", "response.refusal.delta" -> handOnText(event.delta());
      case "response.output_item.added" -> begin();
      case "response.function_call_arguments.delta" -> handOnArguments();
      case "response.output_item.done" -> endItem();
      case "response.completed", "response.incomplete", "response.failed" -> ended = true;
      default -> {
        if (event.type().startsWith("response.reasoning")) {
          exchange.outputBegan();
        }
      }
    }
  }

  private void begin() throws CallerGoneException, InterruptedException {
    Optional<ToolPiece> call = event.call();
    if (call.isPresent()) {
      callIds.put(event.itemId(), call.get().id());
      handOnCall(call.get());
    }
  }

  private void handOnArguments() throws CallerGoneException, InterruptedException {
    String callId = callIds.getOrDefault(event.itemId(), event.itemId());
    begunArguments.add(callId);
    handOnCall(new ToolPiece(OptionalInt.empty(), callId, "", event.delta()));
  }

  /** Arguments that did not come in pieces come with the item's end. */
  private void endItem() throws CallerGoneException, InterruptedException {
    Optional<ToolPiece> call = event.call();
    if (call.isPresent() && begunArguments.add(call.get().id())) {
      handOnCall(call.get());
    }
  }

  private void handOnText(String text) throws CallerGoneException, InterruptedException {
    if (!text.isEmpty()) {
      exchange.outputBegan();
      anyText = true;
      sink.accept(new Chunk.Delta(text));
    }
  }

  private void handOnCall(ToolPiece piece) throws CallerGoneException, InterruptedException {
    exchange.outputBegan();
    Optional<Chunk.ToolCallDelta> delta = toolCalls.accept(piece);
    if (delta.isPresent()) {
      sink.accept(delta.get());
    }
  }

  private FinishReason reason() throws ProviderException {
    return switch (status) {
      case "failed", "cancelled" ->
          throw withUsage(failures.unavailable("ended its answer as " + status));
      case "incomplete" ->
          incompleteReason.equals("content_filter")
              ? FinishReason.CONTENT_FILTER
              : FinishReason.LENGTH;
      default -> toolCalls.none() ? FinishReason.STOP : FinishReason.TOOL_CALLS;
    };
  }
}
