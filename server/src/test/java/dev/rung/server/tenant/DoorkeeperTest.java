package dev.rung.server.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Caller;
import dev.rung.server.generate.Rights;
import dev.rung.server.generate.Tier;
import dev.rung.server.guard.RateLimits;
import dev.rung.server.tenant.Entry.Admitted;
import dev.rung.server.tenant.Entry.Fault;
import dev.rung.server.tenant.Entry.Turned;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DoorkeeperTest {
  private static final Rights SMALL =
      new Rights(Optional.empty(), Optional.of(Tier.SMALL), Set.of());

  private final KeyCase rig = new KeyCase();

  @AfterEach
  void close() {
    rig.close();
  }

  private Entry ask(Credentials shown, Need need) {
    return rig.doorkeeper().callers().ask(shown, need);
  }

  private Fault refused(Credentials shown, Need need) {
    return ((Turned) ask(shown, need)).fault();
  }

  private static TenantSettings settings(boolean enabled, Rights rights, String... certificates) {
    return new TenantSettings(
        enabled,
        RateLimits.NONE,
        OptionalInt.empty(),
        rights,
        List.of(certificates),
        Set.of(Scope.GENERATE));
  }

  @Test
  void everybodyIsTheDefaultTenantWhileThereIsNoKey() {
    rig.settings("default", settings(true, SMALL));

    assertThat(ask(KeyCase.bearer("anything"), Need.GENERATE))
        .isEqualTo(new Admitted(new Caller("default", SMALL, true), Set.of(Scope.values())));
  }

  @Test
  void whoHasNoKeyIsTurnedAwayWhereTheDefaultTenantIsDisabled() {
    rig.settings("default", settings(false, Rights.ALL));

    assertThat(refused(Credentials.NONE, Need.GENERATE)).isEqualTo(Fault.TENANT_DISABLED);
    assertThat(ask(Credentials.NONE, Need.NOTHING)).isInstanceOf(Admitted.class);
  }

  @Test
  void doorsThatOthersReachStayClosedWhateverTheSettingsBecome() {
    rig.settings("acme", settings(true, Rights.ALL, "build.example"));
    Doorkeeper doorkeeper = rig.doorkeeper();
    doorkeeper.keepClosed();

    rig.settings("acme", settings(true, Rights.ALL));
    assertThat(doorkeeper.callers().ask(Credentials.NONE, Need.GENERATE))
        .isInstanceOf(Turned.class);
    rig.rule = Doorkeeper.Rule.NEVER;

    assertThat(doorkeeper.callers().ask(Credentials.NONE, Need.GENERATE))
        .isInstanceOf(Turned.class);
    assertThat(doorkeeper.operators(false).ask(Credentials.NONE, Need.ADMIN))
        .isInstanceOf(Turned.class);
  }

  @Test
  void fromTheFirstKeyOnEverybodyNeedsOne() throws KeyException {
    NewKey first = rig.make("acme", Scope.GENERATE);
    rig.keys.revoke(first.key().id());

    assertThat(refused(Credentials.NONE, Need.GENERATE)).isEqualTo(Fault.KEY_MISSING);
  }

  @Test
  void aKeyMayBeRequiredBeforeThereIsOne() {
    rig.rule = Doorkeeper.Rule.ALWAYS;

    assertThat(refused(Credentials.NONE, Need.STATS)).isEqualTo(Fault.KEY_MISSING);
  }

  @Test
  void nobodyIsAskedWhereThatIsSwitchedOff() throws KeyException {
    rig.make("acme", Scope.ADMIN);
    rig.rule = Doorkeeper.Rule.NEVER;

    assertThat(ask(Credentials.NONE, Need.GENERATE)).isInstanceOf(Admitted.class);
    assertThat(rig.doorkeeper().operators(false).ask(Credentials.NONE, Need.ADMIN))
        .isInstanceOf(Admitted.class);
  }

  @Test
  void aKeyStandsForItsTenantWithItsRights() throws KeyException {
    rig.settings("acme", settings(true, SMALL));
    NewKey key = rig.make("acme", Scope.GENERATE);

    assertThat(ask(KeyCase.bearer(key), Need.GENERATE))
        .isEqualTo(new Admitted(new Caller("acme", SMALL, false), Set.of(Scope.GENERATE)));
    assertThat(refused(KeyCase.bearer(key), Need.STATS)).isEqualTo(Fault.SCOPE_MISSING);
  }

  @Test
  void theWordBearerIsReadInAnyCase() throws KeyException {
    NewKey key = rig.make("acme", Scope.GENERATE);
    Credentials shown =
        new Credentials(Optional.of("bEARER  " + key.text() + " "), List.of(), Optional.empty());

    assertThat(ask(shown, Need.GENERATE)).isInstanceOf(Admitted.class);
  }

  @Test
  void aKeyEndsToTheInstant() throws KeyException {
    NewKey key =
        rig.keys.create(
            KeyCase.request(
                "acme", Optional.of(KeyCase.START.plus(Duration.ofDays(1))), Scope.GENERATE));
    rig.now = KeyCase.START.plus(Duration.ofDays(1)).minusNanos(1);
    assertThat(ask(KeyCase.bearer(key), Need.GENERATE)).isInstanceOf(Admitted.class);

    rig.now = rig.now.plusNanos(1);

    assertThat(refused(KeyCase.bearer(key), Need.GENERATE)).isEqualTo(Fault.KEY_EXPIRED);
  }

  @Test
  void aRevokedKeyCountsNoMore() throws KeyException {
    NewKey key = rig.make("acme", Scope.GENERATE);
    rig.keys.revoke(key.key().id());

    assertThat(refused(KeyCase.bearer(key), Need.GENERATE)).isEqualTo(Fault.KEY_REVOKED);
  }

  @Test
  void aTenantThatIsDisabledIsTurnedAway() throws KeyException {
    rig.settings("acme", settings(false, Rights.ALL));
    NewKey key = rig.make("acme", Scope.GENERATE);

    assertThat(refused(KeyCase.bearer(key), Need.GENERATE)).isEqualTo(Fault.TENANT_DISABLED);
  }

  @Test
  void theDoorForOperatorsIsOpenOnLoopbackUntilThereIsAKeyForThem() throws KeyException {
    Door loopback = rig.doorkeeper().operators(true);
    Door beyond = rig.doorkeeper().operators(false);
    rig.make("acme", Scope.GENERATE);
    assertThat(loopback.ask(Credentials.NONE, Need.ADMIN)).isInstanceOf(Admitted.class);
    assertThat(beyond.ask(Credentials.NONE, Need.ADMIN)).isInstanceOf(Turned.class);

    NewKey key = rig.make("ops", Scope.ADMIN);

    assertThat(loopback.ask(Credentials.NONE, Need.ADMIN)).isInstanceOf(Turned.class);
    assertThat(loopback.ask(KeyCase.bearer(key), Need.ADMIN)).isInstanceOf(Admitted.class);
  }

  @Test
  void aCertificateStandsForTheTenantThatNamesIt() {
    rig.settings("acme", settings(true, SMALL, "build.example"));
    Credentials shown =
        new Credentials(Optional.empty(), List.of("x", "build.example"), Optional.empty());

    assertThat(ask(shown, Need.GENERATE))
        .isEqualTo(new Admitted(new Caller("acme", SMALL, false), Set.of(Scope.GENERATE)));
    assertThat(refused(shown, Need.ADMIN)).isEqualTo(Fault.SCOPE_MISSING);
    assertThat(
            refused(
                new Credentials(Optional.empty(), List.of("other"), Optional.empty()),
                Need.GENERATE))
        .isEqualTo(Fault.KEY_MISSING);
  }

  @Test
  void nothingThatIsShownIsRepeated() throws KeyException {
    String secret = rig.make("acme", Scope.GENERATE).text().substring(18);
    Credentials shown = KeyCase.bearer("rung_aaaaaaaaaaaa_" + secret);

    assertThat(shown.toString() + ask(shown, Need.GENERATE)).doesNotContain(secret);
  }
}
