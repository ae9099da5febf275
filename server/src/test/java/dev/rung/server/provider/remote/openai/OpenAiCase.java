package dev.rung.server.provider.remote.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rung.server.provider.Call;
import dev.rung.server.provider.Provider;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.remote.Calls;
import dev.rung.server.provider.remote.CollectingSink;
import dev.rung.server.provider.remote.RemoteProviders;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.server.time.FakeClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;

/** What tests of failing providers share: a scripted server and a provider that asks it. */
abstract class OpenAiCase {
  static final Duration BOUND = Duration.ofMinutes(1);
  static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  final ScriptedProvider server = ScriptedProvider.start();

  final FakeClock clock = new FakeClock();
  final RemoteProviders remote = RemoteProviders.start(InstantSource.fixed(NOW), clock);
  Provider provider = provider(ProviderKind.OPENAI);
  final CollectingSink sink = new CollectingSink();

  @AfterEach
  void close() {
    provider.close();
    remote.close();
    server.close();
  }

  Provider provider(ProviderKind kind) {
    return remote.create(Calls.settings(kind, server.baseUrl()));
  }

  ProviderException failure(Call call) {
    ProviderException failure =
        catchThrowableOfType(ProviderException.class, () -> provider.generate(call, sink));
    assertThat(failure).isNotNull();
    return failure;
  }
}
