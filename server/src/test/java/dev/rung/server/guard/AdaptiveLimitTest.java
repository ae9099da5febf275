package dev.rung.server.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.generate.Tier;
import dev.rung.server.guard.Guard.Leave;
import dev.rung.server.guard.Hindrance.Kind;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Models;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.Reach;
import dev.rung.server.time.FakeClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How many calls a provider is found to bear. */
class AdaptiveLimitTest extends GuardCase {
  private final ProviderException busy = ProviderException.of(FailureKind.OVERLOADED, "as told");

  private static FleetGuard guard(FakeClock clock, AdaptiveSettings adaptive) {
    return new FleetGuard(
        new GuardSettings(
            1000,
            new BreakerSettings(
                Duration.ofSeconds(30),
                1_000_000,
                1,
                Duration.ofHours(1),
                1,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                0),
            Map.of(),
            QueueSettings.DEFAULT,
            adaptive,
            true),
        clock);
  }

  private int limit() {
    return guard.load("one").orElseThrow().limit();
  }

  private List<Permit> enter(Model model, int calls) {
    List<Permit> permits = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      permits.add(enter(model));
    }
    return permits;
  }

  private void round(int calls) {
    List<Permit> permits = enter(ONE, calls);
    permits.forEach(permit -> permit.answered(QUICK, 1));
    permits.forEach(Permit::close);
    clock.passSeconds(1);
  }

  private void overload(int inFlight) {
    List<Permit> permits = enter(ONE, inFlight);
    clock.passSeconds(1);
    permits.forEach(permit -> permit.failed(busy, QUICK, 0));
    permits.forEach(Permit::close);
  }

  @Test
  void holdsNobodyBackWhereAllGoesWell() {
    guard = guard(clock, new AdaptiveSettings(true, 1, 100));
    round(100);

    assertThat(limit()).isEqualTo(100);
  }

  @Test
  void isCutOnceForAllCallsOfARound() {
    guard = guard(clock, new AdaptiveSettings(true, 1, 100));
    overload(40);

    assertThat(limit()).isEqualTo(30);
    overload(20);
    assertThat(limit()).isEqualTo(15);
  }

  @Test
  void holdsBackWhatExceedsItAtEveryModelOfTheProvider() {
    guard = guard(clock, new AdaptiveSettings(true, 1, 100));
    overload(8);

    List<Permit> permits = enter(ONE, 4);
    permits.addAll(enter(OTHER, 2));

    assertThat(refused(ONE).kind()).isEqualTo(Kind.BUSY);
    assertThat(refused(OTHER).kind()).isEqualTo(Kind.BUSY);
    permits.getFirst().close();
    enter(OTHER);
  }

  @Test
  void growsByItsSquareRootInARoundThatUsesIt() {
    guard = guard(clock, new AdaptiveSettings(true, 1, 100));
    overload(22);
    assertThat(limit()).isEqualTo(16);

    round(16);

    assertThat(limit()).isBetween(19, 20);
    for (int i = 0; i < 100; i++) {
      round(limit());
    }
    assertThat(limit()).isEqualTo(100);
  }

  @Test
  void doesNotGrowWhereItIsNotUsed() {
    guard = guard(clock, new AdaptiveSettings(true, 1, 100));
    overload(40);
    for (int i = 0; i < 100; i++) {
      round(14);
    }

    assertThat(limit()).isEqualTo(30);
  }

  @Test
  void neverGoesBelowItsBound() {
    guard = guard(clock, new AdaptiveSettings(true, 3, 100));
    for (int i = 0; i < 20; i++) {
      overload(3);
    }

    assertThat(limit()).isEqualTo(3);
  }

  @Test
  void staysWhereItIsWhereThatIsSet() {
    guard = guard(clock, new AdaptiveSettings(false, 1, 10));
    overload(10);

    assertThat(limit()).isEqualTo(10);
  }

  @ParameterizedTest
  @EnumSource(
      value = FailureKind.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"OVERLOADED", "RATE_LIMITED", "QUOTA_EXHAUSTED", "AUTH"})
  void isNotCutByOtherFailures(FailureKind kind) {
    guard = guard(clock, new AdaptiveSettings(true, 1, 100));
    clock.passSeconds(1);
    for (int i = 0; i < 10; i++) {
      fail(kind);
    }

    assertThat(limit()).isEqualTo(100);
  }

  @Test
  void isCutByATimeoutOfWhoHadTime() {
    guard = guard(clock, new AdaptiveSettings(true, 1, 100));
    clock.passSeconds(1);
    fail(ONE, ProviderException.of(FailureKind.TIMEOUT, "as told"), Duration.ofSeconds(30));

    assertThat(limit()).isOne();
  }

  @Test
  void isNotCutByAFullLineWithinThisProcess() {
    guard = guard(clock, new AdaptiveSettings(true, 1, 100));
    Model here = Models.named("here", Tier.TINY).reach(Reach.IN_PROCESS).build();
    clock.passSeconds(1);
    fail(here, ProviderException.of(FailureKind.RATE_LIMITED, "as told"), QUICK);

    assertThat(guard.load("here").orElseThrow().limit()).isEqualTo(100);
  }

  @Test
  void getsEveryPlaceBackHoweverACallEnds() {
    guard = guard(clock, new AdaptiveSettings(true, 4, 4));
    for (int i = 0; i < 50; i++) {
      Permit answered = enter(ONE);
      Permit failed = enter(ONE);
      Permit left = enter(ONE);
      Permit untold = enter(ONE);
      assertThat(guard.leave(ONE, TOKENS)).isInstanceOf(Leave.Refused.class);
      answered.answered(QUICK, 1);
      failed.failed(busy, QUICK, 0);
      left.left(3);
      List.of(answered, failed, left, untold, left).forEach(Permit::close);
    }

    assertThat(guard.inFlight("one")).isZero();
    enter(ONE, 4);
  }

  @Test
  void refusesBoundsThatMakeNoSense() {
    assertThatThrownBy(() -> new AdaptiveSettings(true, 0, 1)).hasMessageContaining("least");
    assertThatThrownBy(() -> new AdaptiveSettings(true, 5, 4)).hasMessageContaining("least");
  }
}
