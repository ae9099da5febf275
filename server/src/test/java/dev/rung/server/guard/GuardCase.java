package dev.rung.server.guard;

import dev.rung.server.generate.Tier;
import dev.rung.server.guard.Guard.Leave;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Models;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.time.FakeClock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;

/** What tests of a guard share: two models, a clock, and calls that go as they are told. */
abstract class GuardCase {
  static final int LIMIT = 3;
  static final Expected TOKENS = new Expected(60, 40);
  static final Duration QUICK = Duration.ofMillis(200);
  static final Model ONE = Models.named("one", Tier.SMALL).build();
  static final Model OTHER = Models.named("other", Tier.SMALL).build();

  final FakeClock clock = new FakeClock();
  FleetGuard guard = guard(RateLimits.NONE);

  FleetGuard guard(RateLimits ofOne) {
    return new FleetGuard(
        new GuardSettings(LIMIT, BreakerSettings.DEFAULT, Map.of("one", ofOne)), clock);
  }

  Permit enter(Model model) {
    return switch (guard.leave(model, TOKENS)) {
      case Leave.Granted(var permit) -> permit;
      case Leave.Refused(var why) -> throw new AssertionError(why.text());
    };
  }

  Hindrance refused(Model model) {
    return switch (guard.leave(model, TOKENS)) {
      case Leave.Granted(var permit) -> throw new AssertionError("granted");
      case Leave.Refused(var why) -> why;
    };
  }

  void answer(Model model) {
    try (Permit permit = enter(model)) {
      permit.answered(QUICK, 100);
    }
  }

  void fail(Model model, ProviderException failure, Duration latency) {
    try (Permit permit = enter(model)) {
      permit.failed(failure, latency, 0);
    }
  }

  void fail(FailureKind kind) {
    fail(ONE, ProviderException.of(kind, "as told"), QUICK);
  }

  void fail(FailureKind kind, int times) {
    IntStream.range(0, times).forEach(_ -> fail(kind));
  }
}
