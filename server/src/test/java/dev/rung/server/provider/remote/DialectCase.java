package dev.rung.server.provider.remote;

import dev.rung.server.provider.Call;
import dev.rung.server.provider.Completion;
import dev.rung.server.provider.Provider;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.scripted.Behaviour;
import dev.rung.server.scripted.ReceivedRequest;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.server.time.FakeClock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/**
 * What tests of all dialects share: a scripted server that speaks each, and providers that ask it.
 */
abstract class DialectCase {
  final ScriptedProvider server =
      ScriptedProvider.start()
          .otherwise(
              new Behaviour(
                  new Behaviour.Answer(List.of("one"), Duration.ZERO, Duration.ZERO),
                  Behaviour.Failing.NEVER,
                  _ -> {}));
  private final RemoteProviders remote =
      RemoteProviders.start(InstantSource.system(), new FakeClock());

  @AfterEach
  void close() {
    remote.close();
    server.close();
  }

  /** How a call to a provider of this kind ends. */
  final Completion completed(ProviderKind kind, Call call) throws Exception {
    try (Provider provider = remote.create(Calls.settings(kind, server))) {
      return provider.generate(call, new CollectingSink());
    }
  }

  /** What the call was put in: what is looked up before it is none of it. */
  final ReceivedRequest sent() {
    return server.requests().stream()
        .filter(request -> request.method().equals("POST"))
        .findFirst()
        .orElseThrow();
  }
}
