package dev.rung.server.provider.local;

import dev.rung.server.provider.Provider;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;

/**
 * The models in this process. They outlive a reload of the configuration: one that is still wanted
 * stays in memory as it is, one that is not wanted any more leaves with the last request that uses
 * it. Safe for several threads.
 */
public final class LocalModels implements AutoCloseable {
  private final ModelLoader loader;
  private final LongSupplier nanoTime;
  private final ThreadFactory threads;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Map<LocalCheckpoint, Hosted> hosted = new HashMap<>();
  private Map<String, Hosted> byName = Map.of();

  public LocalModels(ModelLoader loader, LongSupplier nanoTime) {
    this(loader, nanoTime, Thread.ofPlatform().daemon().factory());
  }

  /**
   * @param threads on which models are loaded and tried
   */
  LocalModels(ModelLoader loader, LongSupplier nanoTime, ThreadFactory threads) {
    this.loader = loader;
    this.nanoTime = nanoTime;
    this.threads = threads;
  }

  /** Tells, on any thread, when a model begins or ceases to serve. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  private void changed() {
    listeners.forEach(Runnable::run);
  }

  /**
   * A provider of models by name; closing it gives up its share in them.
   *
   * @param eager names of those that are loaded at once; the others for their first request
   */
  public synchronized Provider provider(Map<String, LocalCheckpoint> wanted, Set<String> eager) {
    Map<String, Hosted> named = new HashMap<>();
    wanted.forEach((name, checkpoint) ->
        named.put(
            name,
            hosted.computeIfAbsent(
                checkpoint, key -> new Hosted(key, loader, this::changed, nanoTime, threads))));
    named.values().forEach(Hosted::share);
    named.values().forEach(Hosted::forget);
    named.forEach((name, host) -> {
      if (eager.contains(name)) {
        host.start();
      }
    });
    byName = Map.copyOf(named);
    return new LocalProvider(named, nanoTime, () -> release(named));
  }

  /** Why the model of this name does not serve now; absent when it can be asked. */
  public Optional<String> notReady(String model) {
    return Optional.ofNullable(named().get(model)).flatMap(Hosted::notReady);
  }

  /** Whether the model of this name has shown that it can answer. */
  public boolean serves(String model) {
    Hosted host = named().get(model);
    return host != null && host.serves();
  }

  /** How fast the model of this name has been; absent until it was measured. */
  public Optional<MeasuredPace.Figures> pace(String model) {
    return Optional.ofNullable(named().get(model)).flatMap(host -> host.pace().figures());
  }

  /**
   * Tries models that failed once more, and blocks while they are at it; those that could not be
   * loaded are tried again after a while, or when their files were changed.
   */
  public void retry() {
    List<Hosted> all;
    synchronized (this) {
      all = new ArrayList<>(hosted.values());
    }
    all.forEach(Hosted::retry);
  }

  private synchronized Map<String, Hosted> named() {
    return byName;
  }

  private synchronized void release(Map<String, Hosted> shares) {
    for (Hosted host : shares.values()) {
      if (host.unshare()) {
        hosted.values().remove(host);
        host.close();
      }
    }
  }

  @Override
  public synchronized void close() {
    hosted.values().forEach(Hosted::close);
    hosted.clear();
  }
}
