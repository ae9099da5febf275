package dev.rung.server.rpc;

import dev.rung.server.tenant.CertificateNames;
import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.ServerTransportFilter;
import java.util.List;
import javax.net.ssl.SSLSession;

/** Notes once for each connection which names its client's certificate holds. */
final class PeerNames extends ServerTransportFilter {
  static final Attributes.Key<List<String>> KEY = Attributes.Key.create("peer-names");

  @Override
  public Attributes transportReady(Attributes attributes) {
    SSLSession session = attributes.get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
    return session == null
        ? attributes
        : attributes.toBuilder().set(KEY, CertificateNames.of(session)).build();
  }
}
