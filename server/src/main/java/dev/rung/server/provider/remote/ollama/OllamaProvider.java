package dev.rung.server.provider.remote.ollama;

import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.Deadline;
import dev.rung.server.generate.ToolChoice;
import dev.rung.server.provider.ApiKey;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.Completion;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderSettings;
import dev.rung.server.provider.remote.wire.FailureTable;
import dev.rung.server.provider.remote.wire.Failures;
import dev.rung.server.provider.remote.wire.HttpCall;
import dev.rung.server.provider.remote.wire.HttpExchange;
import dev.rung.server.provider.remote.wire.HttpHeader;
import dev.rung.server.provider.remote.wire.ListedModel;
import dev.rung.server.provider.remote.wire.ListingProvider;
import dev.rung.server.provider.remote.wire.ProviderHttp;
import dev.rung.server.provider.remote.wire.RateHeaders;
import dev.rung.server.provider.remote.wire.RateReader;
import dev.rung.server.provider.remote.wire.RequestBody;
import dev.rung.server.provider.remote.wire.UnfitException;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Answers through an Ollama server. */
public final class OllamaProvider implements ListingProvider {
  private static final int OK = 200;

  private final ProviderHttp http;
  private final Failures failures;
  private final RateReader limits;
  private final URI chat;
  private final URI tags;

  /**
   * Opens no connection yet.
   *
   * @param http owned by this from now on
   * @param clock for waits that the provider gives as a date
   */
  public OllamaProvider(ProviderSettings settings, ProviderHttp http, InstantSource clock) {
    this.http = http;
    this.failures = new Failures(settings, FailureTable.COMMON, clock);
    this.limits = new RateReader(RateHeaders.STANDARD, clock);
    this.chat = URI.create(settings.baseUrl() + "/api/chat");
    this.tags = URI.create(settings.baseUrl() + "/api/tags");
  }

  @Override
  public Completion generate(Call call, ChunkSink sink)
      throws ProviderException, CallerGoneException, InterruptedException {
    HttpCall request =
        HttpCall.post(chat, headers(call.key()), body(call), call.firstOutput(), call.deadline());
    try (HttpExchange exchange = http.send(request)) {
      limits.tell(exchange, call);
      if (exchange.status() != OK) {
        throw failures.refused(exchange, Optional.of(call.prompt()));
      }
      return new ChatResponse(exchange, call.prompt(), sink, failures)
          .read()
          .withNotes(ChatMessages.notes(call));
    }
  }

  /** The models that the server has, with their sizes. */
  @Override
  public List<ListedModel> models(Optional<ApiKey> key, Deadline deadline)
      throws ProviderException, InterruptedException {
    HttpCall request = HttpCall.get(tags, headers(key), deadline);
    try (HttpExchange exchange = http.send(request)) {
      if (exchange.status() != OK) {
        throw failures.refused(exchange, Optional.empty());
      }
      return failures.list(exchange, TagList::read);
    }
  }

  @Override
  public void close() {
    http.close();
  }

  private RequestBody body(Call call) throws ProviderException {
    ToolChoice choice = call.prompt().toolChoice();
    if (choice instanceof ToolChoice.Required || choice instanceof ToolChoice.Named) {
      throw failures.cannotAsk("cannot be made to call a tool");
    }
    try {
      return ChatRequest.of(call);
    } catch (IOException unfit) {
      throw failures.cannotAsk("cannot be asked: " + UnfitException.why(unfit));
    }
  }

  /** Needs no key on a machine of one's own; ollama.com does. */
  private List<HttpHeader> headers(Optional<ApiKey> key) {
    return key.stream().map(HttpHeader::bearer).toList();
  }
}
