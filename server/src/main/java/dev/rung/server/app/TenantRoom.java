package dev.rung.server.app;

import dev.rung.server.config.ConfigException;
import dev.rung.server.config.ConfigWatch;
import dev.rung.server.config.Configuration;
import dev.rung.server.rpc.Doors;
import dev.rung.server.tenant.Door;
import dev.rung.server.tenant.Doorkeeper;
import dev.rung.server.tenant.TenantKeys;
import dev.rung.server.tenant.Tenants;
import dev.rung.server.tenant.Tokens;
import dev.rung.server.tenant.jwt.JwtSettings;
import dev.rung.server.tenant.jwt.JwtTokens;
import dev.rung.server.tls.ServerTls;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Who callers are and what they may. */
record TenantRoom(TenantKeys keys, Tenants tenants, Doorkeeper doorkeeper) {
  /** Made with the first key, so that a damaged store does not open the doors. */
  private static final String MARK = "tenants.closed";

  /** Waits for the store, and for keys of an issuer of tokens that are in a file. */
  static TenantRoom open(
      State state,
      Configuration configuration,
      Supplier<Configuration> inForce,
      InstantSource clock,
      LongSupplier nanoTime,
      Closing closing)
      throws ConfigException {
    TenantKeys keys = keys(state, clock);
    Tenants tenants = new Tenants(nanoTime);
    tenants.apply(TenantTerms.tenants(configuration));
    return new TenantRoom(
        keys,
        tenants,
        new Doorkeeper(
            keys,
            tenants,
            tokens(configuration, clock, nanoTime, closing),
            configuration.server().perAddress().wrongKeys(),
            clock,
            nanoTime,
            () -> rule(inForce.get())));
  }

  private static Tokens tokens(
      Configuration configuration, InstantSource clock, LongSupplier nanoTime, Closing closing)
      throws ConfigException {
    Optional<JwtSettings> settings = TenantTerms.jwt(configuration);
    if (settings.isEmpty()) {
      return Tokens.NONE;
    }
    JwtTokens tokens = new JwtTokens(settings.get(), clock, nanoTime);
    CompletableFuture<Boolean> read = tokens.readKeys();
    if (settings.get().source() instanceof JwtSettings.InFile(Path file)) {
      if (!read.join()) {
        throw ConfigException.refused(
            configuration, "auth.jwt.jwks_file: " + file + " cannot be read as a JWKS");
      }
      Runnable reload =
          () -> {
            CompletableFuture<Boolean> _ = tokens.readKeys();
          };
      closing.later(ConfigWatch.start(() -> List.of(file), ConfigWatch.INTERVAL, reload)::close);
    }
    return tokens;
  }

  private static Doorkeeper.Rule rule(Configuration configuration) {
    if (!configuration.auth().enabled()) {
      return Doorkeeper.Rule.NEVER;
    }
    return configuration.auth().required() ? Doorkeeper.Rule.ALWAYS : Doorkeeper.Rule.WHEN_MADE;
  }

  /** The keys of this state, and nothing else of it. */
  static TenantKeys keys(State state, InstantSource clock) {
    return TenantKeys.open(state.store(), state.file(MARK), clock, new SecureRandom());
  }

  Doors doors(Configuration configuration, Optional<ServerTls> tls) {
    boolean loopback = Listening.isLoopback(configuration.server().adminAddress());
    return new Doors(callers(), doorkeeper.operators(loopback), keys, tls);
  }

  Door callers() {
    return doorkeeper.callers();
  }
}
