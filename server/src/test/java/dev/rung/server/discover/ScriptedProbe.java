package dev.rung.server.discover;

import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Answers for the servers that it is told of; nothing answers anywhere else. */
final class ScriptedProbe implements Probe {
  final List<URI> asked = new CopyOnWriteArrayList<>();
  final List<Duration> limits = new CopyOnWriteArrayList<>();
  private final Map<String, List<Offered>> servers = new HashMap<>();
  private final Map<String, ProviderException> failures = new HashMap<>();
  private final CountDownLatch never = new CountDownLatch(1);
  private boolean hangs;

  ScriptedProbe with(String url, String... ids) {
    servers.put(
        url,
        Arrays.stream(ids)
            .map(id -> new Offered(id, Optional.empty(), OptionalInt.empty()))
            .toList());
    return this;
  }

  ScriptedProbe with(String url, Offered... models) {
    servers.put(url, List.of(models));
    return this;
  }

  ScriptedProbe failing(String url, ProviderException failure) {
    failures.put(url, failure);
    return this;
  }

  /** No server answers, and none refuses either. */
  ScriptedProbe hanging() {
    hangs = true;
    return this;
  }

  @Override
  public List<Offered> models(ProviderSettings provider, Duration limit)
      throws ProviderException, InterruptedException {
    asked.add(provider.baseUrl());
    limits.add(limit);
    if (hangs) {
      never.await();
    }
    String url = provider.baseUrl().toString();
    ProviderException failure = failures.get(url);
    if (failure != null) {
      throw failure;
    }
    List<Offered> models = servers.get(url);
    if (models == null) {
      throw ProviderException.of(FailureKind.UNAVAILABLE, "connection refused");
    }
    return models;
  }
}
