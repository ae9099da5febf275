package dev.rung.server.provider.remote.gemini;

import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.Deadline;
import dev.rung.server.provider.ApiKey;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.Completion;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderSettings;
import dev.rung.server.provider.remote.wire.Conversation;
import dev.rung.server.provider.remote.wire.FailureTable;
import dev.rung.server.provider.remote.wire.Failures;
import dev.rung.server.provider.remote.wire.HttpCall;
import dev.rung.server.provider.remote.wire.HttpExchange;
import dev.rung.server.provider.remote.wire.HttpHeader;
import dev.rung.server.provider.remote.wire.ListedModel;
import dev.rung.server.provider.remote.wire.ListingProvider;
import dev.rung.server.provider.remote.wire.ModelIds;
import dev.rung.server.provider.remote.wire.ProviderHttp;
import dev.rung.server.provider.remote.wire.RateHeaders;
import dev.rung.server.provider.remote.wire.RateReader;
import dev.rung.server.provider.remote.wire.RequestBody;
import dev.rung.server.provider.remote.wire.UnfitException;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Answers through the Gemini API. */
public final class GeminiProvider implements ListingProvider {
  private static final int OK = 200;
  private static final int MOST_STOP_TEXTS = 5;

  /** Longer answers are given as streams alone. Source: the developer guide of Gemini 4. */
  private static final int MOST_TOKENS_IN_ONE_PIECE = 32_768;

  private static final Pattern VERSIONED = Pattern.compile(".*/v\\d+((alpha|beta)\\d*)?");
  private static final String VERSION = "/v1beta";
  private static final String COLLECTION = "models/";

  private final ProviderHttp http;
  private final Failures failures;
  private final RateReader limits;
  private final String root;

  /**
   * Opens no connection yet.
   *
   * @param http owned by this from now on
   * @param clock for waits that the provider gives as a date
   */
  public GeminiProvider(ProviderSettings settings, ProviderHttp http, InstantSource clock) {
    this.http = http;
    this.failures = new Failures(settings, FailureTable.COMMON, clock);
    this.limits = new RateReader(RateHeaders.STANDARD, clock);
    String base = settings.baseUrl().toString();
    this.root = VERSIONED.matcher(base).matches() ? base : base + VERSION;
  }

  @Override
  public Completion generate(Call call, ChunkSink sink)
      throws ProviderException, CallerGoneException, InterruptedException {
    GeminiModel model = GeminiModel.of(call.model().modelId());
    Conversation conversation = Conversation.of(call.prompt()).begunByUser();
    boolean stream = call.stream() || call.maxTokens() > MOST_TOKENS_IN_ONE_PIECE;
    String method = stream ? ":streamGenerateContent?alt=sse" : ":generateContent";
    HttpCall request =
        HttpCall.post(
            URI.create(root + "/" + model.path() + method),
            headers(stream, call.key()),
            body(call, conversation, model),
            call.firstOutput(),
            call.deadline());
    try (HttpExchange exchange = http.send(request)) {
      limits.tell(exchange, call);
      if (exchange.status() != OK) {
        throw failures.refused(exchange, Optional.of(call.prompt()));
      }
      return new GeminiAnswer(exchange, call.prompt(), sink, failures)
          .read(stream)
          .withNotes(GenerateRequestBody.notes(call, conversation, model));
    }
  }

  @Override
  public List<ListedModel> models(Optional<ApiKey> key, Deadline deadline)
      throws ProviderException, InterruptedException {
    URI models = URI.create(root + "/models?pageSize=1000");
    HttpCall request = HttpCall.get(models, headers(false, key), deadline);
    try (HttpExchange exchange = http.send(request)) {
      if (exchange.status() != OK) {
        throw failures.refused(exchange, Optional.empty());
      }
      return failures.list(exchange, body -> ModelIds.read(body, "models", "name")).stream()
          .map(GeminiProvider::withoutCollection)
          .toList();
    }
  }

  @Override
  public void close() {
    http.close();
  }

  private RequestBody body(Call call, Conversation conversation, GeminiModel model)
      throws ProviderException {
    if (!conversation.hasTurns()) {
      throw failures.cannotAsk("cannot be asked with a system prompt alone");
    }
    if (call.sampling().stop().size() > MOST_STOP_TEXTS) {
      throw failures.cannotAsk("takes no more than " + MOST_STOP_TEXTS + " stop texts");
    }
    try {
      return GenerateRequestBody.of(call, conversation, model);
    } catch (IOException unfit) {
      throw failures.cannotAsk("cannot be asked: " + UnfitException.why(unfit));
    }
  }

  /** The key is no part of the URL, which others may log. */
  private List<HttpHeader> headers(boolean stream, Optional<ApiKey> key) {
    List<HttpHeader> headers = new ArrayList<>(2);
    headers.add(new HttpHeader("Accept", stream ? "text/event-stream" : "application/json"));
    key.ifPresent(used -> headers.add(new HttpHeader("x-goog-api-key", used.secret().reveal())));
    return headers;
  }

  private static ListedModel withoutCollection(ListedModel listed) {
    String id = listed.id();
    return new ListedModel(
        id.startsWith(COLLECTION) ? id.substring(COLLECTION.length()) : id,
        listed.parameterSize(),
        listed.bytes(),
        listed.contextWindow());
  }
}
