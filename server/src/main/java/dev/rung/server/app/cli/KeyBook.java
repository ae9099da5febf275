package dev.rung.server.app.cli;

import dev.rung.server.tenant.KeyException;
import dev.rung.server.tenant.KeyRequest;
import dev.rung.server.tenant.NewKey;
import dev.rung.server.tenant.TenantKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keys of tenants in the state of this machine, while no daemon uses it. */
public interface KeyBook extends AutoCloseable {
  NewKey create(KeyRequest wanted) throws KeyException;

  List<TenantKey> list(Optional<String> tenant) throws KeyException;

  void revoke(String id) throws KeyException;

  @Override
  void close();

  /** Opens the state. */
  interface Source {
    /**
     * The keys that a daemon with this configuration would find.
     *
     * @throws UsageException when the configuration is refused, or keeps nothing
     * @throws IOException when a daemon uses the state
     */
    KeyBook open(Optional<Path> configFile, Map<String, String> environment)
        throws UsageException, IOException;
  }
}
