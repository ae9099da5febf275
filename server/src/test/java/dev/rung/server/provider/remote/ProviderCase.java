package dev.rung.server.provider.remote;

import dev.rung.server.provider.Provider;
import dev.rung.server.provider.ProviderSettings;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.server.time.FakeClock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;

/** What tests of one dialect share: a scripted server, and a provider that asks it. */
public abstract class ProviderCase {
  protected static final Duration BOUND = Duration.ofMinutes(1);

  protected final ScriptedProvider server = ScriptedProvider.start();
  protected final FakeClock clock = new FakeClock();
  protected final RemoteProviders remote = RemoteProviders.start(InstantSource.system(), clock);
  protected final ProviderSettings settings;
  protected final Provider provider;
  protected final CollectingSink sink = new CollectingSink();

  /**
   * @param settings of a provider at this server
   */
  protected ProviderCase(Function<ScriptedProvider, ProviderSettings> settings) {
    this.settings = settings.apply(server);
    this.provider = remote.create(this.settings);
  }

  @AfterEach
  void close() {
    provider.close();
    remote.close();
    server.close();
  }
}
