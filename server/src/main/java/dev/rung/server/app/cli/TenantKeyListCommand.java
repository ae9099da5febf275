package dev.rung.server.app.cli;

import static dev.rung.server.app.cli.Table.Column.text;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.rung.server.tenant.KeyException;
import dev.rung.server.tenant.Scope;
import dev.rung.server.tenant.TenantKey;
import dev.rung.v1.ListTenantKeysRequest;
import dev.rung.v1.ListTenantKeysResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what is known of keys; never a key. */
@Command(name = "list", description = "Shows every key of tenants, and never the key itself.")
final class TenantKeyListCommand extends TenantKeyCommand {
  @Option(names = "--tenant", paramLabel = "NAME", description = "Of this tenant alone.")
  private Optional<String> tenant = Optional.empty();

  @Option(names = "--json", description = "Print the keys as JSON.")
  private boolean json;

  TenantKeyListCommand(Session session, RungCommand rung) {
    super(session, rung);
  }

  @Override
  void ask(Connection daemon) throws IOException {
    show(
        daemon
            .admin()
            .listTenantKeys(
                ListTenantKeysRequest.newBuilder().setTenant(tenant.orElse("")).build()));
  }

  @Override
  void write(KeyBook book) throws KeyException, IOException {
    show(written(book.list(tenant)));
  }

  private static ListTenantKeysResponse written(List<TenantKey> keys) {
    ListTenantKeysResponse.Builder out = ListTenantKeysResponse.newBuilder();
    keys.forEach(key -> out.addKeys(written(key)));
    return out.build();
  }

  private static dev.rung.v1.TenantKey written(TenantKey key) {
    dev.rung.v1.TenantKey.Builder out =
        dev.rung.v1.TenantKey.newBuilder()
            .setKeyId(key.id())
            .setTenant(key.tenant())
            .addAllScopes(key.scopes().stream().sorted().map(Scope::label).toList())
            .setLabel(key.label())
            .setCreatedAt(written(key.createdAt()));
    key.expiresAt().ifPresent(at -> out.setExpiresAt(written(at)));
    key.revokedAt().ifPresent(at -> out.setRevokedAt(written(at)));
    key.lastUsedAt().ifPresent(at -> out.setLastUsedAt(written(at)));
    return out.build();
  }

  private static Timestamp written(Instant at) {
    return Timestamps.fromMillis(at.toEpochMilli());
  }

  private void show(ListTenantKeysResponse keys) throws IOException {
    String shown = json ? Json.of(keys) : table(keys);
    session.terminal().println(session.terminal().shielded(shown));
  }

  private static String table(ListTenantKeysResponse keys) {
    if (keys.getKeysCount() == 0) {
      return "There is no key.";
    }
    Table table =
        new Table(
            text("KEY"),
            text("TENANT"),
            text("SCOPES"),
            text("LABEL"),
            text("CREATED"),
            text("ENDS"),
            text("LAST USED"));
    for (dev.rung.v1.TenantKey key : keys.getKeysList()) {
      table.row(
          key.getKeyId(),
          key.getTenant(),
          String.join(",", key.getScopesList()),
          key.getLabel(),
          day(key.getCreatedAt()),
          ends(key),
          key.hasLastUsedAt() ? minute(key.getLastUsedAt()) : "never");
    }
    return table.toString();
  }

  private static String ends(dev.rung.v1.TenantKey key) {
    if (key.hasRevokedAt()) {
      return "revoked " + minute(key.getRevokedAt());
    }
    return key.hasExpiresAt() ? minute(key.getExpiresAt()) : "never";
  }

  private static String day(Timestamp at) {
    return Timestamps.toString(at).substring(0, 10);
  }

  private static String minute(Timestamp at) {
    return Timestamps.toString(at).substring(0, 16) + "Z";
  }
}
