package dev.rung.server.rpc;

import dev.rung.server.tenant.CertificateNames;
import dev.rung.server.tls.ServerTls;
import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.ServerTransportFilter;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/**
 * Notes once for each connection which names its client's certificate holds, and whether it counts.
 */
final class PeerNames extends ServerTransportFilter {
  static final Attributes.Key<List<String>> KEY = Attributes.Key.create("peer-names");

  /** Of a resumed session whose certificate counts no more; nothing is served there. */
  static final Attributes.Key<Boolean> UNTRUSTED = Attributes.Key.create("peer-untrusted");

  private final Optional<ServerTls> tls;

  PeerNames(Optional<ServerTls> tls) {
    this.tls = tls;
  }

  @Override
  public Attributes transportReady(Attributes attributes) {
    SSLSession session = attributes.get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
    if (session == null) {
      return attributes;
    }
    boolean trusted = tls.map(one -> one.vouchesFor(session)).orElse(true);
    return trusted
        ? attributes.toBuilder().set(KEY, CertificateNames.of(session)).build()
        : attributes.toBuilder().set(UNTRUSTED, true).build();
  }
}
