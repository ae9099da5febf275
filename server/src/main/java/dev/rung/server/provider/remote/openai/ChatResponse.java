package dev.rung.server.provider.remote.openai;

import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.Completion;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.remote.wire.AnswerResponse;
import dev.rung.server.provider.remote.wire.Failures;
import dev.rung.server.provider.remote.wire.HttpExchange;
import dev.rung.server.provider.remote.wire.Slice;
import java.io.IOException;

/** Reads one response of status 200, unary or as events, into an answer. One thread. */
final class ChatResponse implements AnswerResponse.Answer {
  private static final String DONE = "[DONE]";

  private final HttpExchange exchange;
  private final boolean streamAsked;
  private final Failures failures;
  private final ChatAnswer answer;
  private final ChatEvent event = new ChatEvent();

  ChatResponse(HttpExchange exchange, Call call, ChunkSink sink, Failures failures) {
    this.exchange = exchange;
    this.streamAsked = call.stream();
    this.failures = failures;
    this.answer = new ChatAnswer(call.prompt(), sink, failures);
  }

  /** Hands the answer on as it comes; returns when it is whole. */
  Completion read() throws ProviderException, CallerGoneException, InterruptedException {
    boolean endMarked = new AnswerResponse(exchange, this, failures).read(streamAsked);
    return answer.complete(endMarked, exchange.header("x-request-id"));
  }

  @Override
  public boolean event(Slice data)
      throws IOException, ProviderException, CallerGoneException, InterruptedException {
    if (data.is(DONE)) {
      return true;
    }
    event.read(data);
    if (event.isOutput()) {
      exchange.outputBegan();
    }
    answer.accept(event);
    return false;
  }

  @Override
  public void whole(Slice body)
      throws IOException, ProviderException, CallerGoneException, InterruptedException {
    event.read(body);
    answer.accept(event);
    if (!event.hasChoices()) {
      throw answer.withUsage(failures.bad("sent a response without choices"));
    }
  }

  @Override
  public boolean finished() {
    return answer.finished();
  }

  @Override
  public ProviderException withUsage(ProviderException failure) {
    return answer.withUsage(failure);
  }
}
