package dev.rung.server.provider.remote.openai;

import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.Deadline;
import dev.rung.server.generate.ToolChoice;
import dev.rung.server.provider.ApiKey;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.Completion;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.ProviderSettings;
import dev.rung.server.provider.remote.wire.Failures;
import dev.rung.server.provider.remote.wire.HttpCall;
import dev.rung.server.provider.remote.wire.HttpExchange;
import dev.rung.server.provider.remote.wire.HttpHeader;
import dev.rung.server.provider.remote.wire.ListedModel;
import dev.rung.server.provider.remote.wire.ListingProvider;
import dev.rung.server.provider.remote.wire.ProviderHttp;
import dev.rung.server.provider.remote.wire.RateReader;
import dev.rung.server.provider.remote.wire.RequestBody;
import dev.rung.server.provider.remote.wire.UnfitException;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers through the OpenAI chat-completions API, or its Responses API where a model needs it. */
public final class OpenAiProvider implements ListingProvider {
  private static final int OK = 200;

  /** The least that POST /responses takes as max_output_tokens. */
  private static final int FEWEST_TOKENS = 16;

  private final ProviderSettings settings;
  private final Quirks quirks;
  private final ProviderHttp http;
  private final Failures failures;
  private final RateReader limits;
  private final URI chat;
  private final URI responses;

  /**
   * Opens no connection yet.
   *
   * @param http owned by this from now on
   * @param clock for waits that the provider gives as a date
   */
  public OpenAiProvider(ProviderSettings settings, ProviderHttp http, InstantSource clock) {
    this.settings = settings;
    this.quirks =
        Quirks.of(settings)
            .orElseThrow(
                () -> new IllegalArgumentException(settings.kind() + " speaks another dialect"));
    this.http = http;
    this.failures = new Failures(settings, quirks.failures(), clock);
    this.limits = new RateReader(quirks.limits(), clock);
    this.chat = URI.create(settings.baseUrl() + "/chat/completions");
    this.responses = URI.create(settings.baseUrl() + "/responses");
  }

  /** Whether this kind speaks this dialect. */
  public static boolean speaks(ProviderKind kind) {
    return Quirks.of(kind).isPresent();
  }

  @Override
  public Completion generate(Call asked, ChunkSink sink)
      throws ProviderException, CallerGoneException, InterruptedException {
    Call call = asked.maxTokens() > quirks.mostTokensInOnePiece() ? asked.asStream() : asked;
    boolean byResponses = ModelFamily.needsResponses(call, quirks.families());
    HttpCall request =
        HttpCall.post(
            byResponses ? responses : chat,
            headers(call.stream(), call.key()),
            body(call, byResponses),
            call.firstOutput(),
            call.deadline());
    try (HttpExchange exchange = http.send(request)) {
      limits.tell(exchange, call);
      if (exchange.status() != OK) {
        throw failures.refused(exchange, Optional.of(call.prompt()));
      }
      Completion completion =
          byResponses
              ? new ResponsesAnswer(exchange, call, sink, failures).read()
              : new ChatResponse(exchange, call, sink, failures).read();
      return completion.withNotes(Settled.of(call, quirks, byResponses).notes());
    }
  }

  /** What the server lists under /models. */
  @Override
  public List<ListedModel> models(Optional<ApiKey> key, Deadline deadline)
      throws ProviderException, InterruptedException {
    URI models = URI.create(settings.baseUrl() + "/models");
    HttpCall request = HttpCall.get(models, headers(false, key), deadline);
    try (HttpExchange exchange = http.send(request)) {
      if (exchange.status() != OK) {
        throw failures.refused(exchange, Optional.empty());
      }
      return failures.list(exchange, ModelList::read);
    }
  }

  @Override
  public void close() {
    http.close();
  }

  private RequestBody body(Call call, boolean byResponses) throws ProviderException {
    ToolChoice choice = call.prompt().toolChoice();
    boolean forced = choice instanceof ToolChoice.Required || choice instanceof ToolChoice.Named;
    if (forced && !quirks.choosesTools()) {
      throw failures.cannotAsk("cannot be made to call a tool");
    }
    if (!call.sampling().stop().isEmpty()) {
      requireStops(call, byResponses);
    }
    if (byResponses && call.maxTokens() < FEWEST_TOKENS) {
      throw failures.cannotAsk("gives this model room for " + FEWEST_TOKENS + " tokens or more");
    }
    try {
      return byResponses ? ResponsesRequest.of(call) : ChatRequest.of(call, quirks);
    } catch (IOException malformed) {
      throw failures.cannotAsk("cannot be asked: " + UnfitException.why(malformed));
    }
  }

  private void requireStops(Call call, boolean byResponses) throws ProviderException {
    String model = call.model().modelId();
    if (byResponses || !ModelFamily.takesStops(model, quirks.families())) {
      throw failures.cannotAsk("takes no stop texts for this model");
    }
    int most = quirks.mostStops(model);
    if (call.sampling().stop().size() > most) {
      throw failures.cannotAsk("takes no more stop texts than " + most);
    }
  }

  private List<HttpHeader> headers(boolean stream, Optional<ApiKey> key) {
    List<HttpHeader> headers = new ArrayList<>(2);
    headers.add(new HttpHeader("Accept", stream ? "text/event-stream" : "application/json"));
    key.ifPresent(used -> headers.add(HttpHeader.bearer(used)));
    return headers;
  }
}
