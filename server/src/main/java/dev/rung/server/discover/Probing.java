package dev.rung.server.discover;

import dev.rung.server.provider.ProviderException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Asks several servers at once which models they have; all together within one limit. */
final class Probing {
  private final Probe probe;
  private final Duration limit;

  Probing(Probe probe, Duration limit) {
    this.probe = probe;
    this.limit = limit;
  }

  /** The answers, by provider; those that gave none are in the notes. */
  Map<Providers.Source, List<Probe.Offered>> ask(List<Providers.Source> sources, List<String> notes)
      throws InterruptedException {
    if (sources.isEmpty()) {
      return Map.of();
    }
    ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("rung-probe-", 0).factory());
    try {
      List<Future<List<Probe.Offered>>> answers =
          threads.invokeAll(
              sources.stream().map(this::task).toList(), limit.toMillis(), TimeUnit.MILLISECONDS);
      return gather(sources, answers, notes);
    } finally {
      // Not closed: that would wait for a probe that does not heed its interrupt.
      threads.shutdownNow();
    }
  }

  private java.util.concurrent.Callable<List<Probe.Offered>> task(Providers.Source source) {
    return () -> probe.models(source.provider().settings(), limit);
  }

  private static Map<Providers.Source, List<Probe.Offered>> gather(
      List<Providers.Source> sources, List<Future<List<Probe.Offered>>> answers, List<String> notes)
      throws InterruptedException {
    Map<Providers.Source, List<Probe.Offered>> offered = new LinkedHashMap<>();
    for (int i = 0; i < sources.size(); i++) {
      Providers.Source source = sources.get(i);
      try {
        offered.put(source, answers.get(i).get());
      } catch (CancellationException e) {
        notes.add(silent(source));
      } catch (ExecutionException e) {
        notes.add(failed(source, e));
      }
    }
    return offered;
  }

  private static String silent(Providers.Source source) {
    return source.name() + " does not answer at " + FoundModels.place(source);
  }

  private static String failed(Providers.Source source, ExecutionException e) {
    return switch (e.getCause()) {
      case ProviderException failure ->
          switch (failure.kind()) {
            case TIMEOUT, UNAVAILABLE -> silent(source);
            case RATE_LIMITED,
                QUOTA_EXHAUSTED,
                OVERLOADED,
                BAD_RESPONSE,
                AUTH,
                CONTEXT_TOO_LONG,
                CONTENT_FILTERED,
                INVALID_REQUEST ->
                source.name() + " at " + FoundModels.place(source) + ": " + failure.text();
          };
      case InterruptedException interrupted -> silent(source);
      case null, default -> throw new IllegalStateException("a probe failed", e);
    };
  }
}
