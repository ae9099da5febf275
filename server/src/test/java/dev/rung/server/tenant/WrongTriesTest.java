package dev.rung.server.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.peer.Peer;
import dev.rung.server.tenant.Entry.Admitted;
import dev.rung.server.tenant.Entry.Fault;
import dev.rung.server.tenant.Entry.Turned;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who guesses keys; three wrong ones in a minute are borne here. */
class WrongTriesTest {
  private final KeyCase rig = new KeyCase();
  private final NewKey key;
  private final Door door = rig.doorkeeper().callers();

  WrongTriesTest() throws KeyException {
    key = rig.make("acme", Scope.GENERATE);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private static Peer peer(int last) throws UnknownHostException {
    return new Peer(InetAddress.getByAddress(new byte[] {10, 0, (byte) (last >> 8), (byte) last}));
  }

  private Entry shows(int peer, String text) throws UnknownHostException {
    return shows(door, peer, text);
  }

  private static Entry shows(Door asked, int peer, String text) throws UnknownHostException {
    return asked.ask(
        new Credentials(Optional.of("Bearer " + text), List.of(), Optional.of(peer(peer))),
        Need.GENERATE);
  }

  private static Fault fault(Entry entry) {
    return ((Turned) entry).fault();
  }

  private void guess(int peer, int times) throws UnknownHostException {
    for (int i = 0; i < times; i++) {
      assertThat(fault(shows(peer, "rung_guess" + i))).isEqualTo(Fault.KEY_INVALID);
    }
  }

  @Test
  void whoGuessesIsNotLookedAtUntilTheMinuteIsOver() throws Exception {
    guess(1, 2);
    rig.nanoTime.addAndGet(Duration.ofSeconds(20).toNanos());
    guess(1, 1);

    Turned stopped = (Turned) shows(1, key.text());

    assertThat(stopped.fault()).isEqualTo(Fault.TOO_MANY_WRONG_KEYS);
    assertThat(stopped.retryAfter()).contains(Duration.ofSeconds(40));
    rig.nanoTime.addAndGet(Duration.ofSeconds(39).toNanos());
    assertThat(fault(shows(1, key.text()))).isEqualTo(Fault.TOO_MANY_WRONG_KEYS);
    rig.nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(shows(1, key.text())).isInstanceOf(Admitted.class);
    guess(1, 3);
    assertThat(fault(shows(1, "rung_again"))).isEqualTo(Fault.TOO_MANY_WRONG_KEYS);
  }

  @Test
  void othersAreNoWorseOff() throws Exception {
    guess(1, 3);

    assertThat(shows(2, key.text())).isInstanceOf(Admitted.class);
    assertThat(fault(shows(2, "rung_typo"))).isEqualTo(Fault.KEY_INVALID);
  }

  @Test
  void whoWasLetInFromThereBeforeStillIs() throws Exception {
    assertThat(shows(1, key.text())).isInstanceOf(Admitted.class);
    guess(1, 3);

    assertThat(fault(shows(1, "rung_guess"))).isEqualTo(Fault.TOO_MANY_WRONG_KEYS);
    assertThat(shows(1, key.text())).isInstanceOf(Admitted.class);
    guess(2, 3);
    assertThat(fault(shows(2, key.text()))).isEqualTo(Fault.TOO_MANY_WRONG_KEYS);
  }

  @Test
  void tokensCountWhereTheyMayBeMadeUp() throws Exception {
    Door tokensToo =
        rig.doorkeeper(
                new Tokens() {
                  @Override
                  public Reading read(String token) {
                    return new Tokens.Bad(
                        Fault.KEY_INVALID, "why", Optional.empty(), token.equals("forged"));
                  }

                  @Override
                  public boolean trusted() {
                    return true;
                  }
                })
            .callers();
    for (int i = 0; i < 5; i++) {
      assertThat(fault(shows(tokensToo, 1, "retired"))).isEqualTo(Fault.KEY_INVALID);
    }
    for (int i = 0; i < 3; i++) {
      assertThat(fault(shows(tokensToo, 1, "forged"))).isEqualTo(Fault.KEY_INVALID);
    }

    assertThat(fault(shows(tokensToo, 1, "retired"))).isEqualTo(Fault.TOO_MANY_WRONG_KEYS);
  }

  @Test
  void keysThatWereOnceGoodAndCallsWithoutOneAreNoGuesses() throws Exception {
    rig.keys.revoke(key.key().id());
    for (int i = 0; i < 5; i++) {
      assertThat(fault(shows(1, key.text()))).isEqualTo(Fault.KEY_REVOKED);
      assertThat(
              fault(
                  door.ask(
                      new Credentials(Optional.empty(), List.of(), Optional.of(peer(1))),
                      Need.GENERATE)))
          .isEqualTo(Fault.KEY_MISSING);
    }

    assertThat(fault(shows(1, "rung_guess"))).isEqualTo(Fault.KEY_INVALID);
  }

  @Test
  void remembersSoManyPeersAndThoseThatBeganLast() throws Exception {
    AtomicLong time = new AtomicLong();
    WrongTries tries = new WrongTries(1, time::get);
    for (int i = 0; i < 10_001; i++) {
      tries.wrong(peer(i));
    }

    assertThat(tries.peers()).isEqualTo(10_000);
    assertThat(tries.pause(peer(0), "x")).isEmpty();
    assertThat(tries.pause(peer(10_000), "x")).contains(Duration.ofMinutes(1));
    time.set(Duration.ofMinutes(1).toNanos());
    assertThat(tries.pause(peer(10_000), "x")).isEmpty();
    assertThat(tries.peers()).isZero();
  }

  @Test
  void goodKeysBeyondTheMostAreRememberedAnew() throws Exception {
    WrongTries tries = new WrongTries(1, () -> 0);
    for (int i = 0; i < 10_001; i++) {
      tries.right(peer(1), "key " + i);
    }
    tries.wrong(peer(1));

    assertThat(tries.pause(peer(1), "key 10000")).isEmpty();
    assertThat(tries.pause(peer(1), "key 9999")).isPresent();
  }

  @Test
  void countsNothingWhereAnyNumberIsAllowed() throws Exception {
    WrongTries tries = new WrongTries(0, () -> 0);

    tries.wrong(peer(1));

    assertThat(tries.peers()).isZero();
    assertThat(tries.pause(peer(1), "x")).isEmpty();
  }
}
