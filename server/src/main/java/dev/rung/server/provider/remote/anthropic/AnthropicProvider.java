package dev.rung.server.provider.remote.anthropic;

import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.Deadline;
import dev.rung.server.generate.ToolChoice;
import dev.rung.server.provider.ApiKey;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.Completion;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderSettings;
import dev.rung.server.provider.remote.wire.Conversation;
import dev.rung.server.provider.remote.wire.DescribedSchema;
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

/** Answers through the Anthropic Messages API. */
public final class AnthropicProvider implements ListingProvider {
  /** The version of the API that is asked for unless the settings name another. */
  static final String VERSION = "2023-06-01";

  private static final int OK = 200;
  private static final String PATH = "/v1";

  private final ProviderHttp http;
  private final Failures failures;
  private final RateReader limits;
  private final String version;
  private final URI messages;
  private final URI models;

  /**
   * Opens no connection yet.
   *
   * @param http owned by this from now on
   * @param clock for waits that the provider gives as a date
   */
  public AnthropicProvider(ProviderSettings settings, ProviderHttp http, InstantSource clock) {
    this.http = http;
    this.failures = new Failures(settings, FailureTable.COMMON, clock);
    this.limits = new RateReader(RateHeaders.ANTHROPIC, clock);
    this.version = settings.apiVersion().orElse(VERSION);
    String base = settings.baseUrl().toString();
    String root = base.endsWith(PATH) ? base : base + PATH;
    this.messages = URI.create(root + "/messages");
    this.models = URI.create(root + "/models?limit=1000");
  }

  @Override
  public Completion generate(Call call, ChunkSink sink)
      throws ProviderException, CallerGoneException, InterruptedException {
    Claude model = Claude.of(call.model().modelId());
    Settled sampling = Settled.of(call, model, version);
    Conversation conversation = Conversation.of(call.prompt()).begunByUser();
    Asked asked = asked(call, conversation, model, sampling);
    boolean stream = MessagesRequest.streams(call);
    HttpCall request =
        HttpCall.post(
            messages,
            headers(stream, call.key()),
            asked.body(),
            call.firstOutput(),
            call.deadline());
    try (HttpExchange exchange = http.send(request)) {
      limits.tell(exchange, call);
      if (exchange.status() != OK) {
        throw failures.refused(exchange, Optional.of(call.prompt()));
      }
      return new MessagesAnswer(exchange, call.prompt(), sink, failures)
          .read(stream)
          .withNotes(asked.notes());
    }
  }

  @Override
  public List<ListedModel> models(Optional<ApiKey> key, Deadline deadline)
      throws ProviderException, InterruptedException {
    HttpCall request = HttpCall.get(models, headers(false, key), deadline);
    try (HttpExchange exchange = http.send(request)) {
      if (exchange.status() != OK) {
        throw failures.refused(exchange, Optional.empty());
      }
      return failures.list(exchange, body -> ModelIds.read(body, "data", "id"));
    }
  }

  @Override
  public void close() {
    http.close();
  }

  /** What is sent, and what of the call it does not say. */
  private record Asked(RequestBody body, List<String> notes) {}

  private Asked asked(Call call, Conversation conversation, Claude model, Settled sampling)
      throws ProviderException {
    if (!conversation.hasTurns()) {
      throw failures.cannotAsk("cannot be asked with a system prompt alone");
    }
    ToolChoice choice = call.prompt().toolChoice();
    boolean forced = choice instanceof ToolChoice.Required || choice instanceof ToolChoice.Named;
    if (forced && !model.takesForcedTools()) {
      throw failures.cannotAsk("cannot make this model call a tool");
    }
    for (String stop : call.sampling().stop()) {
      if (stop.isBlank()) {
        throw failures.cannotAsk("takes no stop text of white space alone");
      }
    }
    try {
      List<String> notes = new ArrayList<>(sampling.notes());
      notes.addAll(conversation.notes(call.model().name()));
      if (AnswerSchema.of(call.prompt(), model).described().isPresent()) {
        notes.add(DescribedSchema.note(call.model().name()));
      }
      return new Asked(MessagesRequest.of(call, conversation, model, sampling), notes);
    } catch (IOException unfit) {
      throw failures.cannotAsk("cannot be asked: " + UnfitException.why(unfit));
    }
  }

  private List<HttpHeader> headers(boolean stream, Optional<ApiKey> key) {
    List<HttpHeader> headers = new ArrayList<>(3);
    headers.add(new HttpHeader("Accept", stream ? "text/event-stream" : "application/json"));
    headers.add(new HttpHeader("anthropic-version", version));
    key.ifPresent(used -> headers.add(new HttpHeader("x-api-key", used.secret().reveal())));
    return headers;
  }
}
