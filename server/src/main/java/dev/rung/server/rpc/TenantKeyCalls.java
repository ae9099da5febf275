package dev.rung.server.rpc;

import com.google.protobuf.Timestamp;
import dev.rung.server.tenant.KeyException;
import dev.rung.server.tenant.KeyRequest;
import dev.rung.server.tenant.NewKey;
import dev.rung.server.tenant.Scope;
import dev.rung.server.tenant.TenantKey;
import dev.rung.server.tenant.TenantKeys;
import dev.rung.v1.CreateTenantKeyRequest;
import dev.rung.v1.CreateTenantKeyResponse;
import dev.rung.v1.ListTenantKeysRequest;
import dev.rung.v1.ListTenantKeysResponse;
import dev.rung.v1.RevokeTenantKeyRequest;
import dev.rung.v1.RevokeTenantKeyResponse;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the Admin service does with keys of tenants. May wait for the disk. */
record TenantKeyCalls(TenantKeys keys) {
  private static final double MOST_SECONDS = 1e9;

  CreateTenantKeyResponse create(CreateTenantKeyRequest in) throws StatusRuntimeException {
    try {
      NewKey made = keys.create(request(in));
      CreateTenantKeyResponse.Builder out =
          CreateTenantKeyResponse.newBuilder().setKeyId(made.key().id()).setKey(made.text());
      made.key().expiresAt().ifPresent(at -> out.setExpiresAt(Timestamps.of(at)));
      return out.build();
    } catch (KeyException refused) {
      throw Statuses.keyRefused(refused);
    }
  }

  private static KeyRequest request(CreateTenantKeyRequest in) throws StatusRuntimeException {
    if (in.hasOverlapSeconds() && in.getReplaces().isEmpty()) {
      throw Statuses.invalid("overlap_seconds", "must not stand without replaces");
    }
    return new KeyRequest(
        in.getTenant(),
        scopes(in.getScopesList()),
        in.getLabel(),
        in.hasExpiresAt() ? Optional.of(expiry(in.getExpiresAt())) : Optional.empty(),
        Optional.of(in.getReplaces()).filter(id -> !id.isEmpty()),
        in.hasOverlapSeconds() ? overlap(in.getOverlapSeconds()) : KeyRequest.USUAL_OVERLAP);
  }

  private static Set<Scope> scopes(List<String> labels) throws StatusRuntimeException {
    if (labels.isEmpty()) {
      return EnumSet.of(Scope.GENERATE, Scope.STATS);
    }
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (String label : labels) {
      scopes.add(
          Scope.named(label)
              .orElseThrow(() -> Statuses.invalid("scopes", "must be generate, stats or admin")));
    }
    return scopes;
  }

  private static Duration overlap(double seconds) throws StatusRuntimeException {
    if (!(seconds >= 0 && seconds <= MOST_SECONDS)) {
      throw Statuses.invalid("overlap_seconds", "must be 0 or more, and not beyond a year");
    }
    return Duration.ofMillis(Math.round(seconds * 1_000));
  }

  private static Instant expiry(Timestamp at) throws StatusRuntimeException {
    return Timestamps.read(at).orElseThrow(() -> Statuses.invalid("expires_at", Timestamps.RULE));
  }

  ListTenantKeysResponse list(ListTenantKeysRequest in) throws StatusRuntimeException {
    try {
      ListTenantKeysResponse.Builder out = ListTenantKeysResponse.newBuilder();
      keys.list(Optional.of(in.getTenant()).filter(tenant -> !tenant.isEmpty()))
          .forEach(key -> out.addKeys(write(key)));
      return out.build();
    } catch (KeyException refused) {
      throw Statuses.keyRefused(refused);
    }
  }

  private static dev.rung.v1.TenantKey write(TenantKey key) {
    dev.rung.v1.TenantKey.Builder out =
        dev.rung.v1.TenantKey.newBuilder()
            .setKeyId(key.id())
            .setTenant(key.tenant())
            .addAllScopes(key.scopes().stream().sorted().map(Scope::label).toList())
            .setLabel(key.label())
            .setCreatedAt(Timestamps.of(key.createdAt()));
    key.expiresAt().ifPresent(at -> out.setExpiresAt(Timestamps.of(at)));
    key.revokedAt().ifPresent(at -> out.setRevokedAt(Timestamps.of(at)));
    key.lastUsedAt().ifPresent(at -> out.setLastUsedAt(Timestamps.of(at)));
    return out.build();
  }

  RevokeTenantKeyResponse revoke(RevokeTenantKeyRequest in) throws StatusRuntimeException {
    try {
      keys.revoke(in.getKeyId());
      return RevokeTenantKeyResponse.getDefaultInstance();
    } catch (KeyException refused) {
      throw Statuses.keyRefused(refused);
    }
  }
}
