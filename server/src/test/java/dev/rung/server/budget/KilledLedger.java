package dev.rung.server.budget;

import dev.rung.server.generate.Caller;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.RequestId;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.Usage;
import dev.rung.server.store.Store;
import dev.rung.server.store.StoreSettings;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A process that spends as fast as it can until it is killed. Its provider is in the test's process
 * and keeps the bill: see {@link KillHammerTest}.
 */
final class KilledLedger {
  private static final int THREADS = 6;

  private KilledLedger() {}

  /** Folder, port of the provider, seed, clock. */
  public static void main(String[] args) {
    Path folder = Path.of(args[0]);
    int port = Integer.parseInt(args[1]);
    SplittableRandom random = new SplittableRandom(Long.parseLong(args[2]));
    Instant now = Instant.parse(args[3]);
    Store store = Store.open(StoreSettings.durable(folder.resolve("rung.db")), LedgerRig.SCHEMAS);
    LedgerParts parts =
        LedgerParts.of(
            store, Optional.of(folder.resolve("ledger.slots")), () -> now, System::nanoTime);
    Ledger ledger = Ledger.open(KillHammerTest.SETTINGS, parts);
    for (int i = 0; i < THREADS; i++) {
      SplittableRandom mine = random.split();
      Thread.ofPlatform().start(() -> spend(ledger, port, mine));
    }
  }

  private static void spend(Ledger ledger, int port, SplittableRandom random) {
    try (Socket provider = new Socket(InetAddress.getLoopbackAddress(), port)) {
      provider.setTcpNoDelay(true);
      DataInputStream in = new DataInputStream(provider.getInputStream());
      DataOutputStream out = new DataOutputStream(provider.getOutputStream());
      while (true) {
        once(ledger, in, out, random);
      }
    } catch (IOException gone) {
      // The test has ended.
    }
  }

  private static void once(
      Ledger ledger, DataInputStream in, DataOutputStream out, SplittableRandom random)
      throws IOException {
    String tenant = KillHammerTest.TENANTS.get(random.nextInt(KillHammerTest.TENANTS.size()));
    String model = KillHammerTest.MODELS.get(random.nextInt(KillHammerTest.MODELS.size()));
    long held = 1L + random.nextInt(900);
    Spend spend =
        new Spend(
            new RequestId("r-" + Long.toUnsignedString(random.nextLong(), 36)),
            new Caller(tenant),
            model,
            "a-provider",
            Tier.SMALL,
            new Money(held));
    if (!(ledger.reserve(spend) instanceof Grant.Reserved(var reservation))) {
      Thread.onSpinWait();
      return;
    }
    try (reservation) {
      long first = random.nextLong(held + 1);
      call(in, out, spend, first);
      long more = random.nextInt(300);
      long second = 0;
      if (random.nextInt(3) == 0 && reservation.extend(new Money(more))) {
        second = random.nextLong(held + more - first + 1);
        call(in, out, spend, second);
      }
      reservation.settle(
          new Charge(
              LedgerLine.Result.ANSWERED,
              new Money(first + second),
              new Usage(10, 0, 10, 0, false),
              false,
              false));
    }
  }

  /** The provider bills before it answers. */
  private static void call(DataInputStream in, DataOutputStream out, Spend spend, long nanos)
      throws IOException {
    out.writeUTF(spend.request().value());
    out.writeUTF(spend.caller().tenant());
    out.writeUTF(spend.model());
    out.writeLong(nanos);
    out.flush();
    in.readByte();
  }
}
