package dev.rung.server.tenant;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.peer.Peer;
import dev.rung.server.time.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantKeysTest {
  @TempDir Path folder;

  @Test
  void aKeyIsFoundByItsWholeText() throws KeyException {
    try (KeyCase rig = new KeyCase()) {
      NewKey made = rig.make("acme", Scope.GENERATE);

      assertThat(made.text()).matches("rung_[a-z2-9]{12}_[a-z2-9]{40}");
      assertThat(rig.keys.find(made.text())).hasValue(made.key());
    }
  }

  @Test
  void aSecretHasAtLeastTwoHundredBits() throws KeyException {
    try (KeyCase rig = new KeyCase()) {
      String secret = rig.make("acme", Scope.STATS).text().substring(18);

      // 32 letters are five bits each.
      assertThat(secret.length() * 5).isGreaterThanOrEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "rung_", "rung_aaaaaaaaaaaa_", "sk-123", "rung_a_b_c", "Bearer x"})
  void whatHasNotTheFormOfAKeyIsNone(String text) {
    try (KeyCase rig = new KeyCase()) {
      assertThat(rig.keys.find(text)).isEmpty();
    }
  }

  @Test
  void aSecretOfAnotherKeyOpensNothing() throws KeyException {
    try (KeyCase rig = new KeyCase()) {
      String one = rig.make("acme", Scope.GENERATE).text();
      String other = rig.make("acme", Scope.GENERATE).text();

      assertThat(rig.keys.find(one.substring(0, 18) + other.substring(18))).isEmpty();
    }
  }

  @Test
  void keysOutliveTheDaemon() throws KeyException {
    NewKey kept;
    NewKey revoked;
    try (KeyCase rig = new KeyCase(folder)) {
      kept = rig.make("acme", Scope.GENERATE, Scope.ADMIN);
      revoked = rig.make("acme", Scope.STATS);
      rig.keys.revoke(revoked.key().id());
      rig.keys.use(kept.key(), rig.now);
    }

    try (KeyCase again = new KeyCase(folder)) {
      assertThat(again.keys.find(kept.text()))
          .hasValue(kept.key().used(Instant.parse("2030-01-01T00:00:00Z")));
      assertThat(again.keys.find(revoked.text()).orElseThrow().revokedAt()).hasValue(KeyCase.START);
      assertThat(again.keys.exist()).isTrue();
      assertThat(again.keys.adminExists()).isTrue();
    }
  }

  @Test
  void theStoreHoldsNoSecret() throws KeyException, IOException {
    NewKey made;
    try (KeyCase rig = new KeyCase(folder)) {
      made = rig.make("acme", Scope.GENERATE);
    }

    String secret = made.text().substring(18);
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        assertThat(new String(Files.readAllBytes(file), ISO_8859_1))
            .doesNotContain(secret.substring(0, 10));
      }
    }
    assertThat(made.toString() + made.key() + KeyText.parse(made.text())).doesNotContain(secret);
  }

  @Test
  void onlyItsOwnerReadsTheFilesOfKeys() throws KeyException, IOException {
    try (KeyCase rig = new KeyCase(folder)) {
      NewKey _ = rig.make("acme", Scope.GENERATE);
    }

    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as(file.toString())
            .isEqualTo("rw-------");
      }
      assertThat(folder.resolve("mark")).exists();
    }
  }

  @Test
  void aDamagedStoreOfKeysOpensNoDoor() throws KeyException, IOException {
    try (KeyCase rig = new KeyCase(folder)) {
      rig.make("acme", Scope.GENERATE);
    }
    Files.writeString(folder.resolve("keys.db"), "this is no database at all, in any version");
    Files.deleteIfExists(folder.resolve("keys.db-wal"));

    try (KeyCase damaged = new KeyCase(folder)) {
      assertThat(damaged.keys.exist()).isTrue();
      assertThat(damaged.doorkeeper().isClosed()).isTrue();
      assertThatThrownBy(() -> damaged.keys.list(Optional.empty()))
          .isInstanceOf(KeyException.class)
          .hasMessageContaining("damaged");
    }
  }

  @Test
  void aKeyIsNoGuessWhileTheKeysCannotBeRead() throws KeyException, IOException {
    NewKey made;
    try (KeyCase rig = new KeyCase(folder)) {
      made = rig.make("acme", Scope.GENERATE);
    }
    Files.writeString(folder.resolve("keys.db"), "this is no database at all, in any version");
    Files.deleteIfExists(folder.resolve("keys.db-wal"));

    try (KeyCase damaged = new KeyCase(folder)) {
      Door door = damaged.doorkeeper().callers();
      Credentials shown =
          new Credentials(
              Optional.of("Bearer " + made.text()),
              List.of(),
              Peer.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711)));
      for (int call = 0; call < 9; call++) {
        assertThat(door.ask(shown, Need.GENERATE))
            .isInstanceOfSatisfying(
                Entry.Turned.class,
                turned -> {
                  assertThat(turned.fault()).isEqualTo(Entry.Fault.KEYS_PENDING);
                  assertThat(turned.retryAfter()).contains(Duration.ofSeconds(1));
                });
      }
    }
  }

  @Test
  @Timeout(600)
  void keysThatCouldNotBeReadAreReadOnceTheyCan() throws KeyException, IOException {
    Path state = Files.createDirectory(folder.resolve("state"));
    NewKey made;
    try (KeyCase rig = new KeyCase(state)) {
      made = rig.make("acme", Scope.GENERATE);
    }
    Path aside = Files.move(state, folder.resolve("aside"));

    try (KeyCase rig = new KeyCase(Files.writeString(state, "a file"))) {
      assertThat(rig.keys.find(made.text())).isEmpty();

      Files.delete(state);
      Files.move(aside, state);
      rig.now = rig.now.plusSeconds(2);
      while (rig.keys.find(made.text()).isEmpty()) {
        rig.now = rig.now.plusSeconds(2);
        Thread.onSpinWait();
      }
      assertThat(rig.keys.exist()).isTrue();
      assertThat(rig.keys.list(Optional.empty())).containsExactly(made.key());
    }
  }

  @Test
  @Timeout(600)
  void aClockThatIsSetBackMakesNobodyWaitForTheKeys() throws KeyException, IOException {
    Path state = Files.createDirectory(folder.resolve("state"));
    NewKey made;
    try (KeyCase rig = new KeyCase(state)) {
      made = rig.make("acme", Scope.GENERATE);
    }
    Path aside = Files.move(state, folder.resolve("aside"));

    try (KeyCase rig = new KeyCase(Files.writeString(state, "a file"))) {
      rig.now = KeyCase.START.plus(Duration.ofDays(1));
      assertThat(rig.keys.find(made.text())).isEmpty();
      // Behind the look for the keys, which has failed by then.
      assertThat(rig.store.changeNow(db -> true)).failsWithin(Eventually.LIMIT);
      Files.delete(state);
      Files.move(aside, state);

      rig.now = KeyCase.START;

      Eventually.until("the key is known", () -> rig.keys.find(made.text()).isPresent());
    }
  }

  @Test
  void aReplacedKeyGoesOnForTheOverlap() throws KeyException {
    try (KeyCase rig = new KeyCase()) {
      NewKey old = rig.make("acme", Scope.GENERATE);
      rig.keys.create(replacing("acme", old));

      assertThat(rig.keys.find(old.text()).orElseThrow().expiresAt())
          .hasValue(KeyCase.START.plus(Duration.ofMinutes(5)));
    }
  }

  private static KeyRequest replacing(String tenant, NewKey old) {
    return new KeyRequest(
        tenant,
        Set.of(Scope.GENERATE),
        "",
        Optional.empty(),
        Optional.of(old.key().id()),
        Duration.ofMinutes(5));
  }

  @Test
  void aKeyOfAnotherTenantIsNotReplaced() throws KeyException {
    try (KeyCase rig = new KeyCase()) {
      NewKey old = rig.make("acme", Scope.GENERATE);

      assertThatThrownBy(() -> rig.keys.create(replacing("globex", old)))
          .isInstanceOf(KeyException.class)
          .hasMessageContaining("no key of this tenant");
      assertThat(rig.keys.list(Optional.of("globex"))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "tenant\n", "ten\u00e4nt"})
  void aTenantNeedsAPlainName(String tenant) {
    try (KeyCase rig = new KeyCase()) {
      assertThatThrownBy(() -> rig.make(tenant, Scope.GENERATE))
          .hasMessageContaining("tenant must be")
          .extracting(refused -> ((KeyException) refused).field())
          .isEqualTo("tenant");
    }
  }

  @Test
  void aKeyThatWouldHaveEndedIsNotMade() {
    try (KeyCase rig = new KeyCase()) {
      assertThatThrownBy(() ->
              rig.keys.create(KeyCase.request("acme", Optional.of(KeyCase.START), Scope.GENERATE)))
          .hasMessageContaining("expired already")
          .extracting(refused -> ((KeyException) refused).field())
          .isEqualTo("expires_at");
    }
  }

  @Test
  void aKeyThatCannotBeWrittenIsNotMade() throws KeyException {
    KeyCase rig = new KeyCase();
    NewKey known = rig.make("acme", Scope.GENERATE);
    rig.close();

    assertThatThrownBy(() -> rig.make("acme", Scope.ADMIN)).isInstanceOf(KeyException.class);
    assertThat(rig.keys.list(Optional.empty())).containsExactly(known.key());
  }

  @Test
  void aRevokedKeyIsRevokedAlthoughThatCannotBeWritten() throws KeyException {
    KeyCase rig = new KeyCase();
    NewKey known = rig.make("acme", Scope.GENERATE);
    rig.close();

    assertThatThrownBy(() -> rig.keys.revoke(known.key().id())).isInstanceOf(KeyException.class);
    assertThat(rig.keys.find(known.text()).orElseThrow().revokedAt()).isPresent();
  }
}
