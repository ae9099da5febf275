package dev.rung.server.rpc;

import dev.rung.server.store.Store;
import dev.rung.server.store.StoreSettings;
import dev.rung.server.tenant.Door;
import dev.rung.server.tenant.KeyTable;
import dev.rung.server.tenant.TenantKeys;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Doors for everybody, with keys in memory that nobody needs. */
final class OpenDoors {
  private static final TenantKeys KEYS =
      TenantKeys.open(
          Store.open(StoreSettings.inMemory(), List.of(KeyTable.SCHEMA)),
          Optional.empty(),
          InstantSource.system(),
          new SecureRandom());

  private OpenDoors() {}

  static Doors make() {
    return new Doors(Door.OPEN, Door.OPEN, KEYS, Optional.empty());
  }
}
