package dev.rung.server.provider.remote;

import dev.rung.server.generate.Deadline;
import dev.rung.server.provider.Provider;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.ProviderSettings;
import dev.rung.server.provider.remote.ollama.OllamaProvider;
import dev.rung.server.provider.remote.openai.OpenAiProvider;
import dev.rung.server.provider.remote.wire.HttpClients;
import dev.rung.server.provider.remote.wire.ListedModel;
import dev.rung.server.provider.remote.wire.ProviderHttp;
import java.net.URI;
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
    return kind == ProviderKind.OLLAMA || OpenAiProvider.speaks(kind);
  }

  /** Where this kind is reached unless configured otherwise; empty where it is not supported. */
  public static Optional<URI> defaultBaseUrl(ProviderKind kind) {
    return kind == ProviderKind.OLLAMA
        ? Optional.of(OllamaProvider.DEFAULT_BASE_URL)
        : OpenAiProvider.defaultBaseUrl(kind);
  }

  /**
   * A provider with connections of its own; the caller closes it. Opens no connection yet.
   *
   * @throws IllegalArgumentException when the kind is not supported
   */
  public Provider create(ProviderSettings settings) {
    requireSupport(settings);
    ProviderHttp http = clients.open(settings);
    return settings.kind() == ProviderKind.OLLAMA
        ? new OllamaProvider(settings, http, clock)
        : new OpenAiProvider(settings, http, clock);
  }

  /**
   * Asks a server which models it has: that it answers also shows that it is there and takes the
   * key.
   *
   * @param limit for all of it
   * @throws IllegalArgumentException when the kind is not supported
   */
  public List<ListedModel> models(ProviderSettings settings, Duration limit)
      throws ProviderException, InterruptedException {
    requireSupport(settings);
    Deadline deadline = Deadline.after(limit, nanoTime);
    ProviderHttp http = clients.open(settings);
    if (settings.kind() == ProviderKind.OLLAMA) {
      try (OllamaProvider ollama = new OllamaProvider(settings, http, clock)) {
        return ollama.models(deadline);
      }
    }
    try (OpenAiProvider openAi = new OpenAiProvider(settings, http, clock)) {
      return openAi.models(deadline);
    }
  }

  @Override
  public void close() {
    clients.close();
  }

  private static void requireSupport(ProviderSettings settings) {
    if (!supports(settings.kind())) {
      throw new IllegalArgumentException(
          "provider "
              + settings.name()
              + ": kind "
              + settings.kind().label()
              + " is not spoken by this version");
    }
  }
}
