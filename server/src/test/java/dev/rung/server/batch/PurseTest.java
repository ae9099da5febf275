package dev.rung.server.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.batch.Purse.Take;
import dev.rung.server.engine.CostBounds;
import dev.rung.server.generate.Money;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class PurseTest {
  private final Purse purse = new Purse(new Money(100));

  @Test
  void coversTheDearestCandidateAndTakesBackWhatWasNotSpent() {
    assertThat(take(10, 70)).isEqualTo(new Take.Slice(new Money(70)));
    assertThat(take(10, 40)).isEqualTo(new Take.Later());

    purse.settle(new Money(70), new Money(5));

    assertThat(take(10, 40)).isEqualTo(new Take.Slice(new Money(40)));
    assertThat(take(55, 55)).isEqualTo(new Take.Slice(new Money(55)));
  }

  @Test
  void givesAllThatIsLeftToTheLastOneWhoseFirstCandidateItCovers() {
    assertThat(take(60, 300)).isEqualTo(new Take.Slice(new Money(100)));
    purse.settle(new Money(100), new Money(60));

    assertThat(take(41, 50)).isEqualTo(new Take.Never(new Money(40)));
    assertThat(take(40, 50)).isEqualTo(new Take.Slice(new Money(40)));
  }

  @Test
  void extendsASliceByWhatIsLeftAndNoMore() {
    take(10, 70);

    assertThat(purse.extend(new Money(31))).isFalse();
    assertThat(purse.extend(new Money(20))).isTrue();
    assertThat(purse.extend(new Money(11))).isFalse();
    purse.settle(new Money(90), new Money(85));

    assertThat(take(15, 15)).isEqualTo(new Take.Slice(new Money(15)));
  }

  @Test
  void anItemsWalletGrowsWithinTheItemsOwnLimit() {
    take(10, 50);
    Wallet wallet = new Wallet(purse, new Money(50), Optional.of(new Money(80)));

    assertThat(wallet.pays(new Money(31))).isFalse();
    assertThat(wallet.pays(new Money(30))).isTrue();
    assertThat(wallet.pays(new Money(1))).isFalse();
    wallet.settle(new Money(75));

    assertThat(take(25, 25)).isEqualTo(new Take.Slice(new Money(25)));
  }

  @Test
  void whatCostsNothingNeedsNothing() {
    take(100, 100);

    assertThat(take(0, 0)).isEqualTo(new Take.Slice(Money.ZERO));
  }

  @Test
  void isNeverPassedHoweverManySpendAtOnce() throws InterruptedException {
    long seed = System.nanoTime();
    Purse shared = new Purse(new Money(1_000_000));
    AtomicLong spent = new AtomicLong();
    CountDownLatch ended = new CountDownLatch(4);
    for (int i = 0; i < 4; i++) {
      SplittableRandom random = new SplittableRandom(seed + i);
      Thread.ofPlatform()
          .start(() -> {
            for (int n = 0; n < 50_000; n++) {
              long most = random.nextLong(1, 500);
              CostBounds bounds = new CostBounds(new Money(most), new Money(most));
              if (shared.take(bounds) instanceof Take.Slice(Money slice)) {
                long cost = random.nextLong(0, slice.nanos() + 1);
                spent.addAndGet(cost);
                shared.settle(slice, new Money(cost));
              }
            }
            ended.countDown();
          });
    }
    ended.await();

    assertThat(spent.get()).as("seed %d", seed).isBetween(990_000L, 1_000_000L);
  }

  private Take take(long first, long most) {
    return purse.take(new CostBounds(new Money(first), new Money(most)));
  }
}
