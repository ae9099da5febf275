package dev.rung.server.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/** Reads the certificates of authorities, in PEM form. */
public final class CaFile {
  private CaFile() {}

  /** Every certificate that the file holds now, of which there must be one. */
  public static Loaded<List<X509Certificate>> read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      List<X509Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toList();
      return found.isEmpty() ? bad(file) : new Loaded.Good<>(found);
    } catch (CertificateException malformed) {
      return bad(file);
    } catch (IOException unreadable) {
      return new Loaded.Bad<>("make " + file + " readable, or leave out ca_file");
    }
  }

  private static Loaded<List<X509Certificate>> bad(Path file) {
    return new Loaded.Bad<>("put certificates in PEM form into " + file);
  }
}
