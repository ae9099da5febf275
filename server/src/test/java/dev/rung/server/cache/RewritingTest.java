package dev.rung.server.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RewritingTest {
  private static final CacheKey KEY = new CacheKey(1, 2, 3, 4);

  private final Deque<Runnable> paused = new ArrayDeque<>();
  private final Deque<CompletableFuture<Boolean>> writing = new ArrayDeque<>();
  private final List<List<CacheKey>> told = new ArrayList<>();
  private final AtomicInteger recovered = new AtomicInteger();
  private final Rewriting rewriting =
      new Rewriting(paused::add, told::add, this::write, recovered::incrementAndGet);

  private CompletableFuture<Boolean> write() {
    writing.add(new CompletableFuture<>());
    return writing.getLast();
  }

  @Test
  void triesOnceMoreWhereThePauseEndsWhileATryIsOnItsWay() {
    rewriting.refused(KEY);
    paused.remove().run();
    rewriting.refused(KEY);
    paused.remove().run();
    assertThat(told).containsExactly(List.of(KEY));

    writing.remove().complete(true);

    paused.remove().run();
    assertThat(told).containsExactly(List.of(KEY), List.of(KEY));
    writing.remove().complete(true);
    assertThat(rewriting.unwritten()).isZero();
    assertThat(recovered).hasValue(1);
    assertThat(paused).isEmpty();
  }

  @Test
  void triesNothingMoreOnceItIsClosed() {
    rewriting.refused(KEY);

    rewriting.close();
    paused.remove().run();
    rewriting.refused(KEY);

    assertThat(told).isEmpty();
    assertThat(paused).isEmpty();
    assertThat(rewriting.unwritten()).isEqualTo(1);
  }
}
