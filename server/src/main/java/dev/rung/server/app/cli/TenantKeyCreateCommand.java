package dev.rung.server.app.cli;

import com.google.protobuf.util.Timestamps;
import dev.rung.server.tenant.KeyException;
import dev.rung.server.tenant.KeyRequest;
import dev.rung.server.tenant.NewKey;
import dev.rung.server.tenant.Scope;
import dev.rung.v1.CreateTenantKeyRequest;
import dev.rung.v1.CreateTenantKeyResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a key; it is printed once, on the standard output alone. */
@Command(
    name = "create",
    description = {
      "Makes a key for a tenant and prints it, this once: only a hash of it is kept.",
      "With the daemon down it works on the daemon's state."
    })
final class TenantKeyCreateCommand extends TenantKeyCommand {
  @Option(names = "--tenant", required = true, paramLabel = "NAME", description = "Whose key.")
  private String tenant = "";

  @Option(
      names = "--scope",
      split = ",",
      paramLabel = "SCOPE",
      defaultValue = "generate,stats",
      description = "generate, stats or admin; several by commas. Usually ${DEFAULT-VALUE}.")
  private List<String> scopes = List.of();

  @Option(names = "--label", paramLabel = "TEXT", description = "For people, such as 'ci'.")
  private String label = "";

  @Option(
      names = "--expires",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "How long it is good: 12h, 90d. Without it: until it is revoked.")
  private Optional<Duration> expires = Optional.empty();

  @Option(
      names = "--replaces",
      paramLabel = "ID",
      description = "A key of the same tenant that ends when the overlap is over.")
  private Optional<String> replaces = Optional.empty();

  @Option(
      names = "--overlap",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "How long the replaced key goes on. Usually 24h.")
  private Optional<Duration> overlap = Optional.empty();

  private final Set<Scope> wanted = EnumSet.noneOf(Scope.class);

  TenantKeyCreateCommand(Session session, RungCommand rung) {
    super(session, rung);
  }

  @Override
  void check() throws UsageException {
    if (overlap.isPresent() && replaces.isEmpty()) {
      throw new UsageException(
          "--overlap is of the key that is replaced: name that one with --replaces");
    }
    for (String each : scopes) {
      wanted.add(
          Scope.named(each)
              .orElseThrow(() ->
                  new UsageException("a scope is generate, stats or admin, not '" + each + "'")));
    }
  }

  @Override
  void ask(Connection daemon) {
    CreateTenantKeyRequest.Builder request =
        CreateTenantKeyRequest.newBuilder()
            .setTenant(tenant)
            .setLabel(label)
            .setReplaces(replaces.orElse(""));
    overlap.ifPresent(time -> request.setOverlapSeconds(time.toMillis() / 1_000.0));
    wanted.forEach(scope -> request.addScopes(scope.label()));
    end().ifPresent(at -> request.setExpiresAt(Timestamps.fromMillis(at.toEpochMilli())));
    CreateTenantKeyResponse made = daemon.admin().createTenantKey(request.build());
    show(made.getKeyId(), made.getKey());
  }

  @Override
  void write(KeyBook book) throws KeyException {
    NewKey made =
        book.create(
            new KeyRequest(
                tenant, wanted, label, end(), replaces, overlap.orElse(KeyRequest.USUAL_OVERLAP)));
    show(made.key().id(), made.text());
  }

  private Optional<Instant> end() {
    return expires.map(time -> Instant.now().plus(time));
  }

  private void show(String id, String key) {
    session.terminal().println(key);
    session.terminal().remark("Key " + id + " of " + tenant + ". It is not shown again.");
  }
}
