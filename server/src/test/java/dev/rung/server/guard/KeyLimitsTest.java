package dev.rung.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.guard.Guard.Leave;
import dev.rung.server.guard.Hindrance.Kind;
import dev.rung.server.provider.Allowance;
import dev.rung.server.provider.Allowance.Refill;
import dev.rung.server.provider.Allowance.Unit;
import dev.rung.server.provider.ApiKey;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.KeySource;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a provider tells of its limits belongs to the key that it was asked with. */
class KeyLimitsTest extends GuardCase {
  private static final ApiKey A = key("a");
  private static final ApiKey B = key("b");
  private static final List<ApiKey> BOTH = List.of(A, B);

  private static ApiKey key(String name) {
    return new ApiKey(name, new KeySource.Variable(name), 1, new Secret("sk-" + name + "-012345"));
  }

  private Permit enter(Model model, List<ApiKey> keys) {
    return switch (guard.leave(model, keys, TOKENS)) {
      case Leave.Granted(var permit) -> permit;
      case Leave.Refused(var why) -> throw new AssertionError(why.text());
    };
  }

  /** An answer with this key says what is left of its requests until the reset. */
  private void hear(ApiKey key, long remaining, int resetSeconds) {
    try (Permit permit = enter(ONE, List.of(key))) {
      permit.allowances(
          List.of(
              new Allowance(
                  Unit.REQUESTS,
                  OptionalLong.of(10),
                  remaining,
                  Duration.ofSeconds(resetSeconds),
                  Refill.AT_RESET)));
      permit.answered(QUICK, TOKENS.total());
    }
  }

  private String used(List<ApiKey> keys) {
    try (Permit permit = enter(ONE, keys)) {
      permit.answered(QUICK, TOKENS.total());
      return permit.key().orElseThrow().name();
    }
  }

  private Leave leave(List<ApiKey> keys) {
    return guard.leave(ONE, keys, TOKENS);
  }

  @Test
  void takesTheFirstKeyThatHasRoom() {
    assertThat(used(BOTH)).isEqualTo("a");

    hear(A, 0, 60);

    assertThat(used(BOTH)).isEqualTo("b");
    clock.passSeconds(60);
    assertThat(used(BOTH)).isEqualTo("a");
  }

  @Test
  void holdsTheModelBackOnceNoKeyHasRoomUntilTheFirstOfThemHas() {
    hear(A, 0, 60);
    hear(B, 1, 20);
    assertThat(used(BOTH)).isEqualTo("b");

    assertThat(leave(BOTH))
        .isEqualTo(new Leave.Refused(new Hindrance(Kind.RATE, Duration.ofSeconds(20))));
    assertThat(leave(List.of(A)))
        .isEqualTo(new Leave.Refused(new Hindrance(Kind.RATE, Duration.ofSeconds(60))));
    assertThat(guard.inFlight("one")).isZero();
    clock.passSeconds(20);
    assertThat(used(BOTH)).isEqualTo("b");
  }

  @Test
  void theLimitOfOneModelIsNotThatOfAnother() {
    hear(A, 0, 60);

    try (Permit permit = enter(OTHER, BOTH)) {
      assertThat(permit.key()).contains(A);
    }
  }

  @Test
  void givesBackToTheKeyItWasTakenFrom() {
    hear(A, 0, 60);
    hear(B, 1, 60);
    enter(ONE, BOTH).close();
    try (Permit permit = enter(ONE, BOTH)) {
      permit.refused(ProviderException.of(FailureKind.AUTH, "as told"), 0);
    }

    assertThat(used(BOTH)).isEqualTo("b");
    assertThat(leave(BOTH)).isInstanceOf(Leave.Refused.class);
  }

  private int limitAfterRefusing(List<ApiKey> keys) {
    try (Permit permit = enter(ONE, keys)) {
      permit.refused(ProviderException.of(FailureKind.RATE_LIMITED, "as told"), 0);
    }
    return guard.load("one").orElseThrow().limit();
  }

  @Test
  void oneOfSeveralKeysThatIsLimitedDoesNotMakeItsProviderBusy() {
    guard = new FleetGuard(new GuardSettings(100, BreakerSettings.DEFAULT, Map.of()), clock);

    assertThat(limitAfterRefusing(BOTH)).isEqualTo(100);
    assertThat(limitAfterRefusing(List.of(B))).as("while the other one rests").isEqualTo(100);
  }

  @Test
  void theOnlyKeyThatIsLimitedShowsThatItsProviderIsBusy() {
    guard = new FleetGuard(new GuardSettings(100, BreakerSettings.DEFAULT, Map.of()), clock);

    assertThat(limitAfterRefusing(List.of(A))).isEqualTo(AdaptiveSettings.DEFAULT.least());
  }

  @Test
  void tellsForWhichModelsAKeyHasNothingLeft() {
    String provider = ONE.provider();
    hear(A, 0, 60);
    hear(B, 1, 60);

    assertThat(guard.usedUp(provider, A)).isEqualTo(Map.of("one", Duration.ofSeconds(60)));
    assertThat(guard.usedUp(provider, B)).isEmpty();
    assertThat(guard.usedUp("elsewhere", A)).as("the same key of another provider").isEmpty();
    clock.passSeconds(60);
    assertThat(guard.usedUp(provider, A)).isEmpty();
  }

  @Test
  void whoNeedsNoKeyHasNone() {
    assertThat(enter(ONE, List.of()).key()).isEmpty();
  }

  @Test
  void forgetsKeysThatAreNoLongerThere() {
    hear(A, 0, 60);
    hear(B, 0, 60);

    guard.retain(List.of(ONE), Set.of(B));

    assertThat(guard.knownKeys("one")).isOne();
    assertThat(leave(List.of(B))).isInstanceOf(Leave.Refused.class);
    assertThat(used(BOTH)).isEqualTo("a");
  }
}
