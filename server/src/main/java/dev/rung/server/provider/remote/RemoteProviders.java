package dev.rung.server.provider.remote;

import dev.rung.server.generate.Deadline;
import dev.rung.server.provider.ApiKey;
import dev.rung.server.provider.Provider;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.ProviderSettings;
import dev.rung.server.provider.remote.anthropic.AnthropicProvider;
import dev.rung.server.provider.remote.gemini.GeminiProvider;
import dev.rung.server.provider.remote.ollama.OllamaProvider;
import dev.rung.server.provider.remote.openai.OpenAiProvider;
import dev.rung.server.provider.remote.replicate.ReplicateProvider;
import dev.rung.server.provider.remote.wire.HttpClients;
import dev.rung.server.provider.remote.wire.ListedModel;
import dev.rung.server.provider.remote.wire.ListingProvider;
import dev.rung.server.provider.remote.wire.ProviderHttp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Makes providers that are reached over HTTP and owns what they share. Close it after them. Safe
 * for several threads.
 */
public final class RemoteProviders implements AutoCloseable {
  private final HttpClients clients;
  private final InstantSource clock;
  private final LongSupplier nanoTime;

  private RemoteProviders(HttpClients clients, InstantSource clock, LongSupplier nanoTime) {
    this.clients = clients;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /**
   * Starts what the providers share.
   *
   * @param clock for dates that providers send
   * @param nanoTime {@link System#nanoTime()} or a test's own
   */
  public static RemoteProviders start(InstantSource clock, LongSupplier nanoTime) {
    return new RemoteProviders(HttpClients.start(nanoTime), clock, nanoTime);
  }

  /** Whether this version speaks to this kind; models of any other kind are not ready. */
  public static boolean supports(ProviderKind kind) {
    return switch (kind) {
      case ANTHROPIC, GEMINI, OLLAMA, REPLICATE -> true;
      case OPENAI, FIREWORKS, TOGETHER, QWEN, GLM, HUGGINGFACE, LOCAL ->
          OpenAiProvider.speaks(kind);
    };
  }

  /**
   * A provider with connections of its own; the caller closes it. Opens no connection yet.
   *
   * @throws IllegalArgumentException when the kind is not supported
   */
  public Provider create(ProviderSettings settings) {
    return open(settings);
  }

  /** Asks with the first of its keys, where it has any, as {@link #models} with a key does. */
  public List<ListedModel> models(ProviderSettings settings, Duration limit)
      throws ProviderException, InterruptedException {
    return models(settings, settings.keys().first(), limit);
  }

  /**
   * Asks a server which models it has: that it answers also shows that it is there, and whether it
   * takes the key, where it wants one for this at all.
   *
   * @param key to ask with; absent asks without any
   * @param limit for all of it
   * @throws IllegalArgumentException when the kind is not supported
   */
  public List<ListedModel> models(ProviderSettings settings, Optional<ApiKey> key, Duration limit)
      throws ProviderException, InterruptedException {
    Deadline deadline = Deadline.after(limit, nanoTime);
    try (ListingProvider provider = open(settings)) {
      return provider.models(key, deadline);
    }
  }

  @Override
  public void close() {
    clients.close();
  }

  private ListingProvider open(ProviderSettings settings) {
    if (!supports(settings.kind())) {
      throw new IllegalArgumentException(
          "provider "
              + settings.name()
              + ": kind "
              + settings.kind().label()
              + " is not spoken by this version");
    }
    ProviderHttp http = clients.open(settings);
    return switch (settings.kind()) {
      case ANTHROPIC -> new AnthropicProvider(settings, http, clock);
      case GEMINI -> new GeminiProvider(settings, http, clock);
      case OLLAMA -> new OllamaProvider(settings, http, clock);
      case REPLICATE -> new ReplicateProvider(settings, http, clock);
      case OPENAI, FIREWORKS, TOGETHER, QWEN, GLM, HUGGINGFACE, LOCAL ->
          new OpenAiProvider(settings, http, clock);
    };
  }
}
