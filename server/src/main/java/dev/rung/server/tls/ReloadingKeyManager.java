package dev.rung.server.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The identity in force, for handshakes. One that began with the identity before ends with it. Safe
 * for several threads.
 */
final class ReloadingKeyManager extends X509ExtendedKeyManager {
  private volatile List<ServerIdentity> newestFirst;

  ReloadingKeyManager(ServerIdentity first) {
    this.newestFirst = List.of(first);
  }

  ServerIdentity current() {
    return newestFirst.getFirst();
  }

  void become(ServerIdentity next) {
    newestFirst = List.of(next, current());
  }

  private Optional<ServerIdentity> of(String alias) {
    return newestFirst.stream().filter(identity -> identity.alias().equals(alias)).findFirst();
  }

  private @Nullable String alias(String... keyTypes) {
    ServerIdentity identity = current();
    return Arrays.stream(keyTypes).anyMatch(identity::is) ? identity.alias() : null;
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return alias(keyType);
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return alias(keyType);
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return Stream.ofNullable(alias(keyType)).toArray(String[]::new);
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return of(alias).map(one -> one.chain().toArray(X509Certificate[]::new)).orElse(null);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return of(alias).map(ServerIdentity::key).orElse(null);
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return new String[0];
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }
}
