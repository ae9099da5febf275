package dev.rung.server.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.Tier;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RegistryTest {

  @Test
  void closesAReplacedRosterWhenItsLastRequestHasEnded() {
    Counting provider = new Counting();
    Registry registry = new Registry(rosterOf(provider));
    Registry.Lease first = registry.lease();
    Registry.Lease second = registry.lease();

    registry.replace(rosterOf(new Counting()));
    first.close();
    first.close();
    int closedWhileInUse = provider.closed.get();
    second.close();

    assertThat(closedWhileInUse).isZero();
    assertThat(provider.closed).hasValue(1);
  }

  @Test
  void closesAReplacedRosterAtOnceWhenNobodyUsesIt() {
    Counting provider = new Counting();
    Registry registry = new Registry(rosterOf(provider));

    registry.replace(rosterOf(new Counting()));

    assertThat(provider.closed).hasValue(1);
  }

  @Test
  void neverLendsAClosedRosterUnderConstantReplacement() {
    long seed = System.nanoTime();
    AtomicInteger lentClosed = new AtomicInteger();
    List<Counting> providers = new CopyOnWriteArrayList<>();
    providers.add(new Counting());
    Registry registry = new Registry(rosterOf(providers.getFirst()));

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        Random random = new Random(seed + i);
        threads.execute(() -> {
          for (int n = 0; n < 500; n++) {
            if (random.nextInt(10) == 0) {
              Counting next = new Counting();
              providers.add(next);
              registry.replace(rosterOf(next));
            }
            try (Registry.Lease lease = registry.lease()) {
              lentClosed.addAndGet(closedCount(lease.roster()));
            }
          }
        });
      }
    }
    registry.close();

    assertThat(lentClosed).as("seed %d", seed).hasValue(0);
    assertThat(providers).as("seed %d", seed).allMatch(p -> p.closed.get() == 1);
  }

  private static int closedCount(Roster roster) {
    Provider provider = roster.provider(Models.named("any", Tier.SMALL).build()).orElseThrow();
    return ((Counting) provider).closed.get();
  }

  private static Roster rosterOf(Provider provider) {
    return new Roster(List.of(), List.of(), Map.of("scripted", provider), Advice.NONE);
  }

  /** Counts how often it is closed. */
  private static final class Counting implements Provider {
    private final AtomicInteger closed = new AtomicInteger();

    @Override
    public Completion generate(Call call, ChunkSink sink) throws ProviderException {
      throw ProviderException.of(FailureKind.UNAVAILABLE, "never called");
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }
}
