package dev.rung.server.tenant;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** The names in a client's certificate: its subject's CN, and alternative names that are texts. */
public final class CertificateNames {
  /** RFC 5280, 4.2.1.6: mail, DNS, URI and IP address. */
  private static final List<Integer> KINDS = List.of(1, 2, 6, 7);

  private CertificateNames() {}

  /** Those of the certificate that this connection proved; none where it showed none. */
  public static List<String> of(SSLSession session) {
    try {
      return session.getPeerCertificates()[0] instanceof X509Certificate shown
          ? of(shown)
          : List.of();
    } catch (SSLPeerUnverifiedException none) {
      return List.of();
    }
  }

  static List<String> of(X509Certificate certificate) {
    List<String> names = new ArrayList<>();
    try {
      for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
        if (part.getType().equalsIgnoreCase("CN") && part.getValue() instanceof String name) {
          names.add(name);
        }
      }
      Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
      if (alternatives != null) {
        for (List<?> alternative : alternatives) {
          if (alternative.get(0) instanceof Integer kind
              && KINDS.contains(kind)
              && alternative.get(1) instanceof String name) {
            names.add(name);
          }
        }
      }
    } catch (InvalidNameException | CertificateParsingException unreadable) {
      return List.of(); // A certificate whose names cannot be read stands for nobody.
    }
    return List.copyOf(names);
  }
}
