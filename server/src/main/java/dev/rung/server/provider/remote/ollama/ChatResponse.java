package dev.rung.server.provider.remote.ollama;

import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.Prompt;
import dev.rung.server.provider.Completion;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.remote.wire.CallIds;
import dev.rung.server.provider.remote.wire.ErrorBody;
import dev.rung.server.provider.remote.wire.Failures;
import dev.rung.server.provider.remote.wire.HttpExchange;
import dev.rung.server.provider.remote.wire.NdjsonReader;
import dev.rung.server.provider.remote.wire.Slice;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads one response of status 200, of one line or of many, into an answer. The line that says
 * {@code done} ends it; without that line it was cut off. One thread.
 */
final class ChatResponse {
  private static final int MAX_LINE_BYTES = 8 * 1024 * 1024;

  private final HttpExchange exchange;
  private final Prompt prompt;
  private final ChunkSink sink;
  private final Failures failures;
  private final ChatLine line = new ChatLine();
  private final CallIds ids;
  private boolean understood;
  private boolean anyText;
  private int calls;

  ChatResponse(HttpExchange exchange, Prompt prompt, ChunkSink sink, Failures failures) {
    this.exchange = exchange;
    this.prompt = prompt;
    this.sink = sink;
    this.failures = failures;
    this.ids = new CallIds(prompt);
  }

  /** Hands the answer on as it comes; returns when it is whole. */
  Completion read() throws ProviderException, CallerGoneException, InterruptedException {
    try {
      return lines();
    } catch (ProviderException failure) {
      throw understood ? failure : failure.withUnread(exchange.size());
    }
  }

  private Completion lines() throws ProviderException, CallerGoneException, InterruptedException {
    NdjsonReader lines = new NdjsonReader(exchange, MAX_LINE_BYTES);
    while (lines.next()) {
      parse(lines.line());
      if (line.isOutput()) {
        exchange.outputBegan();
      }
      handOn();
      if (line.done()) {
        exchange.finish();
        return complete();
      }
    }
    throw failures.bad(
        understood ? "cut its answer off: no line says that it is done" : "sent an empty response");
  }

  private void parse(Slice json) throws ProviderException {
    if (json.firstByte() == '<') {
      understood = true;
      throw failures.bad("sent an HTML page in place of an answer");
    }
    try {
      line.read(json);
      understood = true;
    } catch (IOException malformed) {
      throw failures.bad("sent JSON that is malformed");
    }
  }

  private void handOn() throws ProviderException, CallerGoneException, InterruptedException {
    Optional<ErrorBody> error = line.error();
    if (error.isPresent()) {
      throw failures.inBand(error.get(), Optional.of(prompt));
    }
    if (!line.isAnswer()) {
      throw failures.bad("sent something that is no part of an answer");
    }
    if (!line.text().isEmpty()) {
      anyText = true;
      sink.accept(new Chunk.Delta(line.text()));
    }
    for (ChatLine.Call call : line.calls()) {
      sink.accept(
          new Chunk.ToolCallDelta(calls++, ids.next(call.id()), call.name(), call.arguments()));
    }
  }

  private Completion complete() throws ProviderException {
    FinishReason reason = reason();
    if (!anyText && calls == 0 && reason != FinishReason.LENGTH) {
      ProviderException empty = failures.bad("gave an empty answer");
      throw line.usage().map(empty::withUsage).orElse(empty);
    }
    return new Completion(reason, line.usage(), Optional.empty());
  }

  /** Unknown reasons end an answer like any other. */
  private FinishReason reason() {
    if (line.doneReason().equals("length")) {
      return FinishReason.LENGTH;
    }
    return calls > 0 ? FinishReason.TOOL_CALLS : FinishReason.STOP;
  }
}
