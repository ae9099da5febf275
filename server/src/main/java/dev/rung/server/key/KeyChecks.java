package dev.rung.server.key;

import dev.rung.server.guard.Hindrance.Kind;
import dev.rung.server.provider.ApiKey;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderSettings;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Asks providers whether they take their keys. Safe for several threads.
 *
 * <p>An answer counts for a key only where the same question is refused without one: some servers
 * list their models to everybody. Whether that is so is asked once for each address.
 */
public final class KeyChecks {
  private static final int FORBIDDEN = 403;

  private final KeyProbe probe;
  private final Keyring keyring;
  private final InstantSource clock;
  private final Map<Asked, KeyCheck> last = new ConcurrentHashMap<>();

  /** Whether a place answers without a key; unknown where it is not in it. */
  private final Map<URI, Boolean> answersAnybody = new ConcurrentHashMap<>();

  private record Asked(String provider, ApiKey key) {}

  public KeyChecks(KeyProbe probe, Keyring keyring, InstantSource clock) {
    this.probe = probe;
    this.keyring = keyring;
    this.clock = clock;
  }

  /**
   * Asks about every key of these providers at once; returns after twice the limit at most.
   *
   * @throws InterruptedException at once when the thread is interrupted
   */
  public void check(List<KeyHolder> holders, Duration limit) throws InterruptedException {
    if (Thread.interrupted()) {
      // Answers that come at once leave nothing to wait for, which is where it would be noticed.
      throw new InterruptedException("interrupted before keys were checked");
    }
    List<Callable<Boolean>> questions = new ArrayList<>();
    Set<Asked> asked = new LinkedHashSet<>();
    Set<ProviderSettings> accepting = ConcurrentHashMap.newKeySet();
    for (KeyHolder holder : holders) {
      if (holder.notAsked().isEmpty()) {
        for (ApiKey key : holder.settings().keys().present()) {
          asked.add(new Asked(holder.settings().name(), key));
          questions.add(() -> ask(holder.settings(), key, limit, accepting));
        }
      }
    }
    last.keySet().retainAll(asked);
    answersAnybody.keySet().retainAll(places(holders));
    Set<Asked> silent = runAll(questions, new ArrayList<>(asked), limit);
    silent.forEach(one -> keep(one, KeyStatus.UNREACHABLE, "no answer in time"));
    settle(accepting, limit);
  }

  private static Set<URI> places(List<KeyHolder> holders) {
    return holders.stream().map(holder -> holder.settings().baseUrl()).collect(Collectors.toSet());
  }

  /** What became of a key that nobody asked about yet is empty. */
  Optional<KeyCheck> last(ProviderSettings provider, ApiKey key) {
    return Optional.ofNullable(last.get(new Asked(provider.name(), key)));
  }

  private boolean ask(
      ProviderSettings provider, ApiKey key, Duration limit, Set<ProviderSettings> accepting)
      throws InterruptedException {
    Asked asked = new Asked(provider.name(), key);
    try {
      probe.ask(provider, Optional.of(key), limit);
      keep(asked, KeyStatus.NOT_CHECKED, "its provider answered");
      accepting.add(provider);
    } catch (ProviderException failure) {
      last.put(asked, KeyCheck.of(failure, clock.instant()));
      learn(provider, key, failure);
    }
    return true;
  }

  private void learn(ProviderSettings provider, ApiKey key, ProviderException failure) {
    boolean refused = failure.kind() == FailureKind.AUTH && failure.status().orElse(0) != FORBIDDEN;
    if (refused) {
      keyring.guard(provider.name(), key).everywhere().useless(Kind.KEY);
    } else if (failure.kind() == FailureKind.QUOTA_EXHAUSTED) {
      keyring.guard(provider.name(), key).everywhere().useless(Kind.QUOTA);
    }
  }

  /** Finds out what the answers of these providers are worth. */
  private void settle(Set<ProviderSettings> accepting, Duration limit) throws InterruptedException {
    List<ProviderSettings> unknown =
        accepting.stream().filter(p -> !answersAnybody.containsKey(p.baseUrl())).toList();
    List<Callable<Boolean>> questions = new ArrayList<>();
    unknown.forEach(provider -> questions.add(() -> askAsNobody(provider, limit)));
    Set<ProviderSettings> _ = runAll(questions, unknown, limit);
    for (ProviderSettings provider : accepting) {
      for (ApiKey key : provider.keys().present()) {
        last(provider, key)
            .filter(check -> check.status() == KeyStatus.NOT_CHECKED)
            .ifPresent(_ -> conclude(provider, key));
      }
    }
  }

  private boolean askAsNobody(ProviderSettings provider, Duration limit)
      throws InterruptedException {
    try {
      probe.ask(provider, Optional.empty(), limit);
      answersAnybody.put(provider.baseUrl(), true);
    } catch (ProviderException failure) {
      if (failure.kind() == FailureKind.AUTH) {
        answersAnybody.put(provider.baseUrl(), false);
      }
    }
    return true;
  }

  private void conclude(ProviderSettings provider, ApiKey key) {
    Asked asked = new Asked(provider.name(), key);
    Boolean anybody = answersAnybody.get(provider.baseUrl());
    if (anybody == null) {
      keep(asked, KeyStatus.NOT_CHECKED, "whether its answer depends on the key is not known");
    } else if (anybody) {
      keep(asked, KeyStatus.NOT_CHECKED, "its provider answers such questions to anybody");
    } else {
      keep(asked, KeyStatus.VALID, "its provider took it");
      restore(provider, key);
    }
  }

  /** An empty account is not seen by such a question. */
  private void restore(ProviderSettings provider, ApiKey key) {
    Rest rest = keyring.guard(provider.name(), key).everywhere();
    if (rest.distrust().equals(Optional.of(Kind.KEY))) {
      rest.restored();
    }
  }

  private void keep(Asked asked, KeyStatus status, String detail) {
    last.put(asked, new KeyCheck(status, detail, clock.instant()));
  }

  /** Runs all at once, each on a thread of its own; those that did not end are returned. */
  private static <T> Set<T> runAll(List<Callable<Boolean>> questions, List<T> of, Duration limit)
      throws InterruptedException {
    Set<T> silent = new LinkedHashSet<>();
    if (questions.isEmpty()) {
      return silent;
    }
    ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("rung-key-check-", 0).factory());
    try {
      var ended = threads.invokeAll(questions, limit.toMillis(), TimeUnit.MILLISECONDS);
      for (int i = 0; i < ended.size(); i++) {
        if (ended.get(i).isCancelled()) {
          silent.add(of.get(i));
        }
      }
      return silent;
    } finally {
      // Not closed: that would wait for a question that does not heed its interrupt.
      threads.shutdownNow();
    }
  }
}
