package dev.rung.server.app;

import dev.rung.server.discover.Probe;
import dev.rung.server.key.KeyProbe;
import dev.rung.server.provider.ApiKey;
import dev.rung.server.provider.Provider;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.ProviderSettings;
import dev.rung.server.provider.remote.RemoteProviders;
import dev.rung.server.provider.remote.wire.ListedModel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * The way to other processes. Nothing of it exists until it is first needed, so under {@code
 * offline = "strict"} it never does. Safe for several threads.
 */
final class RemoteAccess implements Probe, KeyProbe, AutoCloseable {
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private Optional<RemoteProviders> started = Optional.empty();

  RemoteAccess(InstantSource clock, LongSupplier nanoTime) {
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /** The kinds that this version can serve with: those that it speaks to, and this process. */
  static Set<ProviderKind> kinds() {
    return Arrays.stream(ProviderKind.values())
        .filter(kind -> kind == ProviderKind.LOCAL || RemoteProviders.supports(kind))
        .collect(Collectors.toSet());
  }

  Provider create(ProviderSettings settings) {
    return remote().create(settings);
  }

  @Override
  public List<Offered> models(ProviderSettings provider, Duration limit)
      throws ProviderException, InterruptedException {
    return remote().models(provider, limit).stream()
        .map(model -> new Offered(model.id(), model.parameterSize(), model.contextWindow()))
        .toList();
  }

  /** The list of models, or what the provider has in its place. */
  @Override
  public void ask(ProviderSettings provider, Optional<ApiKey> key, Duration limit)
      throws ProviderException, InterruptedException {
    List<ListedModel> _ = remote().models(provider, key, limit);
  }

  private synchronized RemoteProviders remote() {
    RemoteProviders remote = started.orElseGet(() -> RemoteProviders.start(clock, nanoTime));
    started = Optional.of(remote);
    return remote;
  }

  @Override
  public synchronized void close() {
    started.ifPresent(RemoteProviders::close);
  }
}
