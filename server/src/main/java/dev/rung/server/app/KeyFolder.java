package dev.rung.server.app;

import dev.rung.server.app.cli.KeyBook;
import dev.rung.server.app.cli.UsageException;
import dev.rung.server.config.ConfigException;
import dev.rung.server.config.Whereabouts;
import dev.rung.server.tenant.KeyException;
import dev.rung.server.tenant.KeyRequest;
import dev.rung.server.tenant.NewKey;
import dev.rung.server.tenant.TenantKey;
import dev.rung.server.tenant.TenantKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keys of tenants in the folder of a daemon that is down. */
record KeyFolder(State state, TenantKeys keys) implements KeyBook {

  static KeyBook open(Optional<Path> configFile, Map<String, String> environment)
      throws UsageException, IOException {
    try {
      Whereabouts configuration =
          new ConfigSource(configFile, environment, Path.of("")).whereabouts();
      if (configuration.store().folder().isEmpty()) {
        throw new UsageException(
            "store.folder is off, so that keys end with the daemon: name a folder, or start it");
      }
      Logging.start(configuration.log());
      State state = State.open(configuration.store());
      return new KeyFolder(state, TenantRoom.keys(state, InstantSource.system()));
    } catch (ConfigException refused) {
      throw new UsageException(String.valueOf(refused.getMessage()));
    }
  }

  @Override
  public NewKey create(KeyRequest wanted) throws KeyException {
    return keys.create(wanted);
  }

  @Override
  public List<TenantKey> list(Optional<String> tenant) throws KeyException {
    return keys.list(tenant);
  }

  @Override
  public void revoke(String id) throws KeyException {
    keys.revoke(id);
  }

  @Override
  public void close() {
    state.close();
  }
}
