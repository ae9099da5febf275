package dev.rung.bench.local;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** How calls ended. Safe for many threads. */
final class SoakTally {
  private final Map<String, LongAdder> ends = new ConcurrentHashMap<>();
  private final LongAdder calls = new LongAdder();
  private final AtomicReference<Optional<String>> fault = new AtomicReference<>(Optional.empty());

  /** Counts a call. */
  void ended(String how) {
    calls.increment();
    ends.computeIfAbsent(how, key -> new LongAdder()).increment();
  }

  /** Counts one that must not end so. The first is kept. */
  void wrong(String what) {
    ended("WRONG: " + what);
    fault.compareAndSet(Optional.empty(), Optional.of(what));
  }

  long calls() {
    return calls.sum();
  }

  Optional<String> fault() {
    return fault.get();
  }

  /** How many ended how. */
  Map<String, Long> ends() {
    Map<String, Long> sums = new TreeMap<>();
    ends.forEach((how, count) -> sums.put(how, count.sum()));
    return sums;
  }
}
